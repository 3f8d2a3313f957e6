"""The forms that an export can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from bookmarks.exports.bibtex import bibtex_lines
from bookmarks.exports.csv_file import csv_lines
from bookmarks.exports.docx_file import write_docx
from bookmarks.exports.ris import ris_lines
from bookmarks.exports.selection import MOST_ITEMS, Selection
from bookmarks.exports.xlsx_file import write_xlsx

MOST_ITEMS_OF_DOCX = 500
"""A document for people to read and edit; python-docx holds the whole of it in memory."""
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
    most: int
    """Items that it may have."""


@dataclass(frozen=True)
class StreamedForm(ExportForm):
    """One that is sent while it is written."""

    lines: Callable[[Selection], Iterator[str]]


@dataclass(frozen=True)
class WholeForm(ExportForm):
    """One that is written to its end before it is sent: a packed file is none before that."""

    write: Callable[[Selection, IO[bytes]], None]


FORMS: tuple[StreamedForm | WholeForm, ...] = (
    WholeForm(
        name="xlsx",
        label="Excel",
        hint="a row an item",
        suffix="xlsx",
        media_type=f"{_OFFICE}.spreadsheetml.sheet",
        most=MOST_ITEMS,
        write=write_xlsx,
    ),
    StreamedForm(
        name="csv",
        label="CSV",
        hint="a row an item",
        suffix="csv",
        media_type="text/csv; charset=utf-8",
        most=MOST_ITEMS,
        lines=csv_lines,
    ),
    WholeForm(
        name="docx",
        label="Word",
        hint="facts, quotation and citation of each item",
        suffix="docx",
        media_type=f"{_OFFICE}.wordprocessingml.document",
        most=MOST_ITEMS_OF_DOCX,
        write=write_docx,
    ),
    StreamedForm(
        name="ris",
        label="RIS",
        hint="an entry a determination, for Zotero or EndNote",
        suffix="ris",
        media_type="application/x-research-info-systems; charset=utf-8",
        most=MOST_ITEMS,
        lines=ris_lines,
    ),
    StreamedForm(
        name="bibtex",
        label="BibTeX",
        hint="an entry a determination, for LaTeX",
        suffix="bib",
        media_type="application/x-bibtex; charset=utf-8",
        most=MOST_ITEMS,
        lines=bibtex_lines,
    ),
)
FORM = {form.name: form for form in FORMS}
