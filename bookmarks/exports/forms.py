"""The forms that an export can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from bookmarks.exports.bibtex import bibtex_lines
from bookmarks.exports.csv_file import csv_lines
from bookmarks.exports.ris import ris_lines
from bookmarks.exports.selection import Selection
from bookmarks.exports.word.document import docx_pieces
from bookmarks.exports.xlsx_file import write_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class ExportForm:
    """One form."""

    name: str
    """In the address."""
    label: str
    hint: str
    """What it is for."""
    suffix: str
    media_type: str


@dataclass(frozen=True)
class StreamedForm(ExportForm):
    """One that is sent while it is written."""

    pieces: Callable[[Selection], Iterator[bytes]]


@dataclass(frozen=True)
class WholeForm(ExportForm):
    """One that is written to its end before it is sent: its writer packs it last."""

    write: Callable[[Selection, IO[bytes]], None]


def _encoded(lines: Callable[[Selection], Iterator[str]]) -> Callable[[Selection], Iterator[bytes]]:
    return lambda selection: (line.encode("utf-8") for line in lines(selection))


FORMS: tuple[StreamedForm | WholeForm, ...] = (
    WholeForm(
        name="xlsx",
        label="Excel",
        hint="a row an item",
        suffix="xlsx",
        media_type=f"{_OFFICE}.spreadsheetml.sheet",
        write=write_xlsx,
    ),
    StreamedForm(
        name="csv",
        label="CSV",
        hint="a row an item",
        suffix="csv",
        media_type="text/csv; charset=utf-8",
        pieces=_encoded(csv_lines),
    ),
    StreamedForm(
        name="docx",
        label="Word",
        hint="facts, quotation and citation of each item",
        suffix="docx",
        media_type=f"{_OFFICE}.wordprocessingml.document",
        pieces=docx_pieces,
    ),
    StreamedForm(
        name="ris",
        label="RIS",
        hint="an entry a determination, for Zotero or EndNote",
        suffix="ris",
        media_type="application/x-research-info-systems; charset=utf-8",
        pieces=_encoded(ris_lines),
    ),
    StreamedForm(
        name="bibtex",
        label="BibTeX",
        hint="an entry a determination, for LaTeX",
        suffix="bib",
        media_type="application/x-bibtex; charset=utf-8",
        pieces=_encoded(bibtex_lines),
    ),
)
FORM = {form.name: form for form in FORMS}
