"""Any document that a person hands in, such as a denial or a request for authorization: PDF, Word or text.

It is read in memory and forgotten; how much of it is read is bounded, and the reader learns what was not.
"""

import codecs
from dataclasses import dataclass, replace
from pathlib import PurePath

from letters.errors import UnreadableFile
from letters.reading.apart import read_pdf_apart
from letters.reading.docx import ZIP_SIGNATURE, read_docx
from letters.reading.pdf import PDF_SIGNATURE
from letters.reading.plain import read_plain

MAX_BYTES = 5_000_000
MAX_CHARACTERS = 100_000
MAX_PAGES = 40

_PDF_WITHIN = 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OLD_WORD = b"\xd0\xcf\x11\xe0"
"""Microsoft's older container: ``.doc``, and a ``.docx`` with a password."""
_RTF = b"{\\rtf"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_PDF, _WORD, _TEXT = "a PDF", "a Word file (.docx)", "plain text"
_NAMED = {".pdf": _PDF, ".docx": _WORD, ".doc": "an older Word file", ".rtf": "rich text", ".txt": _TEXT}
"""What a file is by the end of its name."""


@dataclass(frozen=True)
class Document:
    """A document's text, and in sentences what of it was not read."""

    text: str
    notes: tuple[str, ...] = ()


def read_document(data: bytes, name: str = "") -> Document:
    """The text of a PDF, Word or text file, or :class:`UnreadableFile`; the content decides which it is.

    Where the file's name says something else, a note does too.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_BYTES / 1e6:g} MB. Give the decision alone.")
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    kind = _kind(data)
    document = _pdf(data) if kind == _PDF else shortened(_words(data, kind))
    suffix = PurePath(name).suffix.lower()
    if _NAMED.get(suffix, kind) == kind:
        return document
    note = f"The file is named {suffix}, but it is {kind} and was read as that."
    return replace(document, notes=(note, *document.notes))


def _kind(data: bytes) -> str:
    """Which of the kinds that are read the content is; others are refused with what to do instead."""
    if PDF_SIGNATURE in data[:_PDF_WITHIN]:
        return _PDF
    if data.startswith(ZIP_SIGNATURE):
        return _WORD
    if data.startswith(_OLD_WORD):
        raise UnreadableFile(
            "This is an older Word file (.doc), or one with a password. Save it as .docx or PDF without one."
        )
    if data.startswith(_RTF):
        raise UnreadableFile("This is a rich-text file (.rtf). Save it as .docx, PDF or plain text.")
    if data.startswith(_PICTURES):
        raise UnreadableFile("This is a picture. Make a PDF with text of it (OCR), or paste its words.")
    return _TEXT


def _words(data: bytes, kind: str) -> str:
    return read_docx(data, MAX_CHARACTERS) if kind == _WORD else _plain(data)


def shortened(text: str) -> Document:
    """A text as a document, cut where it is longer than is read."""
    if not text.strip():
        raise UnreadableFile("There is no text in it.")
    if len(text) <= MAX_CHARACTERS:
        return Document(text)
    return Document(text[:MAX_CHARACTERS], (f"Only the first {MAX_CHARACTERS:,} characters were read.",))


def _pdf(data: bytes) -> Document:
    found = read_pdf_apart(data, MAX_PAGES)
    document = shortened(found.text)
    if found.read == found.pages:
        return document
    note = f"Only the first {found.read} of {found.pages} pages were read."
    return Document(document.text, (note, *document.notes))


def _plain(data: bytes) -> str:
    if not data.startswith(_UTF_16):
        if b"\0" in data and not data.startswith(codecs.BOM_UTF32_BE):
            raise UnreadableFile(
                "This is no text. A denial is read from a PDF, a Word file (.docx) or a text file."
            )
        return read_plain(data)
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableFile("The text is damaged. Save it as UTF-8.") from error
