"""What a reference manager keeps: an entry for each determination.

A determination, not an item, because that is the document that is cited: its items are pinpoints in it, told
in the abstract. An entry for each item would set the same case into a list of authorities several times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bookmarks.exports import facts
from bookmarks.exports.selection import ExportedItem, Selection
from bookmarks.exports.text import one_line
from bookmarks.notes.lines import note_text
from determinations.citing import FICTIONAL, cited_date
from determinations.models import Determination

ISSUER = "California Division of Workers’ Compensation, Independent Medical Review"
NOT_PRECEDENT = "An IMR determination is not binding precedent."
SAMPLE = "A fictional sample letter, made up for demonstration: never cite it as a case."
_MOST_KEYWORDS = 30


@dataclass(frozen=True)
class Reference:
    """One determination; every text on one line."""

    key: str
    """Unique, and the same in every export."""
    title: str
    case_number: str
    """Empty where this copy of the letter lost it."""
    decided_on: date | None
    url: str
    abstract: str
    """The items of the export with their outcomes."""
    keywords: tuple[str, ...]
    notes: tuple[str, ...]
    """What must be known of any such entry."""
    own_notes: tuple[str, ...]
    """What the person noted: private, for no bibliography."""
    made_on: date


def references(selection: Selection) -> Iterator[Reference]:
    """The determinations in the order of their first item."""
    for determination, items in selection.cases():
        yield _reference(determination, items, selection)


def _reference(determination: Determination, items: Sequence[ExportedItem], of: Selection) -> Reference:
    is_fictional = determination.letter.is_fictional
    return Reference(
        key=_key(determination),
        title=f"{FICTIONAL if is_fictional else ''}IMR Final Determination, {_number(determination)}",
        case_number=determination.case_number or "",
        decided_on=determination.decided_on,
        url=of.url_of(determination),
        abstract=_abstract(determination, items),
        keywords=_keywords(items),
        notes=(*([SAMPLE] if is_fictional else []), NOT_PRECEDENT),
        own_notes=tuple(_own_notes(items)),
        made_on=of.made_on,
    )


def _key(determination: Determination) -> str:
    return f"IMR-{determination.case_number or f'id-{determination.pk}'}"


def _number(determination: Determination) -> str:
    number = determination.case_number
    return f"Case No. {number}" if number else f"case number not in this copy (no. {determination.pk})"


def _abstract(determination: Determination, items: Sequence[ExportedItem]) -> str:
    told = [f"Item {one.item.number}: {one_line(one.item.name)}: {_outcome(one)}." for one in items]
    decided = determination.decided_on
    opening = f"Decided {cited_date(decided)}. " if decided else ""
    return f"{opening}{' '.join(told)}"


def _outcome(one: ExportedItem) -> str:
    reasons = facts.reasons(one.item)
    return f"denial {one.item.outcome}{f' ({reasons})' if reasons else ''}"


def _keywords(items: Sequence[ExportedItem]) -> tuple[str, ...]:
    """Tags of the person first, then drugs, body parts, categories and outcomes."""
    words = [tag for one in items for kept in one.kept for tag in kept.tags]
    for one in items:
        words += [name.name for drug in one.item.drugs.all() for name in drug.ingredients.all()]
        words += [part.name for part in one.item.body_parts.all()]
        words += [one.item.subcategory or one.item.category, f"denial {one.item.outcome}"]
    return tuple(dict.fromkeys(filter(None, map(one_line, words))))[:_MOST_KEYWORDS]


def _own_notes(items: Sequence[ExportedItem]) -> Iterator[str]:
    """What the person noted, each note once though its bookmark may be of several items."""
    notes = {kept.bookmark: kept.note for one in items for kept in one.kept if kept.note}
    yield from (one_line(note_text(note)) for note in notes.values())
