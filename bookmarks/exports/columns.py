"""The columns of the tables: a row an item, the same facts in CSV and XLSX."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bookmarks.exports import facts
from bookmarks.exports.record import corpus_in_words, items_in_words
from bookmarks.exports.selection import ExportedItem, Kept, Selection
from bookmarks.exports.text import one_line

Cell = str | int | date | None


class Look(Enum):
    """How a spreadsheet shows a column."""

    PLAIN = auto()
    """On one line; what is longer than its cell is read in the line above the sheet."""
    WRAPPED = auto()
    LINKED = auto()
    """Leads to the item's page."""


@dataclass(frozen=True)
class Column:
    """One column."""

    heading: str
    value: Callable[[ExportedItem, Selection], Cell]
    width: int
    """In characters, of a spreadsheet."""
    look: Look = Look.PLAIN


def columns_of(selection: Selection) -> tuple[Column, ...]:
    """Those of an item's facts; of a folder also what was bookmarked, and where asked what was noted."""
    kept = _KEPT if selection.is_of_folder else ()
    return (*_FACTS, *kept, *(_NOTED if selection.with_notes else ()))


def record_columns(selection: Selection) -> tuple[Column, ...]:
    """For a file that has one table only: what each row came from, the same in every row."""
    title, made_on = one_line(selection.origin.title), selection.made_on
    made_from = f"{title} ({items_in_words(selection)})"
    held = corpus_in_words(selection.corpus)
    return (
        Column("Exported from", lambda one, of: made_from, 40),
        Column("Exported on", lambda one, of: made_on, 11),
        Column("Corpus", lambda one, of: held, 40),
    )


def _yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


def _body_parts_from(one: ExportedItem, _: Selection) -> str:
    parts = facts.body_parts(one.item)
    if not parts.names:
        return ""
    return "Inferred from the injury" if parts.is_inferred else "Named in the request"


def _notes(one: ExportedItem, _: Selection) -> str:
    return "\n\n".join(kept.note for kept in one.kept if kept.note)


def _tags(one: ExportedItem, _: Selection) -> str:
    return facts.SEPARATOR.join(dict.fromkeys(tag for kept in one.kept for tag in kept.tags))


def _passages(one: ExportedItem, _: Selection) -> str:
    return "\n\n".join(_passage(kept) for kept in one.kept if kept.passage)


def _passage(kept: Kept) -> str:
    return f"{kept.passage} [{kept.earlier}]" if kept.earlier else kept.passage


_FACTS = (
    Column("Case number", lambda one, _: one.determination.name, 15, Look.LINKED),
    Column("Item", lambda one, _: one.item.number, 6),
    Column("Decided", lambda one, _: one.determination.decided_on, 11),
    Column("Outcome", lambda one, _: facts.outcome(one.item.outcome), 12),
    Column("Treatment", lambda one, _: one_line(one.item.name), 40, Look.WRAPPED),
    Column("Drugs", lambda one, _: facts.drugs(one.item), 26, Look.WRAPPED),
    Column("Drug class", lambda one, _: facts.drug_classes(one.item), 18, Look.WRAPPED),
    Column(
        "Body parts", lambda one, _: facts.SEPARATOR.join(facts.body_parts(one.item).names), 22, Look.WRAPPED
    ),
    Column("Source of body parts", _body_parts_from, 18),
    Column("Category", lambda one, _: one.item.category, 18),
    Column("Subcategory", lambda one, _: one.item.subcategory, 20),
    Column("UR cited", lambda one, _: facts.cited(one.item, facts.CLAIMS_ADMINISTRATOR), 34, Look.WRAPPED),
    Column("Reviewer cited", lambda one, _: facts.cited(one.item, facts.REVIEWER), 34, Look.WRAPPED),
    Column("Reasons", lambda one, _: facts.reasons(one.item), 30, Look.WRAPPED),
    Column("Main passage", lambda one, _: facts.main_passage(one.item), 70, Look.WRAPPED),
    Column("Retrospective", lambda one, _: _yes_or_no(one.item.retrospective), 13),
    Column("Partly authorized by UR", lambda one, _: _yes_or_no(one.item.modified_by_ur), 13),
    Column("Reviewer’s specialties", lambda one, _: facts.specialties(one.item), 26, Look.WRAPPED),
    Column("Reviewer licensed in", lambda one, _: facts.licensures(one.item), 16),
    Column("Injured", lambda one, _: one.determination.injured_on, 11),
    Column("UR denied", lambda one, _: one.determination.ur_denied_on, 11),
    Column("IMR application received", lambda one, _: one.determination.received_on, 11),
    Column("Age", lambda one, _: one.determination.patient_age, 6),
    Column("Sex", lambda one, _: one.determination.patient_sex.capitalize(), 8),
    Column("Priority", lambda one, _: one.determination.priority.capitalize(), 10),
    Column("Sample", lambda one, _: "Fictional" if one.determination.letter.is_fictional else "", 10),
    Column("Citation", lambda one, _: facts.citation(one.item).sentence, 50, Look.WRAPPED),
    Column("Address", lambda one, of: of.url_of(one.item), 30),
    Column("Rationale", lambda one, _: one.item.rationale.strip(), 40),
)
_KEPT = (Column("Bookmarked passage", _passages, 50, Look.WRAPPED),)
_NOTED = (
    Column("Note", _notes, 50, Look.WRAPPED),
    Column("Tags", _tags, 20, Look.WRAPPED),
)
