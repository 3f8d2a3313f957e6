"""What python-docx has no call for: fields, links, table headers that repeat, the language of the text."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

LINK = "Hyperlink"
"""The character style of links, as Word names it."""


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field, such as PAGE, that Word reckons anew; until then it shows ``shown``."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_link(paragraph: Paragraph, url: str, shown: str) -> None:
    """A link to another document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_linked_run(shown))
    paragraph._p.append(link)


def add_link_within(paragraph: Paragraph, name: str, shown: str) -> None:
    """A link to the place that ``mark_place`` named in this document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.append(_linked_run(shown))
    paragraph._p.append(link)


def mark_place(paragraph: Paragraph, name: str, number: int) -> None:
    """Name a paragraph for links; ``number`` is unique in the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = paragraph._p.find(qn("w:r"))
    paragraph._p.insert(paragraph._p.index(first) if first is not None else len(paragraph._p), start)
    paragraph._p.append(end)


def repeat_as_header(row: _Row) -> None:
    """Word prints the row again at the head of each page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """No page ends within the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(row: _Row, color: str) -> None:
    """Give the row's cells a ground; ``color`` as RRGGBB."""
    for cell in row.cells:
        ground = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
            ground.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(ground)


def describe(table: Table, title: str) -> None:
    """What a screen reader says of the table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def set_language(document: Document, language: str) -> None:
    """The language in which Word checks the spelling."""
    (properties,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        element.set(qn(f"w:{name}"), language)
    properties.append(element)
    document.core_properties.language = language


def set_font(style: ParagraphStyle, name: str) -> None:
    """The font for all scripts, in place of the template's theme, which would win."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _linked_run(shown: str) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    style = OxmlElement("w:rStyle")
    style.set(qn("w:val"), LINK)
    properties.append(style)
    run.append(properties)
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    return run
