"""DOCX: what was searched, a table of the determinations, then each item, ready to edit into a brief."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import IO

from django.utils.text import Truncator
from docx.document import Document

from bookmarks.exports import facts
from bookmarks.exports.record import items_in_words, record, samples_note
from bookmarks.exports.selection import ExportedItem, FolderOrigin, Kept, Selection
from bookmarks.exports.text import one_line, printable
from bookmarks.exports.word import markup
from bookmarks.exports.word.package import packed
from bookmarks.exports.word.styles import (
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
from bookmarks.notes.lines import Line, Run, note_lines
from determinations.citing import cited_date
from determinations.models import Determination
from search.denial.argument import argument_of

_WORDS_OF_HEADING = 18
_WORDS_OF_CELL = 30
_MOST_INDENTED = 6
"""Levels of lists within lists."""
_COLUMNS = ("No.", "Case", "Decided", "Disputed items of this selection")
_WIDTHS = (0.45, 1.65, 1.0, 3.4)
"""Of the columns, in inches."""
_HEADING_FILL = "E8ECF1"
_PIECE = 64 * 1024


def docx_pieces(selection: Selection) -> Iterator[bytes]:
    """The file, sent while its items are read; none of it is kept in memory."""
    document = styled_document()
    _set_properties(document, selection)
    set_footer(document, f"Made on {cited_date(selection.made_on)}. Not binding precedent.")
    body = _Body(selection, {style.name: style.style_id for style in document.styles})
    with TemporaryFile(prefix="imr-export-") as sections:
        yield from packed(document, body.pieces(sections), body.links)


class _Body:
    """The markup of a document's body, and the links that it turned out to have."""

    def __init__(self, selection: Selection, style_ids: dict[str, str]) -> None:
        self.links: dict[str, str] = {}
        """The addresses of the items on the portal by the ids of their relations."""
        self._selection = selection
        self._style_ids = style_ids
        self._notes_told: set[int] = set()

    def pieces(self, sections: IO[bytes]) -> Iterator[bytes]:
        """The opening, the table, then the sections, which wait in that file: the items are read once."""
        yield "".join(self._opening()).encode()
        number = 0
        for number, (determination, items) in enumerate(self._selection.cases(), start=1):
            if number == 1:
                yield self._start_of_table().encode()
            yield self._row(number, determination, items).encode()
            for one in items:
                sections.write("".join(self._section(one)).encode())
        if not number:
            yield self._paragraph("There are no items.", "Normal").encode()
            return
        yield f"{markup.END_OF_TABLE}{self._paragraph('Disputed items', 'Heading 1')}".encode()
        sections.seek(0)
        while piece := sections.read(_PIECE):
            yield piece

    def _opening(self) -> Iterator[str]:
        """Title, what to be warned of, and the record."""
        title, subtitle = _titles(self._selection)
        yield self._paragraph(title, "Title")
        yield self._paragraph(subtitle, "Subtitle")
        if self._selection.is_cut:
            rest = "the rest is left out of this document."
            yield self._paragraph(f"{items_in_words(self._selection)}: {rest}", NOTICE)
        if note := samples_note(self._selection):
            yield self._paragraph(note, NOTICE)
        for label, text in record(self._selection):
            if label != "Samples":
                yield self._fact(label, text, RECORD)

    def _start_of_table(self) -> str:
        """The determinations with their items, each of which leads to its section."""
        title = "Determinations and their disputed items"
        number = markup.field("SEQ Table \\* ARABIC", "1")
        caption = markup.run("Table "), number, markup.run(f". {title}")
        headings = (self._cell(markup.run(heading, bold=True)) for heading in _COLUMNS)
        return "".join(
            (
                self._paragraph("Determinations", "Heading 1"),
                markup.paragraph(self._style_ids["Caption"], *caption),
                markup.start_of_table(self._style_ids["Table Grid"], _WIDTHS, title),
                markup.heading_row(headings, _WIDTHS, fill=_HEADING_FILL),
            )
        )

    def _row(self, number: int, determination: Determination, items: Sequence[ExportedItem]) -> str:
        texts = (str(number), _case(determination), _decided(determination))
        cells = [self._cell(markup.run(one_line(text))) for text in texts]
        return markup.row([*cells, "".join(self._item_in_table(one) for one in items)], _WIDTHS)

    def _item_in_table(self, one: ExportedItem) -> str:
        return self._cell(
            markup.link_within(_place(one), f"Item {one.item.number}"),
            markup.run(f": {_shortened(one.item.name, _WORDS_OF_CELL)}: "),
            markup.run(facts.outcome(one.item.outcome).lower(), bold=True),
        )

    def _section(self, one: ExportedItem) -> Iterator[str]:
        """An item: its facts, what is quoted, how it is cited, the person's own words."""
        heading = markup.run(f"{_name(one)}: {_shortened(one.item.name, _WORDS_OF_HEADING)}")
        number = len(self.links) + 1
        named = markup.named(heading, _place(one), number)
        yield markup.paragraph(self._style_ids["Heading 2"], named)
        for label, text in _facts(one):
            yield self._fact(label, text, FACTS)
        yield from self._quotations(one)
        relation, url = f"item{number}", self._selection.url_of(one.item)
        self.links[relation] = url
        citation = markup.run(f"{facts.citation(one.item).sentence} ")
        yield markup.paragraph(self._style_ids[CITATION], citation, markup.link(relation, url))
        yield from self._notes(one)

    def _quotations(self, one: ExportedItem) -> Iterator[str]:
        """What was bookmarked, else the passage that gives the main reason."""
        passages = [kept for kept in one.kept if kept.passage and not kept.of_whole_case]
        for kept in passages:
            yield from self._passage(kept, "The bookmarked passage")
        if passages:
            return
        if argument := argument_of(one.item, frozenset()):
            yield self._paragraph(f"From the reviewer’s rationale ({_lowered(argument.label)}):", SOURCE)
            yield self._paragraph(facts.passage_text(argument), "Quote")

    def _passage(self, kept: Kept, name: str) -> Iterator[str]:
        told = ", ".join(filter(None, (name, kept.earlier)))
        yield self._paragraph(f"{told}:", SOURCE)
        yield self._paragraph(one_line(kept.passage), "Quote")

    def _notes(self, one: ExportedItem) -> Iterator[str]:
        """The person's own words; those on a whole case once, with its first item."""
        for kept in one.kept:
            if kept.bookmark in self._notes_told:
                continue
            self._notes_told.add(kept.bookmark)
            if kept.of_whole_case and kept.passage:
                yield from self._passage(kept, "The bookmarked passage of the letter")
            of = "Note on the determination: " if kept.of_whole_case else "Note: "
            yield from self._note(kept.note, of)
            if kept.tags:
                yield self._note_line(Line((Run(", ".join(kept.tags)),)), "Tags: ")

    def _note(self, note: str, label: str) -> Iterator[str]:
        lines = list(note_lines(printable(note)))
        if lines and lines[0].level:
            # A list keeps its shape below its label.
            yield self._note_line(Line(()), label)
            label = ""
        for number, line in enumerate(lines):
            yield self._note_line(line, "" if number else label)

    def _note_line(self, line: Line, label: str) -> str:
        before = [markup.run(label, bold=True)] if label else []
        mark = [markup.run(f"{line.mark}\t")] if line.level else []
        runs = map(_run, line.runs)
        indent = 0.25 + 0.25 * min(line.level, _MOST_INDENTED) if line.level else 0
        return markup.paragraph(self._style_ids[NOTE], *before, *mark, *runs, indent=indent)

    def _fact(self, label: str, text: str, style: str) -> str:
        name = markup.run(f"{label}:", bold=True)
        return markup.paragraph(self._style_ids[style], name, markup.run(f"\t{one_line(text)}"))

    def _paragraph(self, text: str, style: str) -> str:
        return markup.paragraph(self._style_ids[style], markup.run(text))

    def _cell(self, *content: str) -> str:
        return markup.paragraph(self._style_ids[CELL], *content)


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


def _run(run: Run) -> str:
    return markup.run(run.text, bold=run.bold, italic=run.italic, struck=run.struck)


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
