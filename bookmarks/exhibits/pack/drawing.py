"""Sheets drawn with fpdf2."""

from collections.abc import Sequence

from fpdf import FPDF

from bookmarks.exhibits.pack.lettering import FACES
from bookmarks.exhibits.pack.sheet import HEIGHT, WIDTH, Sheet

_FAMILY = "pack"


def drawn(sheets: Sequence[Sheet]) -> bytes:
    """A PDF of the sheets, with the font embedded."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(auto=False)
    for bold, path in FACES.items():
        pdf.add_font(_FAMILY, "B" if bold else "", path)
    pdf.set_line_width(0.6)
    for sheet in sheets:
        pdf.add_page()
        _draw(pdf, sheet)
    return bytes(pdf.output())


def _draw(pdf: FPDF, sheet: Sheet) -> None:
    for line in sheet.lines:
        pdf.set_font(_FAMILY, "B" if line.bold else "", line.size)
        pdf.text(line.x, line.y, line.text)
    for rule in sheet.rules:
        pdf.line(rule.x, rule.y, rule.end, rule.y)
