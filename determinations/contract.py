"""What the database holds of a letter, in the contract's JSON as the parser would say it.

``stored_facts`` and ``parsed_facts`` add what is stored beyond the contract, so that a letter's
rows and a new parse of it can be compared whole.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from determinations.models import (
    Determination,
    DisputedItem,
    GuidelineCitation,
    Licensure,
    Reason,
    RequestedDrug,
    Specialty,
)
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter, ReasonSpan


def determinations_with_facts() -> QuerySet[Determination]:
    """All determinations, also withdrawn, with what ``contract_json`` shows, in a fixed number of queries."""
    return Determination.everything.select_related("letter").prefetch_related(
        Prefetch("items", DisputedItem.everything.all()),
        Prefetch("specialties", Specialty.objects.order_by("pk")),
        Prefetch("licensures", Licensure.objects.order_by("pk")),
        "injured_body_parts",
        "items__drugs__ingredients",
        "items__body_parts",
        "items__reasons",
        "items__citations",
    )


def contract_json(determination: Determination) -> dict[str, Any]:
    """What ``ParsedLetter.as_json`` gave when these rows were written.

    The determination comes from ``determinations_with_facts``.
    """
    return {
        "case_number": determination.case_number,
        "dates": {
            "assigned": _iso(determination.assigned_on),
            "injury": _iso(determination.injured_on),
            "decision": _iso(determination.decided_on),
            "ur_denial": _iso(determination.ur_denied_on),
            "received": _iso(determination.received_on),
        },
        "priority": determination.priority or None,
        "reviewer": {
            "specialties": [specialty.name for specialty in determination.specialties.all()],
            "licensure": [licensure.state for licensure in determination.licensures.all()],
        },
        "patient": {"age": determination.patient_age, "sex": determination.patient_sex or None},
        "injured_body_parts": sorted(part.name for part in determination.injured_body_parts.all()),
        "outcome": determination.outcome,
        "items": [_item(item) for item in determination.items.all()],
    }


def stored_facts(determination: Determination) -> dict[str, Any]:
    """All that the rows hold of a letter; the determination comes from ``determinations_with_facts``."""
    letter = determination.letter
    facts = _with_passages(
        contract_json(determination),
        {
            item.number: [_passage(reason) for reason in item.reasons.all()]
            for item in determination.items.all()
        },
    )
    return {
        **facts,
        "case_summary": determination.case_summary or None,
        "format": letter.format,
        "warnings": letter.warnings,
        "text": letter.text,
    }


def parsed_facts(text: LetterText, letter: ParsedLetter) -> dict[str, Any]:
    """All that the rows would hold of a letter, stored as it is parsed now."""
    facts = _with_passages(
        letter.as_json(),
        {item.number: [_passage(span) for span in sorted(item.reason_spans)] for item in letter.items},
    )
    return {
        **facts,
        "case_summary": letter.case_summary or None,
        "format": letter.format,
        "warnings": warnings_json(letter),
        "text": text.text,
    }


def warnings_json(letter: ParsedLetter) -> list[dict[str, Any]]:
    """The parser's warnings as a letter's row keeps them."""
    return [warning.as_json() for warning in letter.warnings]


def _with_passages(facts: dict[str, Any], passages: Mapping[int, list[str]]) -> dict[str, Any]:
    items = [{**item, "reason_passages": passages[item["number"]]} for item in facts["items"]]
    return {**facts, "items": items}


def _passage(reason: Reason | ReasonSpan) -> str:
    return reason.code if reason.start is None else f"{reason.code} at {reason.start}-{reason.end}"


def _item(item: DisputedItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "treatment": item.treatment,
        "outcome": item.outcome,
        "retrospective": item.retrospective,
        "modified_by_ur": item.modified_by_ur,
        "category": item.category or None,
        "subcategory": item.subcategory or None,
        "drugs": [_drug(drug) for drug in item.drugs.all()],
        "body_parts": [{"name": part.name, "side": part.side or None} for part in item.body_parts.all()],
        "citations": [_citation(citation) for citation in item.citations.all()],
        "rationale": item.rationale or None,
        "reasons": item.reason_codes,
    }


def _drug(drug: RequestedDrug) -> dict[str, Any]:
    return {
        "ingredients": sorted(ingredient.name for ingredient in drug.ingredients.all()),
        "strength": drug.strength or None,
        "quantity": drug.quantity,
    }


def _citation(citation: GuidelineCitation) -> dict[str, Any]:
    return {
        "cited_by": citation.cited_by,
        "source": citation.source,
        "guideline": citation.guideline or None,
        "edition": citation.edition,
        "section": citation.section or None,
        "pages": citation.pages,
        "raw": citation.raw or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
