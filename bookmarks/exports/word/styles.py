"""The look of the document, all of it in Word's styles, so that a firm's template can take its place."""

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from bookmarks.exports.word.markup import LINK

RECORD = "Record"
FACTS = "Item Facts"
CITATION = "Item Citation"
NOTICE = "Notice"
SOURCE = "Quotation Source"
NOTE = "Bookmark Note"
CELL = "Table Text"
_FONT = "Times New Roman"
_BLACK = RGBColor(0, 0, 0)
_GREY = RGBColor(0x44, 0x44, 0x44)
_TEXT_WIDTH = Inches(6.5)
_LABEL_WIDTH = Inches(1.45)


def styled_document() -> Document:
    """An empty document on letter paper with its styles."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1)
    section.top_margin = section.bottom_margin = Inches(1)
    _set_language(document, "en-US")
    _set_known_styles(document)
    _add_styles(document)
    return document


def set_footer(document: Document, text: str) -> None:
    """A line, and the page's number of all."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"{text}\tPage ")
    _add_field(footer, "PAGE", "1")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES", "1")


def _set_known_styles(document: Document) -> None:
    normal = _style(document, "Normal", 12, after=6)
    normal.paragraph_format.line_spacing = 1.08
    title = _style(document, "Title", 20, bold=True, after=2)
    _without_borders(title)
    subtitle = _style(document, "Subtitle", 13, color=_GREY, after=10)
    for spacing in subtitle.element.get_or_add_rPr().findall(qn("w:spacing")):
        spacing.getparent().remove(spacing)
    _style(document, "Heading 1", 15, bold=True, before=18, after=6)
    _style(document, "Heading 2", 12.5, bold=True, before=16, after=4)
    caption = _style(document, "Caption", 10.5, bold=True, before=6, after=4)
    caption.paragraph_format.keep_with_next = True
    quote = _style(document, "Quote", 12, before=2, after=6)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Inches(0.5)
    footer = _style(document, "Footer", 9.5, color=_GREY)
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _add_styles(document: Document) -> None:
    for name in (RECORD, FACTS):
        facts = _new_style(document, name, 11, after=1)
        facts.paragraph_format.left_indent = _LABEL_WIDTH
        facts.paragraph_format.first_line_indent = -_LABEL_WIDTH
        facts.paragraph_format.tab_stops.add_tab_stop(_LABEL_WIDTH)
        # The facts of an item stay together with its heading and the beginning of the quotation.
        facts.paragraph_format.keep_with_next = name == FACTS
    source = _new_style(document, SOURCE, 12, before=8, after=2)
    source.paragraph_format.keep_with_next = True
    _new_style(document, CITATION, 12, before=2, after=6)
    _new_style(document, NOTICE, 11.5, bold=True, before=4, after=6)
    note = _new_style(document, NOTE, 11, before=2, after=4)
    note.paragraph_format.left_indent = Inches(0.25)
    cell = _new_style(document, CELL, 10, before=2, after=2)
    cell.paragraph_format.line_spacing = 1.0
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor(0x0B, 0x53, 0x94)
    link.font.underline = True


def _new_style(
    document: Document, name: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return _style(document, name, size, bold=bold, before=before, after=after)


def _style(
    document: Document,
    name: str,
    size: float,
    *,
    bold: bool = False,
    color: RGBColor = _BLACK,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    _set_font(style, _FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return style


def _without_borders(style: ParagraphStyle) -> None:
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        border.getparent().remove(border)


def _add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field, such as PAGE, that Word reckons anew; until then it shows ``shown``."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_language(document: Document, language: str) -> None:
    """The language in which Word checks the spelling."""
    (properties,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    element = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        element.set(qn(f"w:{name}"), language)
    properties.append(element)
    document.core_properties.language = language


def _set_font(style: ParagraphStyle, name: str) -> None:
    """The font for all scripts, in place of the template's theme, which would win."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
