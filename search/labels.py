"""Human words for the values of the field table's keyword fields."""

from collections.abc import Callable, Mapping

from django.utils.text import capfirst

from determinations.models import Outcome
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


def value_meaning(field: str, value: str) -> str:
    """What the label does not say by itself; empty where it says all."""
    return MEANINGS[field](value) if field in MEANINGS else ""


def reason_label(code: str) -> str:
    """A reason's label; a code that the vocabulary does not know reads as its words."""
    return REASONS[code].label if code in REASONS else capfirst(code.replace("-", " "))


def outcome_meaning(outcome: str) -> str:
    """What an outcome means for the denial."""
    return _OUTCOME_MEANINGS.get(outcome, "")


def reason_meaning(code: str) -> str:
    """What the rationale says that gives this reason."""
    return REASONS[code].explanation if code in REASONS else ""


def page_meaning(page_id: str) -> str:
    """The page's narrowest known topics; empty where the page map has none."""
    return "; ".join(guidelines.page_topics(page_id)[:2])


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
    "page": page_meaning,
    "outcome": outcome_meaning,
    "reason": reason_meaning,
}
