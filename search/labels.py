"""Human words for the values of the field table's keyword fields."""

from collections.abc import Callable, Mapping
from functools import cached_property

from django.utils.text import capfirst

from determinations.models import Outcome
from determinations.page_topics import confirmed_topics
from vocabularies import guidelines
from vocabularies.reasons import REASONS

_OUTCOME_MEANINGS: Mapping[str, str] = {
    Outcome.UPHELD: "the denial stands",
    Outcome.OVERTURNED: "medically necessary",
    Outcome.PARTIALLY_OVERTURNED: "necessary in part",
}


def value_label(field: str, value: str) -> str:
    """What a person reads for a keyword field's value; a field without words of its own shows the value."""
    return LABELS[field](value) if field in LABELS else value


class ValueMeanings:
    """What the labels of values do not say by themselves, for one page.

    Which topics of guideline pages are confirmed is read once, and only where a page is asked for.
    """

    def of(self, field: str, value: str) -> str:
        """What the value's label does not say; empty where it says all."""
        if field == "page":
            return page_meaning(value, self._confirmed_topics)
        return MEANINGS[field](value) if field in MEANINGS else ""

    @cached_property
    def _confirmed_topics(self) -> tuple[guidelines.PageTopic, ...]:
        return confirmed_topics()


def reason_label(code: str) -> str:
    """A reason's label; a code that the vocabulary does not know reads as its words."""
    return REASONS[code].label if code in REASONS else capfirst(code.replace("-", " "))


def outcome_meaning(outcome: str) -> str:
    """What an outcome means for the denial."""
    return _OUTCOME_MEANINGS.get(outcome, "")


def reason_meaning(code: str) -> str:
    """What the rationale says that gives this reason."""
    return REASONS[code].explanation if code in REASONS else ""


def page_meaning(page_id: str, confirmed: tuple[guidelines.PageTopic, ...]) -> str:
    """The page's narrowest topics that are borne out or ``confirmed``; empty where there are none."""
    return "; ".join(guidelines.page_topics(page_id, confirmed)[:2])


LABELS: Mapping[str, Callable[[str], str]] = {
    "drug": capfirst,
    "body_part": capfirst,
    "page": guidelines.page_label,
    "ur_page": guidelines.page_label,
    "reviewer_page": guidelines.page_label,
    "outcome": capfirst,
    "guideline": capfirst,
    "reason": reason_label,
}
MEANINGS: Mapping[str, Callable[[str], str]] = {
    "outcome": outcome_meaning,
    "reason": reason_meaning,
}
