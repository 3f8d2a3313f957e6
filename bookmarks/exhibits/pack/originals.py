"""The pages of the PDFs that letters were ingested from, or why they cannot be had.

The state publishes its letters encrypted: anybody may open and print them, nobody change them. What anybody
may print is shown in a pack as it would be printed; what a password locks is not.

PDFium judges whether a file is whole, and whether the place of a page's number is free, and writes the file
anew as it understands it. pypdf, which may understand a damaged file differently, takes that apart.
"""

import logging
import zlib
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf import PdfReader
from pypdf.constants import UserAccessPermissions
from pypdf.errors import PyPdfError

from bookmarks.exhibits.pack.request import Original
from letters.reading.pdf import PDFIUM

DAMAGED = "Its original PDF is damaged, so the letter’s text is typeset here instead."
LOCKED = "Its original PDF is locked by a password, so the letter’s text is typeset here instead."
NOT_TO_PRINT = "Its original PDF does not permit printing, so the letter’s text is typeset here instead."
GONE = "Its original file is not in the portal’s data folder, so the letter’s text is typeset here instead."
NO_PDF = "It was received as text, not as a PDF, so the letter’s text is typeset here."

STAMP_WIDTH, STAMP_HEIGHT = 210, 14
STAMP_FROM_RIGHT, STAMP_FROM_BOTTOM = 36, 22
"""The place of a page's number, in points: there is room for the widest."""
_SEEN_SCALE, _SEEN_WIDEST = 0.35, 400
"""Of the pictures of pages that are compared: dots for a point, and dots across."""
_LEAST = 72
"""A smaller page has no margin to look into."""
_PAPER = 250
"""A gray of 255 is white; of a scan white is seldom quite that."""

logging.getLogger("pypdf").setLevel(logging.ERROR)


MALFORMED = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What pypdf raises at objects that are not what they should be."""


class NoPages(Exception):
    """A letter's pages cannot be had; ``str(error)`` is a sentence for its slip sheet."""


@dataclass(frozen=True)
class OpenedOriginal:
    """A PDF that was found whole."""

    reader: PdfReader
    free: tuple[bool, ...]
    """Of each page whether the place of its number is blank."""


def open_original(original: Original | None) -> OpenedOriginal:
    """The PDF of a letter. Raises ``NoPages`` where it is no PDF, gone, locked or damaged."""
    whole, free = _rewritten(_content(original))
    try:
        reader = PdfReader(BytesIO(whole))
        if len(reader.pages) != len(free):
            raise NoPages(DAMAGED)
    except MALFORMED as error:
        raise NoPages(DAMAGED) from error
    return OpenedOriginal(reader, free)


def count_pages(original: Original | None) -> int:
    """How many pages the PDF has, at a glance: its content is not compared. Raises ``NoPages``."""
    if not original:
        raise NoPages(NO_PDF)
    if not original.path.is_file():
        raise NoPages(GONE)
    with PDFIUM, closing(_opened(original.path)) as document:
        return len(document)


def _content(original: Original | None) -> bytes:
    if not original:
        raise NoPages(NO_PDF)
    try:
        data = original.path.read_bytes()
    except OSError as error:
        raise NoPages(GONE) from error
    if sha256(data).hexdigest() != original.sha256:
        raise NoPages(DAMAGED)
    return data


def _opened(data: bytes | Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
        raise NoPages(LOCKED if is_locked else DAMAGED) from error
    if not len(document):
        document.close()
        raise NoPages(DAMAGED)
    return document


def _rewritten(data: bytes) -> tuple[bytes, tuple[bool, ...]]:
    """The PDF as PDFium understands it, deciphered and mended; and of each page whether its corner is free.

    A damaged one can lose what a page shows on the way: each page is looked at before and after.
    """
    with PDFIUM, closing(_opened(data)) as document, closing(pdfium.PdfDocument.new()) as copy:
        if not pdfium_c.FPDF_GetDocPermissions(document.raw) & UserAccessPermissions.PRINT:
            raise NoPages(NOT_TO_PRINT)
        try:
            free = tuple(_is_free(document, at) for at in range(len(document)))
            copy.import_pages(document)
        except pdfium.PdfiumError as error:
            raise NoPages(DAMAGED) from error
        whole = BytesIO()
        copy.save(whole)
        with closing(_opened(whole.getvalue())) as again:
            if any(_seen(document, at) != _seen(again, at) for at in range(len(free))):
                raise NoPages(DAMAGED)
        return whole.getvalue(), free


def _seen(document: pdfium.PdfDocument, at: int) -> bytes:
    """A page as it is seen, small."""
    with closing(document[at]) as page:
        scale = min(_SEEN_SCALE, _SEEN_WIDEST / max(page.get_size()))
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            return bytes(bitmap.buffer)


def _is_free(document: pdfium.PdfDocument, at: int) -> bool:
    with closing(document[at]) as page:
        width, height = page.get_size()
        if min(width, height) < _LEAST:
            return False
        left = max(0, width - STAMP_FROM_RIGHT - STAMP_WIDTH)
        bottom = STAMP_FROM_BOTTOM - 4
        right, top = width - STAMP_FROM_RIGHT + 4, bottom + STAMP_HEIGHT
        crop = (left, bottom, max(0, width - right), max(0, height - top))
        with closing(page.render(scale=1, crop=crop, grayscale=True)) as bitmap:
            shown = bytes(bitmap.buffer)
            rows = (shown[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height))
            return min(min(row, default=255) for row in rows) >= _PAPER
