"""PDFs, with pypdfium2.

PDFium gives the lines of a page without the space between them. A blank line is what tells
a paragraph, and so where a title begins; it is set here again from the lines' places on the page.
"""

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from letters.errors import UnreadableFile
from letters.letter_text import MAX_CHARACTERS, TOO_LONG

PDF_SIGNATURE = b"%PDF-"
MAX_PAGES = 300
MAX_OBJECTS = 20_000
"""On one page; known letters have up to 250. More is counted before its characters, which takes long."""

_HYPHEN_AT_LINE_END = "\ufffe"
"""PDFium's character for a hyphen whose line end it dropped."""

_MIN_LETTERS = 20
"""A scan may carry a stamp or a page number as text; that is no letter."""

_PARAGRAPH_GAP = 1.7
"""Lines of a paragraph are one step apart, paragraphs two, a heading and its text one and a half."""

PDFIUM = Lock()
"""PDFium must not be entered by two threads at once, whatever each of them does there."""


@dataclass(frozen=True)
class FirstPages:
    """The text of a PDF's first pages, and how many pages it has."""

    text: str
    read: int
    pages: int


def read_pdf(data: bytes) -> str:
    """The text of all pages, with ``\\f`` where a page ended; a PDF without text is refused."""
    with PDFIUM, closing(_opened(data)) as document:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                f"The PDF has {len(document)} pages. A letter has a few: split the file into its letters."
            )
        return _text(document, len(document))


def read_first_pages(data: bytes, most: int) -> FirstPages:
    """As ``read_pdf``, but of a PDF of more than ``most`` pages the first ones."""
    with PDFIUM, closing(_opened(data)) as document:
        read = min(most, len(document))
        return FirstPages(_text(document, read), read, len(document))


def _text(document: pdfium.PdfDocument, pages: int) -> str:
    try:
        text = "\f".join(_page_texts(document, pages))
    except pdfium.PdfiumError as error:
        raise UnreadableFile("The PDF is damaged: a page cannot be read. Download it again.") from error
    if sum(map(str.isalnum, text)) < _MIN_LETTERS:
        raise UnreadableFile(
            "This PDF holds no text (a scan?). Run OCR first, for example with OCRmyPDF, and give its result."
        )
    return text


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise UnreadableFile(
                "The PDF is locked by a password, or damaged."
                " Save it without a password, or download it again."
            ) from error
        raise UnreadableFile("The PDF is damaged and cannot be opened. Download it again.") from error


def _page_texts(document: pdfium.PdfDocument, pages: int) -> Iterator[str]:
    """The text of each of the first pages; many may share one stream of a small file, so each is counted."""
    left = MAX_CHARACTERS
    for index in range(pages):
        with closing(document[index]) as page:
            if pdfium_c.FPDFPage_CountObjects(page.raw) > MAX_OBJECTS:
                raise UnreadableFile(TOO_LONG)
            with closing(page.get_textpage()) as text_page:
                left -= text_page.count_chars()
                if left < 0:
                    raise UnreadableFile(TOO_LONG)
                yield _page_text(text_page)


def _page_text(text_page: pdfium.PdfTextPage) -> str:
    text = text_page.get_text_range()
    lines = text.split("\r\n")
    spaced = _with_blank_lines(text_page, lines) if len(text) == text_page.count_chars() else lines
    page_text = "\n".join(spaced).replace(_HYPHEN_AT_LINE_END, "-\n").replace("\r", "\n")
    return page_text.replace("\0", "").replace("\f", "\n")


def _with_blank_lines(text_page: pdfium.PdfTextPage, lines: list[str]) -> Iterator[str]:
    """The lines, with an empty one before each that stands clear of the line above it."""
    heights = list(_heights(text_page, lines))
    gaps = [above - here for above, here in pairwise(heights)]
    steps = [gap for gap in gaps if gap > 0]
    paragraph_gap = _PARAGRAPH_GAP * median(steps) if steps else 0
    for line, gap in zip(lines, [0, *gaps], strict=True):
        if gap > paragraph_gap:
            yield ""
        yield line
    if lines[-1][-1:] not in {" ", "-", _HYPHEN_AT_LINE_END}:
        # A line that its paragraph goes on from keeps the space that it was wrapped at.
        yield "\n"


def _heights(text_page: pdfium.PdfTextPage, lines: list[str]) -> Iterator[float]:
    """How high on the page each line stands; an empty line as high as the one above it."""
    x, y = c_double(), c_double()
    start = 0
    for line in lines:
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            pdfium_c.FPDFText_GetCharOrigin(text_page.raw, first, byref(x), byref(y))
        yield y.value
        start += len(line) + 2
