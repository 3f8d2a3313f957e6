"""The query builder's boxes as a form."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django import forms
from django.http import QueryDict

from determinations.models import Outcome
from search.builder.query import PARAGRAPH, SENTENCE, VALUE_FIELDS, QueryParts, take_apart
from search.decided import DecidedBound, lower_bound, upper_bound
from search.fields import FIELD
from search.forms import MAX_QUERY_LENGTH, DecidedField, QueryField
from search.labels import value_label
from vocabularies.reasons import REASONS
from vocabularies.treatment_categories import CATEGORIES

LONGEST_BOX = 400
CHOSEN_FROM_FEW: Mapping[str, tuple[str, ...]] = {
    "outcome": tuple(Outcome.values),
    "reason": tuple(REASONS),
    "category": tuple(CATEGORIES),
}
"""The fields whose values a list shows, and what it shows while there is no index to tell which exist."""
CLOSENESS = {
    "1": "next to",
    "3": "within 3 words of",
    "5": "within 5 words of",
    "10": "within 10 words of",
    "25": "within 25 words of",
    SENTENCE: "in the same sentence as",
    PARAGRAPH: "in the same paragraph as",
}
_BOXES = {
    "all_words": ("All of these words", "In any order and any form: therapy finds therapies."),
    "any_words": ("Any of these words", "At least one of them. Quotation marks keep words together."),
    "phrase": ("This exact phrase", "These words next to each other, as spelt."),
    "none_words": ("None of these words", "Items with one of them are left out."),
    "near_left": ("A word or phrase", ""),
    "near_right": ("Another word or phrase", ""),
    "rest": ("Anything else", "In the search box’s own language, such as retrospective:yes or age:50..60."),
}
_HINTS = {
    "drug": "Generic, brand or class, such as opioids.",
    "body_part": "In any of its names: cervical is the neck.",
    "guideline": "Such as Low Back Complaints.",
    "page": "A number, or a page from the list.",
}
_CLOSENESS_ERRORS = {"invalid_choice": "There is no such distance: within 5 words is used."}


@dataclass(frozen=True)
class Offered:
    """A value that a box offers."""

    value: str
    label: str


class BuilderForm(forms.Form):
    """The builder's boxes, named like the parts of ``QueryParts`` and the fields of the field table."""

    def __init__(self, *arguments: Any, offered: Mapping[str, tuple[Offered, ...]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.offered = offered
        for name, (label, hint) in _BOXES.items():
            self.fields[name] = _box(label, hint)
        self.fields["closeness"] = forms.ChoiceField(
            required=False, label="How close", choices=self._closeness(), error_messages=_CLOSENESS_ERRORS
        )
        for name in VALUE_FIELDS:
            self.fields[name] = self._value_field(name)
        self.fields["decided_from"] = _date(lower_bound, "Decided from")
        self.fields["decided_to"] = _date(upper_bound, "Decided to")
        self.fields["expand"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def parts(self) -> QueryParts:
        """What was filled in, as far as it can be used."""
        self.is_valid()
        clean = {name: _typed(value) for name, value in self.cleaned_data.items()}
        names = {one.name for one in fields(QueryParts)} - {"values"}
        return QueryParts(
            **{name: clean[name] for name in names if clean.get(name)},
            values={name: clean[name] for name in VALUE_FIELDS if clean.get(name)},
        )

    @property
    def expands(self) -> bool:
        """Whether names are found by their other names too."""
        return self.cleaned_data.get("expand") != "off"

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used, each in a sentence."""
        return tuple(str(message) for messages in self.errors.values() for message in messages)

    def _closeness(self) -> list[tuple[str, str]]:
        """The usual distances, and the one that a query came with."""
        asked = str(self.data.get("closeness", ""))
        own = {asked: f"within {int(asked)} words of"} if _is_distance(asked) else {}
        return [*(own | CLOSENESS).items()]

    def _value_field(self, name: str) -> forms.Field:
        label, hint = FIELD[name].label, _HINTS.get(name, "")
        if name not in CHOSEN_FROM_FEW:
            return _box(label, hint, list=f"{name}-values" if self.offered.get(name) else None)
        return QueryField(
            required=False, label=label, max_length=LONGEST_BOX, widget=forms.Select(choices=self._few(name))
        )

    def _few(self, name: str) -> list[tuple[str, str]]:
        """The values to choose from, and what a query came with."""
        asked = " ".join(str(self.data.get(name, "")).split())[:LONGEST_BOX]
        own = (
            {asked: " or ".join(value_label(name, one.strip()) for one in asked.split(";"))} if asked else {}
        )
        return [("", "Any"), *(own | {one.value: one.label for one in self.offered[name]}).items()]


def builder_form(parameters: QueryDict, offered: Mapping[str, tuple[Offered, ...]]) -> BuilderForm:
    """The form as an address fills it in; a query in ``q`` is opened in the boxes.

    ``offered`` are the values that the index holds, by field; without them the vocabularies' are offered.
    """
    offered = {**_known(), **offered}
    if "q" not in parameters:
        return BuilderForm({"closeness": QueryParts.closeness, **parameters.dict()}, offered=offered)
    q = QueryField(required=False).clean(parameters["q"])[:MAX_QUERY_LENGTH]
    filled = asdict(take_apart(q))
    values = filled.pop("values")
    return BuilderForm({**filled, **values, "expand": parameters.get("expand", "")}, offered=offered)


def _known() -> dict[str, tuple[Offered, ...]]:
    return {
        name: tuple(Offered(value, value_label(name, value)) for value in values)
        for name, values in CHOSEN_FROM_FEW.items()
    }


def _box(label: str, hint: str, **attributes: str | None) -> QueryField:
    given = {name: value for name, value in attributes.items() if value}
    plain = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    widget = forms.TextInput(attrs={**plain, **given})
    return QueryField(required=False, label=label, help_text=hint, max_length=LONGEST_BOX, widget=widget)


def _date(bound: Callable[[str], DecidedBound], label: str) -> DecidedField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "size": "10"})
    return DecidedField(bound, label=label, max_length=20, widget=widget)


def _typed(value: object) -> str:
    if isinstance(value, DecidedBound):
        return value.typed
    return str(value or "")


def _is_distance(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 3 and 0 < int(text) <= 100
