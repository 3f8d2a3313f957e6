"""XLSX: the sheet "Items", a row an item, and the sheet "About this export" with the record.

XlsxWriter keeps no row in memory: rows go to a file beside the workbook, which is packed at the end.
"""

from datetime import date
from math import ceil
from tempfile import TemporaryDirectory
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bookmarks.exports.columns import Cell, Column, Look, columns_of
from bookmarks.exports.record import record
from bookmarks.exports.selection import ExportedItem, Selection
from bookmarks.exports.text import begins_formula, printable

ITEMS = "Items"
ABOUT = "About this export"
_LONGEST = 32_767
"""Characters of a cell, by Excel's limits."""
_CUT = " … (cut: a cell holds no more)"
_ROW_HEIGHT = 63
"""Points: four lines. What is longer is read in the line above the sheet."""
_FROZEN_COLUMNS = 2
_ABOUT_WIDTH = 100
_ABOUT_LINE = 90
"""Characters that surely fit into a line of that width."""
_LINE_HEIGHT = 15.75
_MOST_LINES = 25
"""Excel allows a row 409 points."""


def write_xlsx(selection: Selection, file: IO[bytes]) -> None:
    """Write the workbook into a binary file that can be sought in."""
    with TemporaryDirectory(prefix="imr-export-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with Workbook(file, options) as workbook:
            workbook.set_properties({"title": printable(selection.origin.title), "author": "IMR Precedent"})
            sheet = _Sheet(workbook, workbook.add_worksheet(ITEMS))
            about = workbook.add_worksheet(ABOUT)
            _write_items(sheet, selection)
            _write_about(_Sheet(workbook, about), selection)


class _Sheet:
    """A worksheet and the looks of its cells."""

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        top = {"valign": "top"}
        self.heading = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8ECF1"}
        )
        self.label = workbook.add_format({**top, "bold": True})
        self.plain = workbook.add_format(top)
        self.number = workbook.add_format({**top, "align": "left"})
        self.wrapped = workbook.add_format({**top, "text_wrap": True})
        self.date = workbook.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self.link = workbook.add_format({**top, "font_color": "#0B5394", "underline": 1})
        # Excel's own mark of text, so that a cell stays text when it is edited.
        self.inert = workbook.add_format({**top, "quote_prefix": True})
        self.inert_wrapped = workbook.add_format({**top, "text_wrap": True, "quote_prefix": True})

    def write_text(self, row: int, column: int, text: str, *, wrapped: bool = False) -> None:
        """A text, whatever it looks like."""
        if not text:
            return
        if begins_formula(text):
            look: Format = self.inert_wrapped if wrapped else self.inert
        else:
            look = self.wrapped if wrapped else self.plain
        self.sheet.write_string(row, column, _fitting(text), look)


def _write_items(sheet: _Sheet, selection: Selection) -> None:
    columns = columns_of(selection)
    sheet.sheet.freeze_panes(1, _FROZEN_COLUMNS)
    sheet.sheet.set_landscape()
    sheet.sheet.repeat_rows(0)
    for number, column in enumerate(columns):
        sheet.sheet.set_column(number, number, column.width)
    sheet.sheet.set_row(0, 30)
    for number, column in enumerate(columns):
        sheet.sheet.write_string(0, number, column.heading, sheet.heading)
    row = 0
    for row, one in enumerate(selection.items(), start=1):
        sheet.sheet.set_row(row, _ROW_HEIGHT)
        for number, column in enumerate(columns):
            _write_cell(sheet, row, number, column, one, selection)
    sheet.sheet.autofilter(0, 0, row, len(columns) - 1)


def _write_cell(
    sheet: _Sheet, row: int, number: int, column: Column, one: ExportedItem, selection: Selection
) -> None:
    value: Cell = column.value(one, selection)
    if column.look is Look.LINKED:
        sheet.sheet.write_url(row, number, selection.url_of(one.item), sheet.link, str(value))
    elif isinstance(value, date):
        sheet.sheet.write_datetime(row, number, value, sheet.date)
    elif isinstance(value, int):
        sheet.sheet.write_number(row, number, value, sheet.number)
    else:
        sheet.write_text(row, number, printable(value or ""), wrapped=column.look is Look.WRAPPED)


def _write_about(sheet: _Sheet, selection: Selection) -> None:
    sheet.sheet.set_column(0, 0, 18)
    sheet.sheet.set_column(1, 1, _ABOUT_WIDTH)
    sheet.sheet.write_string(0, 0, "Recorded", sheet.heading)
    sheet.sheet.write_string(0, 1, "Of this export", sheet.heading)
    for row, (label, text) in enumerate(record(selection), start=1):
        # Readers other than Excel reckon no height for a row that wraps.
        lines = sum(ceil((len(line) + 1) / _ABOUT_LINE) for line in printable(text).split("\n"))
        sheet.sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))
        sheet.sheet.write_string(row, 0, label, sheet.label)
        sheet.write_text(row, 1, printable(text), wrapped=True)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - len(_CUT)]}{_CUT}"
