"""A letter's text set anew, where its own pages cannot be had."""

import re
from collections.abc import Iterable

from bookmarks.exhibits.pack.lettering import face, printable
from bookmarks.exhibits.pack.sheet import LEFT, RIGHT, Flow, Line, Rule, Sheet, Style
from determinations.letter_lines import rewrapped

_TEXT = Style(size=10.5)
_HEADING = Style(size=10.5, bold=True, before=6)
_HEAD = 8.5
"""The size of what stands above each sheet."""
_HEAD_AT = 46
_COLUMNS = re.compile(r" {3,}")
_WIDEST = 100
"""Characters of a line of a text file, for the place of its columns."""
_GAP = 12
"""Points that are free between two columns at least."""


def typeset(text: str, name: str) -> list[Sheet]:
    """The sheets of a letter's text, with ``name`` at the head of each, and its place among them.

    Every word is there in its order. The letter's own lines are joined to paragraphs and break anew; its
    pages, headings in capitals and columns of its first lines stay.
    """
    flow = Flow()
    for number, page in enumerate(rewrapped(text).split("\f")):
        if number and flow.sheet.lines:
            flow.new_sheet()
        for line in page.split("\n"):
            _set_line(flow, line)
    sheets = [sheet for sheet in flow.sheets if sheet.lines] or flow.sheets[:1]
    for number, sheet in enumerate(sheets, 1):
        _set_head(sheet, (name, f"Text of the letter, typeset: {number} of {len(sheets)}"))
    return sheets


def _set_line(flow: Flow, line: str) -> None:
    if not line.strip():
        flow.space(_TEXT.size * 0.6)
    elif _is_heading(line):
        flow.paragraph(line, _HEADING)
    elif _COLUMNS.search(line.rstrip()) and (parts := _in_columns(line)):
        flow.need(_TEXT.leading)
        for x, words in parts:
            flow.put(words, x, _TEXT)
        flow.y += _TEXT.leading
    else:
        flow.paragraph(line, _TEXT)


def _is_heading(line: str) -> bool:
    words = line.strip()
    return words.isupper() and 6 < len(words) < 90 and " " in words and not words[0].isdigit()


def _in_columns(line: str) -> list[tuple[float, str]]:
    """The parts of a line that spaces hold apart, each where its column begins; none: they lack room."""
    column = (RIGHT - LEFT) / _WIDEST
    free, parts = float(LEFT), []
    for part in re.finditer(r"\S+(?: {1,2}\S+)*", line):
        words = printable(part[0])
        x = max(free, LEFT + part.start() * column)
        parts.append((x, words))
        free = x + face().width(words, _TEXT.size) + _GAP
    return parts if free - _GAP <= RIGHT else []


def _set_head(sheet: Sheet, told: Iterable[str]) -> None:
    left, right = map(printable, told)
    sheet.lines[:0] = [
        Line(LEFT, _HEAD_AT, left, _HEAD),
        Line(RIGHT - face().width(right, _HEAD), _HEAD_AT, right, _HEAD),
    ]
    sheet.rules.append(Rule(LEFT, _HEAD_AT + 5, RIGHT))
