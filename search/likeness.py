"""In what two items can be alike: the basis that a reader chooses, and what each counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from search.fields import FIELDS


class Basis(StrEnum):
    """What makes two items alike."""

    BLENDED = "blended"
    TREATMENT = "treatment"
    PAGES = "pages"
    FACTS = "facts"


@dataclass(frozen=True)
class Likeness:
    """What counts between two items, and how much."""

    label: str
    explanation: str
    facts: Mapping[str, float]
    """By keyword field, the weight of a shared value; a rare value counts more than a common one."""
    texts: tuple[str, ...]
    """The text fields of which the telling words are compared."""
    text_weight: float
    """What the words can add, compared with all facts of the item."""


LIKENESS: Mapping[Basis, Likeness] = {
    Basis.BLENDED: Likeness(
        "All together",
        "Drug, body part, guideline pages, reasons and telling words, each with its weight.",
        {field.name: field.likeness for field in FIELDS if field.likeness},
        ("treatment", "rationale"),
        0.8,
    ),
    Basis.TREATMENT: Likeness(
        "Same treatment",
        "The same drug, else the same kind of treatment and the same words in the request.",
        {"drug": 3.0, "subcategory": 1.5, "category": 0.5, "body_part": 0.5},
        ("treatment",),
        1.5,
    ),
    Basis.PAGES: Likeness(
        "Same guideline pages",
        "The same guideline pages or, less telling, the same chapters, cited by either side.",
        {"page": 3.0, "guideline": 0.7},
        (),
        0.0,
    ),
    Basis.FACTS: Likeness(
        "Same facts",
        "The same telling words in case summary and rationale; sentences that every letter has do not count.",
        {},
        ("summary", "rationale"),
        1.0,
    ),
}
