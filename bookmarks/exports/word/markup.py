"""WordprocessingML as text: paragraphs with what stands in them, and the rows of a table.

Text and not the elements of python-docx: a document of ten thousand items is sent while it is written, and
held nowhere. Each function gives whole elements; what is shown is escaped in ``run``, and nowhere else.
"""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from bookmarks.exports.text import printable

LINK = "Hyperlink"
"""The character style of links, as Word names it."""
END_OF_TABLE = "</w:tbl>"
_TEXT = '<w:t xml:space="preserve">'
_TWIPS = 1440
"""To the inch."""


def paragraph(style: str, *content: str, indent: float = 0) -> str:
    """A paragraph of runs, links and fields in the style of that id.

    ``indent`` is in inches, of an entry of a list: its mark hangs a quarter of an inch before its text.
    """
    hanging = _hanging(indent) if indent else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{hanging}</w:pPr>{"".join(content)}</w:p>'


def run(text: str, *, bold: bool = False, italic: bool = False, struck: bool = False, style: str = "") -> str:
    """Text of one look; signs that no document can hold are dropped."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"{named}{'<w:b/>' * bold}{'<w:i/>' * italic}{'<w:strike/>' * struck}"
    shown = escape(printable(text)).replace("\t", f"</w:t><w:tab/>{_TEXT}")
    shown = shown.replace("\n", f"</w:t><w:br/>{_TEXT}")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_TEXT}{shown}</w:t></w:r>"


def field(instruction: str, shown: str) -> str:
    """A field that Word reckons anew; until then it shows ``shown``."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{run(shown)}</w:fldSimple>"


def link(relation: str, shown: str) -> str:
    """A link to where the relation of that id leads, out of the document."""
    return f'<w:hyperlink r:id="{relation}">{run(shown, style=LINK)}</w:hyperlink>'


def link_within(place: str, shown: str) -> str:
    """A link to the place that ``named`` marked in this document."""
    return f'<w:hyperlink w:anchor="{place}">{run(shown, style=LINK)}</w:hyperlink>'


def named(content: str, place: str, number: int) -> str:
    """The content of a paragraph, named for links; ``number`` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{place}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def start_of_table(style: str, widths: Sequence[float], title: str) -> str:
    """The table up to its first row: ``widths`` in inches, ``title`` is what a screen reader says of it."""
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:type="auto" w:w="0"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def heading_row(cells: Iterable[str], widths: Sequence[float], *, fill: str) -> str:
    """A row that Word prints again at the head of each page; ``fill`` is its ground, as RRGGBB."""
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    return _row("<w:tblHeader/>", cells, widths, ground)


def row(cells: Iterable[str], widths: Sequence[float]) -> str:
    """A row in which no page ends; each cell is of one paragraph or more."""
    return _row("<w:cantSplit/>", cells, widths, "")


def _row(properties: str, cells: Iterable[str], widths: Sequence[float], ground: str) -> str:
    written = (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{_twips(width)}"/>{ground}</w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def _hanging(indent: float) -> str:
    left, hanging = _twips(indent), _twips(0.25)
    stop = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
    return f'{stop}<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _twips(inches: float) -> int:
    return round(inches * _TWIPS)
