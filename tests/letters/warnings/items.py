"""Items and letters with what a warning is about, written by a test as it needs them."""

from letters.parsed_letter import Citation, DisputedItem, ParsedLetter, ParseWarning
from letters.requested import named_body_parts, requested_drugs
from letters.warnings import contradictions
from vocabularies.treatment_categories import classify
from vocabularies.warnings import WARNINGS

CHRONIC_PAIN = "Chronic Pain Medical Treatment"


def item(title: str = "Knee brace", outcome: str = "upheld", number: int = 1, **facts) -> DisputedItem:
    """An item whose drugs, body parts and category are those of its title."""
    drugs = requested_drugs(title)
    category, subcategory = classify(title, [drug.ingredients for drug in drugs])
    return DisputedItem(
        number=number,
        title=title,
        treatment=title,
        outcome=outcome,
        category=category,
        subcategory=subcategory,
        drugs=drugs,
        body_parts=named_body_parts(title),
        **facts,
    )


def warnings(*items: DisputedItem, **facts) -> list[ParseWarning]:
    """What is found in a letter of these items; each of its codes is explained in the vocabulary."""
    found = list(contradictions(ParsedLetter(items=items, format="F4", **facts)))
    assert {warning.code for warning in found} <= set(WARNINGS)
    return found


def codes(*items: DisputedItem, **facts) -> list[str]:
    return [warning.code for warning in warnings(*items, **facts)]


def cited(
    guideline: str, *pages: int, by: str = "reviewer", source: str = "MTUS", edition: int | None = None
) -> Citation:
    return Citation(by, source, guideline, edition, pages=pages)


def told(rationale: str, *citations: Citation, title: str = "Massage, 4 visits") -> DisputedItem:
    return item(title, rationale=rationale, citations=citations)
