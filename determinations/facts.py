"""The facts of parsed letters as rows: determinations, disputed items and their terms.

Rows that bookmarks, links and the index point at are kept: the determination of a case
is updated in place, and its items by their number. What staff has withdrawn is written as all
else is, and stays withdrawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Model

from determinations.models import (
    BodyPart,
    Determination,
    DisputedItem,
    GuidelineCitation,
    Ingredient,
    InjuredBodyPart,
    Letter,
    Licensure,
    Reason,
    RemovedItem,
    RequestedDrug,
    Specialty,
)
from letters import parsed_letter
from letters.parsed_letter import ParsedLetter

Row = TypeVar("Row", bound=Model)
CASE_TERMS = (Specialty, Licensure, InjuredBodyPart)
ITEM_TERMS = (RequestedDrug, BodyPart, Reason, GuidelineCitation)


@dataclass(frozen=True)
class Rewrite:
    """A determination whose letter now says other facts, and which of them are others."""

    determination: Determination
    parsed: ParsedLetter
    case_changed: bool
    """Whether a fact of the determination itself changed; its items then wait for the index, too."""
    items_changed: frozenset[int]
    """The numbers of the items that changed, came or went."""


def store_facts(letters: Sequence[tuple[Letter, ParsedLetter]]) -> int:
    """Store the facts of letters, no two of the same case; how many took the place of an earlier letter.

    To be called in a transaction: in between, an item has lost its terms and not got the new ones.
    """
    kept = _determinations_of([parsed.case_number for _, parsed in letters if parsed.case_number])
    Letter.objects.filter(determination__in=kept.values()).update(status=Letter.Status.REPLACED)
    determinations = [
        (_determination(kept.get(parsed.case_number or ""), letter, parsed), parsed)
        for letter, parsed in letters
    ]
    _save(Determination, [row for row, _ in determinations])
    _store_case_terms(determinations, kept.values())
    _store_items(determinations, _items_of(kept.values()))
    return len(kept)


def rewrite_facts(rewrites: Sequence[Rewrite]) -> None:
    """Write the changed facts of determinations from the letters they have; all other rows stay untouched.

    To be called in a transaction, as ``store_facts``.
    """
    cases = [
        (_determination(one.determination, one.determination.letter, one.parsed), one.parsed)
        for one in rewrites
        if one.case_changed
    ]
    _save(Determination, [row for row, _ in cases])
    _store_case_terms(cases, [row for row, _ in cases])
    DisputedItem.everything.filter(determination__in=[row for row, _ in cases]).update(indexed_at=None)
    changed = {one.determination.pk: one.items_changed for one in rewrites}
    earlier = _items_of(one.determination for one in rewrites)
    _store_items(
        [(one.determination, _with_items(one.parsed, one.items_changed)) for one in rewrites],
        {place: item for place, item in earlier.items() if item.number in changed[item.determination_id]},
    )


def _with_items(parsed: ParsedLetter, numbers: frozenset[int]) -> ParsedLetter:
    return replace(parsed, items=tuple(item for item in parsed.items if item.number in numbers))


def _determinations_of(case_numbers: list[str]) -> dict[str, Determination]:
    rows = Determination.everything.filter(case_number__in=case_numbers)
    return {row.case_number: row for row in rows if row.case_number}


def _determination(kept: Determination | None, letter: Letter, parsed: ParsedLetter) -> Determination:
    row = kept or Determination()
    row.case_number = parsed.case_number
    row.letter = letter
    row.outcome = parsed.outcome
    row.priority = parsed.priority or ""
    row.injured_on = parsed.dates.injury
    row.assigned_on = parsed.dates.assigned
    row.received_on = parsed.dates.received
    row.ur_denied_on = parsed.dates.ur_denial
    row.decided_on = parsed.dates.decision
    row.patient_age = parsed.patient.age
    row.patient_sex = parsed.patient.sex or ""
    row.case_summary = parsed.case_summary or ""
    return row


def _store_case_terms(
    determinations: Sequence[tuple[Determination, ParsedLetter]], kept: Iterable[Determination]
) -> None:
    for terms in CASE_TERMS:
        terms._default_manager.filter(determination__in=kept).delete()
    Specialty.objects.bulk_create(
        Specialty(determination=row, name=name)
        for row, parsed in determinations
        for name in parsed.reviewer.specialties
    )
    Licensure.objects.bulk_create(
        Licensure(determination=row, state=state)
        for row, parsed in determinations
        for state in parsed.reviewer.licensure
    )
    InjuredBodyPart.objects.bulk_create(
        InjuredBodyPart(determination=row, name=name)
        for row, parsed in determinations
        for name in parsed.injured_body_parts
    )


def _items_of(determinations: Iterable[Determination]) -> dict[tuple[int, int], DisputedItem]:
    items = DisputedItem.everything.filter(determination__in=list(determinations))
    return {(item.determination_id, item.number): item for item in items}


def _store_items(
    determinations: Sequence[tuple[Determination, ParsedLetter]], earlier: dict[tuple[int, int], DisputedItem]
) -> None:
    """Write the letters' items over the ``earlier`` ones of their number; the other ``earlier`` ones go."""
    for terms in ITEM_TERMS:
        terms._default_manager.filter(item__in=earlier.values()).delete()
    items = [
        (_item(earlier.pop((row.pk, item.number), None), row, item), item)
        for row, parsed in determinations
        for item in parsed.items
    ]
    _remove(list(earlier.values()))
    _save(DisputedItem, [row for row, _ in items])
    _store_item_terms(items)


def _item(
    kept: DisputedItem | None, determination: Determination, item: parsed_letter.DisputedItem
) -> DisputedItem:
    row = kept or DisputedItem(determination=determination, number=item.number)
    row.title = item.title
    row.treatment = item.treatment
    row.outcome = item.outcome
    row.retrospective = item.retrospective
    row.modified_by_ur = item.modified_by_ur
    row.category = item.category or ""
    row.subcategory = item.subcategory or ""
    row.rationale = item.rationale or ""
    row.indexed_at = None
    return row


def _remove(surplus: Sequence[DisputedItem]) -> None:
    """Items that the new letter no longer has; noted, because the index still holds them."""
    # Those of a withdrawn determination may be noted already.
    RemovedItem.objects.bulk_create((RemovedItem(item_id=item.pk) for item in surplus), ignore_conflicts=True)
    DisputedItem.everything.filter(pk__in=[item.pk for item in surplus]).delete()


def _store_item_terms(items: Sequence[tuple[DisputedItem, parsed_letter.DisputedItem]]) -> None:
    drugs = [
        (RequestedDrug(item=row, strength=drug.strength or "", quantity=drug.quantity), drug)
        for row, item in items
        for drug in item.drugs
    ]
    RequestedDrug.objects.bulk_create(row for row, _ in drugs)
    Ingredient.objects.bulk_create(
        Ingredient(drug=row, name=name) for row, drug in drugs for name in drug.ingredients
    )
    BodyPart.objects.bulk_create(
        BodyPart(item=row, name=part.name, side=part.side or "")
        for row, item in items
        for part in item.body_parts
    )
    Reason.objects.bulk_create(
        Reason(item=row, code=span.code, start=span.start, end=span.end)
        for row, item in items
        for span in item.reason_spans
    )
    GuidelineCitation.objects.bulk_create(
        _citation(row, citation) for row, item in items for citation in item.citations
    )


def _citation(item: DisputedItem, citation: parsed_letter.Citation) -> GuidelineCitation:
    return GuidelineCitation(
        item=item,
        cited_by=citation.cited_by,
        source=citation.source,
        guideline=citation.guideline or "",
        edition=citation.edition,
        section=citation.section or "",
        pages=list(citation.pages),
        raw=citation.raw or "",
    )


def _save(model: type[Row], rows: Sequence[Row]) -> None:
    """Insert the new rows and update the others in place, all columns of each that an ingest may write."""
    columns = [
        field.name for field in model._meta.concrete_fields if field.editable and not field.primary_key
    ]
    stored = [row for row in rows if row.pk]
    # Not bulk_update, whose statement for many rows and columns takes several times as long.
    model._default_manager.bulk_create(
        stored, update_conflicts=True, unique_fields=["pk"], update_fields=columns
    )
    model._default_manager.bulk_create(row for row in rows if not row.pk)
