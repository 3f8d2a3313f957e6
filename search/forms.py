"""The search form, made from the field table."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from search.address import MAX_PAGE, PARAMETERS, SearchAddress
from search.decided import FIRST_YEAR, LAST_YEAR, DecidedBound, lower_bound, upper_bound
from search.fields import FACETS, FIELD, Field
from search.query.lexer import QUOTATION_MARKS
from search.query.tree import And, HasValue
from search.query.values import AS_PRINTED, resolve_value
from search.request import Sort

MAX_QUERY_LENGTH = 2_000
MAX_VALUES = 50
_WITHOUT_QUOTATION_MARKS = str.maketrans(dict.fromkeys(QUOTATION_MARKS, ""))


class QueryField(forms.CharField):
    """What was typed into the search box; null characters, which no text holds, are dropped."""

    def to_python(self, value: Any) -> str:
        """The query on one line."""
        return " ".join((super().to_python(value) or "").replace("\x00", "").split())


class ValuesField(forms.Field):
    """Several values of one facet, each as it is indexed or by another name that means just one.

    Where the index holds names as letters print them, a value is never taken for another one.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, facet: Field, **options: Any) -> None:
        self.facet = facet
        super().__init__(required=False, label=facet.label, **options)

    def to_python(self, value: Iterable[str] | None) -> tuple[str, ...]:
        """The distinct values in the order they were ticked."""
        stripped = (one.replace("\x00", "").strip() for one in value or ())
        return tuple(dict.fromkeys(self._as_indexed(one) for one in stripped if one))[:MAX_VALUES]

    def _as_indexed(self, typed: str) -> str:
        if self.facet.name in AS_PRINTED:
            return typed
        meant = resolve_value(self.facet, typed).query
        if isinstance(meant, HasValue) and len(meant.values) == 1:
            return meant.values[0]
        return typed


class DecidedField(forms.CharField):
    """A bound of the decision date: a year, a month or a day."""

    def __init__(self, bound: Callable[[str], DecidedBound], **options: Any) -> None:
        self.bound = bound
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> DecidedBound | None:
        """The day that is meant; ``None`` where nothing was typed."""
        typed = self.to_python(value) or ""
        try:
            return self.bound(typed) if typed else None
        except ValueError as error:
            raise forms.ValidationError(
                f"{self.label}: “{typed[:20]}” is no year or date from {FIRST_YEAR} to {LAST_YEAR},"
                " so it was left out. Write 2016, 2016-05 or 2016-05-31."
            ) from error


class SearchForm(forms.Form):
    """The search page's parameters; what cannot be used is named in ``problems`` and left out."""

    q = QueryField(required=False, label="Search")
    sort = forms.ChoiceField(
        required=False,
        label="Sort",
        choices=[(sort.value, sort.value.capitalize()) for sort in Sort],
        error_messages={"invalid_choice": "There is no such order of results: the usual one is used."},
    )
    expand = forms.ChoiceField(
        required=False,
        label="Other names",
        choices=[("on", "On"), ("off", "Off")],
        error_messages={"invalid_choice": "“expand” is on or off: names are found by their other names too."},
    )
    page = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={
            "invalid": "The page asked for is no number: this is the first page.",
            "min_value": "Pages are counted from 1: this is the first page.",
        },
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["from"] = DecidedField(lower_bound, label="Decided from")
        self.fields["to"] = DecidedField(upper_bound, label="Decided to")
        for facet in FACETS:
            self.fields[PARAMETERS[facet.name]] = ValuesField(facet)
        self.adjustments: list[str] = []

    def clean_q(self) -> str:
        """The query, cut where it is longer than any question."""
        query: str = self.cleaned_data["q"]
        if len(query) > MAX_QUERY_LENGTH:
            self.adjustments.append(f"Only the first {MAX_QUERY_LENGTH:,} characters of the query were used.")
        return query[:MAX_QUERY_LENGTH]

    def clean(self) -> dict[str, Any]:
        """Bounds of the decision date in their order."""
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first.day > last.day:
            self.cleaned_data["from"] = lower_bound(last.typed)
            self.cleaned_data["to"] = upper_bound(first.typed)
            self.adjustments.append("“Decided from” was later than “Decided to”: they were exchanged.")
        return self.cleaned_data

    @property
    def address(self) -> SearchAddress:
        """The question that was asked, as far as it makes sense."""
        self.is_valid()
        clean = self.cleaned_data
        selected = {name: clean[parameter] for name, parameter in PARAMETERS.items() if clean[parameter]}
        combined = _combinations(selected)
        return SearchAddress(
            q=_narrowed(clean.get("q", ""), combined.values()),
            selected={name: values for name, values in selected.items() if name not in combined},
            decided_from=clean.get("from"),
            decided_to=clean.get("to"),
            sort=Sort(clean["sort"]) if clean.get("sort") else None,
            # One page further than can be: the page of results says which the last one is.
            page=min(clean.get("page") or 1, MAX_PAGE + 1),
            expand=clean.get("expand") != "off",
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used as it was given, each in a sentence."""
        refused = [str(message) for messages in self.errors.values() for message in messages]
        return (*refused, *self.adjustments)


def _combinations(selected: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """By field, what a query says for ticks of which one means several values at once.

    "Norco" is acetaminophen with hydrocodone, which no tick can say: an item needs only one of those.
    """
    return {
        name: _as_query(name, values) for name, values in selected.items() if _has_combination(name, values)
    }


def _narrowed(query: str, by: Iterable[str]) -> str:
    """A query with others that must hold too; of what stands beside OR all is held together."""
    others = list(by)
    whole = f"({query})" if others and " " in query else query
    return " ".join(filter(None, (*others, whole)))


def _has_combination(name: str, values: Iterable[str]) -> bool:
    return name not in AS_PRINTED and any(
        isinstance(resolve_value(FIELD[name], one).query, And) for one in values
    )


def _as_query(name: str, values: Iterable[str]) -> str:
    """Any of the values, each in quotation marks: ``drug:("Norco" OR "tramadol")``."""
    quoted = [f'"{one.translate(_WITHOUT_QUOTATION_MARKS)}"' for one in values]
    return f"{name}:{quoted[0]}" if len(quoted) == 1 else f"{name}:({' OR '.join(quoted)})"
