"""How alike two items are by their true facts, as an attorney would grade it."""

from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """The facts of an item that make it precedent for another."""

    case: str
    treatments: frozenset[str]
    """The drugs' ingredients; of what is no drug the subcategory."""
    category: str | None
    body_parts: frozenset[str]
    reasons: frozenset[str]


def judged(case: str, letter: Facts, item: Facts) -> Judged:
    """An item's facts from its letter's label; an item that names no body part is for those of the injury."""
    ingredients = {name for drug in item["drugs"] for name in drug["ingredients"]}
    named = {part["name"] for part in item["body_parts"]}
    return Judged(
        case,
        frozenset(ingredients or filter(None, [item["subcategory"]])),
        item["category"],
        frozenset(named or letter["injured_body_parts"]),
        frozenset(item["reasons"]),
    )


def grade(one: Judged, other: Judged) -> int:
    """3: the same treatment, for the same part, for the same reason; down to 0: no precedent."""
    same_part = not one.body_parts.isdisjoint(other.body_parts)
    same_reason = not one.reasons.isdisjoint(other.reasons)
    if not one.treatments.isdisjoint(other.treatments):
        return 1 + same_part + same_reason
    return int(one.category == other.category and same_part and same_reason)
