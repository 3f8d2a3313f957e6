"""What a pack says of itself: its cover, its index and the slip sheet before each letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookmarks.exhibits.pack.lettering import face
from bookmarks.exhibits.pack.request import CitedFor, Exhibit, PackRequest
from bookmarks.exhibits.pack.sheet import LEFT, RIGHT, Flow, Rule, Sheet, Style, column
from determinations.citing import cited_date

FICTIONAL = "Fictional sample"
_TITLE = Style(size=22, bold=True, centered=True, before=18)
_LARGE = Style(size=30, bold=True, centered=True, before=10)
_UNDER = Style(size=12, centered=True, before=6)
_MARK = Style(size=12, bold=True, centered=True, before=10)
_HEADING = Style(size=11, bold=True, before=16)
_INDENTED = Style(size=10.5, before=4, indent=14)
_LABEL_WIDTH = 130
_MOST_NAMED = 12
"""Fictional exhibits that the cover names."""
_MOST_TREATMENT = 400
"""Characters of a treatment in the index and on a slip sheet; the letter has it in full."""

OUTCOMES = (
    "Upheld: the utilization review denial stands. Overturned: it does not; the reviewer found the item "
    "medically necessary."
)


@dataclass(frozen=True)
class Placed:
    """An exhibit with where its pages are in the pack."""

    label: str
    exhibit: Exhibit
    first: int
    """Its slip sheet's page."""
    last: int
    letter_first: int
    """Its letter's first page."""


def cover(request: PackRequest, pages: int) -> list[Sheet]:
    """The first sheet; a caption that is very long takes more than one."""
    flow = Flow()
    flow.y += 96
    flow.paragraph(request.title or "Exhibits", _TITLE)
    flow.paragraph("Independent Medical Review final determinations", _UNDER)
    flow.paragraph(_fictional(request), _MARK)
    flow.space(36)
    for name, value in _caption_rows(request, pages):
        _row(flow, name, value)
    return flow.sheets


def index(request: PackRequest, placed: Sequence[Placed]) -> list[Sheet]:
    """The table of exhibits; how wide its numbers are decides how many sheets it takes."""
    flow = Flow()
    flow.paragraph("Index of exhibits", Style(size=16, bold=True))
    flow.paragraph(OUTCOMES, Style(size=8.5, before=6))
    flow.paragraph("“Page” is the page of this PDF; each row leads to its exhibit.", Style(size=8.5))
    flow.space(12)
    columns = _columns(request)
    _index_head(flow, columns)
    for one in placed:
        _index_row(flow, columns, _cells(request, one, columns), one)
    return flow.sheets


def slip_sheet(label: str, exhibit: Exhibit, told: str) -> list[Sheet]:
    """What stands before a letter; ``told`` is a sentence on where its pages are from."""
    flow = Flow()
    flow.y += 60
    flow.paragraph(label, _LARGE)
    flow.paragraph("IMR final determination", _UNDER)
    flow.paragraph(exhibit.name, Style(size=14, bold=True, centered=True, before=4))
    flow.paragraph(decided(exhibit), Style(size=11, centered=True, before=2))
    if exhibit.is_fictional:
        flow.paragraph(f"{FICTIONAL}: no determination of any real case", _MARK)
    flow.space(20)
    flow.rule()
    flow.paragraph("Cited for", _HEADING)
    for item in exhibit.cited_for:
        flow.paragraph(item_told(item), _INDENTED)
    for quotation in exhibit.quotations:
        flow.paragraph(quotation.where, _HEADING)
        _passage(flow, f"“{quotation.text}”")
    for note in exhibit.notes:
        flow.paragraph("Note", _HEADING)
        _passage(flow, note)
    flow.paragraph("Citation", _HEADING)
    flow.paragraph(exhibit.citation, _INDENTED)
    flow.paragraph("The letter", _HEADING)
    flow.paragraph(told, _INDENTED)
    return flow.sheets


def decided(exhibit: Exhibit) -> str:
    """When it was decided, in a sentence without its full stop."""
    return f"Decided {cited_date(exhibit.decided_on)}" if exhibit.decided_on else "Decision date not stated"


def item_told(item: CitedFor) -> str:
    """An item with its outcome."""
    treatment = " ".join(item.treatment.split())
    if len(treatment) > _MOST_TREATMENT:
        treatment = treatment[:_MOST_TREATMENT].rpartition(" ")[0] + " …"
    return f"Item {item.number}: {treatment} ({item.outcome})"


def _passage(flow: Flow, text: str) -> None:
    for paragraph in text.splitlines():
        flow.paragraph(paragraph, _INDENTED)


def _caption_rows(request: PackRequest, pages: int) -> list[tuple[str, str]]:
    caption, labels = request.caption, request.labels
    span = labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]} ({len(labels)} determinations)"
    rows = [
        ("Case", caption.case_name),
        ("ADJ number", caption.adj_number),
        ("IMR case number", caption.imr_number),
        ("Exhibits", span),
        ("Bates numbers", f"{request.bates.number(1)} to {request.bates.number(pages)}"),
        ("Prepared by", caption.prepared_by),
        ("Date", cited_date(caption.dated) if caption.dated else ""),
    ]
    return [(name, value) for name, value in rows if value]


def _row(flow: Flow, name: str, value: str) -> None:
    style = Style(size=11)
    lines = column(value, RIGHT - LEFT - _LABEL_WIDTH, style)
    flow.need(style.leading * len(lines) + 8)
    flow.put(name, LEFT, Style(size=11, bold=True))
    for line in lines:
        flow.put(line, LEFT + _LABEL_WIDTH, style)
        flow.y += style.leading
    flow.y += 4
    flow.rule()
    flow.y += 6


def _fictional(request: PackRequest) -> str:
    """Which exhibits are made up; empty where none is."""
    marked = [
        label.removeprefix("Exhibit ")
        for label, exhibit in zip(request.labels, request.exhibits, strict=True)
        if exhibit.is_fictional
    ]
    if len(marked) <= 1:
        return f"{FICTIONAL}: Exhibit {marked[0]}. It determines no real case." if marked else ""
    which = f"Exhibits {', '.join(marked)}"
    if len(marked) == len(request.exhibits):
        which = "every exhibit"
    elif len(marked) > _MOST_NAMED:
        which = f"{len(marked)} of the {len(request.exhibits)} exhibits, each marked in the index"
    return f"{FICTIONAL}s: {which}. They determine no real case."


_CELL = Style(size=9)
_CELL_HEAD = Style(size=8.5, bold=True)
_COLUMNS = {"Exhibit": 0, "IMR case": 58, "Cited for": 174, "Bates numbers": 358, "Page": 440}
"""Each column's name with where it begins, in points from the left margin."""
_WIDEST_BATES = 150
_GAP = 10


def _columns(request: PackRequest) -> dict[str, float]:
    """The columns, with as much room for Bates numbers as keeps each on one line, up to a limit.

    The first number is as wide as any: all have the same figures, and of this font all figures one width.
    """
    widest = face().width(f"{request.bates.number(1)} to", _CELL.size) + 1
    room = min(max(widest, _COLUMNS["Page"] - _COLUMNS["Bates numbers"] - _GAP), _WIDEST_BATES)
    return {**_COLUMNS, "Bates numbers": _COLUMNS["Page"] - _GAP - room}


def _index_head(flow: Flow, columns: Mapping[str, float]) -> None:
    for name, start in columns.items():
        flow.put(name, LEFT + start, _CELL_HEAD)
    flow.y += _CELL_HEAD.leading + 3
    flow.rule()
    flow.y += 4


def _index_row(flow: Flow, columns: Mapping[str, float], cells: list[list[str]], placed: Placed) -> None:
    deepest = max(map(len, cells))
    if flow.need(min(deepest, 12) * _CELL.leading + 8):
        _index_head(flow, columns)
    top = flow.y
    for at in range(deepest):
        if flow.need(_CELL.leading):
            _index_head(flow, columns)
            top = flow.y
            cells[0] = [*[""] * at, placed.label, "(continued)"]
        for cell, start in zip(cells, columns.values(), strict=True):
            if at < len(cell):
                flow.put(cell[at], LEFT + start, _CELL)
        flow.y += _CELL.leading
        place = (LEFT, top, RIGHT, flow.y)
        flow.sheet.links = [link for link in flow.sheet.links if link[0][1] != top] + [(place, placed.first)]
    flow.y += 3
    flow.sheet.rules.append(Rule(LEFT, flow.y, RIGHT))
    flow.y += 4


def _cells(request: PackRequest, placed: Placed, columns: Mapping[str, float]) -> list[list[str]]:
    exhibit, bates = placed.exhibit, request.bates
    cited_for = [item_told(item) for item in exhibit.cited_for]
    case = [exhibit.name, decided(exhibit), *([FICTIONAL] if exhibit.is_fictional else [])]
    numbers = [f"{bates.number(placed.first)} to", bates.number(placed.last)]
    told: list[Sequence[str]] = [[placed.label], case, cited_for, numbers, [str(placed.first)]]
    starts = [*columns.values(), RIGHT - LEFT + _GAP]
    return [
        [line for text in texts for line in column(text, end - start - _GAP, _CELL)]
        for texts, start, end in zip(told, starts[:-1], starts[1:], strict=True)
    ]
