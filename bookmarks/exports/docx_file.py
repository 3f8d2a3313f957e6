"""DOCX: what was searched, a table of the determinations, then each item, ready to edit into a brief."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO

from django.utils.text import Truncator
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Inches
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bookmarks.exports import docx_parts, facts
from bookmarks.exports.docx_styles import (
    CELL,
    CITATION,
    FACTS,
    NOTE,
    NOTICE,
    RECORD,
    SOURCE,
    set_footer,
    styled_document,
)
from bookmarks.exports.notes import Line, Run, note_lines
from bookmarks.exports.record import items_in_words, record, samples_note
from bookmarks.exports.selection import ExportedItem, FolderOrigin, Selection
from bookmarks.exports.text import one_line, printable
from determinations.citing import cited_date
from determinations.models import Determination
from search.denial.argument import argument_of

_WORDS_OF_HEADING = 18
_WORDS_OF_CELL = 30
_MOST_INDENTED = 6
"""Levels of lists within lists."""
_COLUMNS = (("No.", 0.45), ("Case", 1.65), ("Decided", 1.0), ("Disputed items of this selection", 3.4))
"""Heading and width in inches."""
Case = tuple[Determination, list[ExportedItem]]


def write_docx(selection: Selection, file: IO[bytes]) -> None:
    """Write the document into a binary file."""
    cases = list(selection.cases())
    writer = _Writer(styled_document(), selection)
    writer.write_opening()
    if cases:
        writer.write_table(cases)
        writer.write_items(cases)
    else:
        writer.write_that_it_is_empty()
    writer.document.save(file)


class _Writer:
    """A document under way."""

    def __init__(self, document: Document, selection: Selection) -> None:
        self.document = document
        self.selection = selection
        self._end = document.element.body.sectPr
        self._style_ids: dict[str, str] = {}
        self._notes_told: set[int] = set()
        self._places = 0
        _set_properties(document, selection)
        set_footer(document, f"Made on {cited_date(selection.made_on)}. Not binding precedent.")

    def write_opening(self) -> None:
        """Title, what to be warned of, and the record."""
        title, subtitle = _titles(self.selection)
        self._add(title, "Title")
        self._add(subtitle, "Subtitle")
        if self.selection.is_cut:
            self._add(f"{items_in_words(self.selection)}: the rest is left out of this document.", NOTICE)
        if note := samples_note(self.selection):
            self._add(note, NOTICE)
        for label, text in record(self.selection):
            if label != "Samples":
                self._add_fact(label, text, RECORD)

    def write_table(self, cases: Sequence[Case]) -> None:
        """The determinations with their items, each of which leads to its section."""
        self._add("Determinations", "Heading 1")
        caption = self._add("Table ", "Caption")
        docx_parts.add_field(caption, "SEQ Table \\* ARABIC", "1")
        caption.add_run(". Determinations and their disputed items")
        table = self.document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
        table.autofit = False
        docx_parts.describe(table, "Determinations and their disputed items")
        for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
            column.width = Inches(width)
        docx_parts.repeat_as_header(table.rows[0])
        docx_parts.shade(table.rows[0], "E8ECF1")
        self._fill(table.rows[0].cells, [heading for heading, _ in _COLUMNS], bold=True)
        for number, (determination, items) in enumerate(cases, start=1):
            row = table.add_row()
            docx_parts.keep_whole(row)
            cells = row.cells
            self._fill(cells[:3], [str(number), _case(determination), _decided(determination)])
            self._fill_items(cells[3], items)

    def write_items(self, cases: Sequence[Case]) -> None:
        """A section for each item."""
        self._add("Disputed items", "Heading 1")
        for _, items in cases:
            for one in items:
                self._write_item(one)

    def write_that_it_is_empty(self) -> None:
        """What stands in place of the items."""
        self._add("There are no items.", "Normal")

    def _write_item(self, one: ExportedItem) -> None:
        heading = self._add(f"{_name(one)}: {_shortened(one.item.name, _WORDS_OF_HEADING)}", "Heading 2")
        self._places += 1
        docx_parts.mark_place(heading, _place(one), self._places)
        for label, text in _facts(one):
            self._add_fact(label, text, FACTS)
        self._write_quotations(one)
        url = self.selection.url_of(one.item)
        citation = self._add(f"{facts.citation(one.item).sentence} ", CITATION)
        docx_parts.add_link(citation, url, url)
        self._write_notes(one)

    def _write_quotations(self, one: ExportedItem) -> None:
        """What was bookmarked, else the passage that gives the main reason."""
        passages = [kept.passage for kept in one.kept if kept.passage and not kept.of_whole_case]
        if passages:
            self._add("The bookmarked passage:" if len(passages) == 1 else "The bookmarked passages:", SOURCE)
            for passage in passages:
                self._add(one_line(passage), "Quote")
        elif argument := argument_of(one.item, frozenset()):
            self._add(f"From the reviewer’s rationale ({_lowered(argument.label)}):", SOURCE)
            self._add(facts.passage_text(argument), "Quote")

    def _write_notes(self, one: ExportedItem) -> None:
        """The person's own words; those on a whole case once, with its first item."""
        for kept in one.kept:
            if kept.bookmark in self._notes_told:
                continue
            self._notes_told.add(kept.bookmark)
            if kept.of_whole_case and kept.passage:
                self._add("The bookmarked passage of the letter:", SOURCE)
                self._add(one_line(kept.passage), "Quote")
            of = "Note on the determination: " if kept.of_whole_case else "Note: "
            for number, line in enumerate(note_lines(printable(kept.note))):
                self._write_note_line(line, "" if number else of)
            if kept.tags:
                self._write_note_line(Line((Run(", ".join(kept.tags)),)), "Tags: ")

    def _write_note_line(self, line: Line, label: str) -> None:
        paragraph = self._add("", NOTE)
        if line.level:
            paragraph.paragraph_format.left_indent = Inches(0.25 + 0.25 * min(line.level, _MOST_INDENTED))
            paragraph.paragraph_format.first_line_indent = Inches(-0.25)
            paragraph.paragraph_format.tab_stops.add_tab_stop(paragraph.paragraph_format.left_indent)
        if label:
            paragraph.add_run(label).bold = True
        if line.level:
            paragraph.add_run(f"{line.mark}\t")
        for run in line.runs:
            written = paragraph.add_run(printable(run.text))
            written.bold, written.italic = run.bold or None, run.italic or None

    def _add(self, text: str, style: str) -> Paragraph:
        """A paragraph at the end.

        Not ``add_paragraph``, which looks through all paragraphs for the end and through all styles for the
        style: a document of n items took n² time.
        """
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        paragraph = Paragraph(element, self.document._body)
        self._set_style(paragraph, style)
        if text:
            paragraph.add_run(printable(text))
        return paragraph

    def _add_fact(self, label: str, text: str, style: str) -> None:
        paragraph = self._add("", style)
        paragraph.add_run(f"{label}:").bold = True
        paragraph.add_run(f"\t{one_line(text)}")

    def _fill(self, cells: Sequence[_Cell], texts: Sequence[str], *, bold: bool = False) -> None:
        for cell, text in zip(cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            self._set_style(paragraph, CELL)
            paragraph.add_run(one_line(text)).bold = bold or None

    def _fill_items(self, cell: _Cell, items: Sequence[ExportedItem]) -> None:
        for number, one in enumerate(items):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            self._set_style(paragraph, CELL)
            docx_parts.add_link_within(paragraph, _place(one), f"Item {one.item.number}")
            treatment = _shortened(one.item.name, _WORDS_OF_CELL)
            paragraph.add_run(f": {treatment}: ")
            paragraph.add_run(facts.outcome(one.item.outcome).lower()).bold = True

    def _set_style(self, paragraph: Paragraph, name: str) -> None:
        if name not in self._style_ids:
            self._style_ids[name] = self.document.styles[name].style_id
        paragraph._p.style = self._style_ids[name]


def _titles(selection: Selection) -> tuple[str, str]:
    if isinstance(selection.origin, FolderOrigin):
        return one_line(selection.origin.name), "IMR determinations of this folder"
    return "IMR determinations", one_line(selection.origin.title)


def _set_properties(document: Document, selection: Selection) -> None:
    properties = document.core_properties
    title, subtitle = _titles(selection)
    properties.title = Truncator(title).chars(200)
    properties.subject = Truncator(subtitle).chars(200)
    properties.author = "IMR Precedent"
    properties.keywords = "IMR; Independent Medical Review"
    properties.comments = "Not binding precedent."
    properties.created = properties.modified = datetime.now(UTC)


def _facts(one: ExportedItem) -> Iterator[tuple[str, str]]:
    item = one.item
    parts = facts.body_parts(item)
    category = item.subcategory or item.category
    rows = (
        ("Outcome", facts.explained_outcome(item.outcome)),
        ("Treatment", item.name if _is_longer(item.name, _WORDS_OF_HEADING) else ""),
        ("Drugs", facts.drugs(item)),
        (
            "Body parts",
            f"{', '.join(parts.names)}{' (inferred from the injury)' if parts.is_inferred else ''}",
        ),
        ("Category", category),
        ("UR cited", facts.cited(item, facts.CLAIMS_ADMINISTRATOR)),
        ("Reviewer cited", facts.cited(item, facts.REVIEWER)),
        ("Reasons", facts.reasons(item)),
        ("Review", "Retrospective: service already given" if item.retrospective else ""),
        ("UR decision", "Partly authorized: UR modified the request" if item.modified_by_ur else ""),
        ("Reviewer", facts.specialties(item)),
        ("Decided", _decided(one.determination)),
    )
    yield from ((label, text) for label, text in rows if text)


def _name(one: ExportedItem) -> str:
    sample = "Fictional sample, " if one.determination.letter.is_fictional else ""
    return f"{sample}{one.determination.name}, item {one.item.number}"


def _case(determination: Determination) -> str:
    return f"{determination.name}{' (fictional)' if determination.letter.is_fictional else ''}"


def _decided(determination: Determination) -> str:
    return cited_date(determination.decided_on) if determination.decided_on else "Date not stated"


def _place(one: ExportedItem) -> str:
    return f"item_{one.item.pk}"


def _shortened(text: str, words: int) -> str:
    return Truncator(one_line(text)).words(words, truncate=" …")


def _is_longer(text: str, words: int) -> bool:
    return len(text.split()) > words


def _lowered(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
