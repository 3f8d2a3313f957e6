"""What every layout makes of the items that it has cut out of a letter."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from letters.errors import NotADetermination
from letters.items import ItemText
from letters.parsed_letter import Citation, DisputedItem
from letters.reasons import find_reasons
from letters.requested import named_body_parts, requested_drugs
from letters.treatments import read_treatment
from vocabularies.treatment_categories import classify

MAX_ITEMS = 200
"""The longest known letter has 21."""

_Item = TypeVar("_Item")


def require_items(found: Iterator[_Item], why_none: str) -> list[_Item]:
    """The items, or :class:`NotADetermination` where there are none or far too many."""
    items = list(islice(found, MAX_ITEMS + 1))
    if not items:
        raise NotADetermination(f"The letter has no disputed item: {why_none} Is it cut off?")
    if len(items) > MAX_ITEMS:
        raise NotADetermination(
            f"The text has more than {MAX_ITEMS} disputed items. Split it into its letters, one a file."
        )
    return items


def disputed_item(number: int, item: ItemText, cited: Sequence[Citation]) -> DisputedItem:
    """The item understood."""
    treatment = read_treatment(item.title)
    drugs = requested_drugs(treatment.under_review)
    category, subcategory = classify(treatment.under_review, [drug.ingredients for drug in drugs])
    return DisputedItem(
        number=number,
        title=item.title,
        treatment=treatment.under_review,
        outcome=item.outcome,
        retrospective=treatment.retrospective,
        modified_by_ur=treatment.modified_by_ur,
        category=category,
        subcategory=subcategory,
        drugs=drugs,
        body_parts=named_body_parts(item.title),
        citations=tuple(cited),
        rationale=item.rationale,
        reason_spans=tuple(find_reasons(item.rationale or "", item.outcome)),
    )
