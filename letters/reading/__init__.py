"""From a file to its text: one module for each way to get text.

Nothing is written to disk, and a file that cannot be read is refused with a reason.
"""

from pathlib import Path

from letters.errors import UnreadableFile
from letters.letter_text import LetterText
from letters.reading.disk import first_bytes
from letters.reading.pdf import PDF_SIGNATURE, read_pdf
from letters.reading.plain import read_plain

MAX_BYTES = 20_000_000
"""Real letters have 0.1 to 0.5 MB; scans of many pages reach a few."""

_SIGNATURE_WITHIN = 1024
"""A PDF may begin with some bytes that are no part of it."""


def read_letter(path: Path, max_bytes: int = MAX_BYTES) -> LetterText:
    """The text of the letter in a file, or :class:`UnreadableFile` with the reason."""
    return read_bytes(path.name, first_bytes(path, max_bytes + 1), max_bytes)


def read_bytes(name: str, data: bytes, max_bytes: int = MAX_BYTES) -> LetterText:
    """The text of the letter that these bytes of a file called ``name`` are.

    What the bytes are decides, not the name: a PDF that is called ``.txt`` is read as a PDF.
    """
    if not data.strip():
        raise UnreadableFile("The file is empty.")
    if len(data) > max_bytes:
        raise UnreadableFile(
            f"The file is larger than {max_bytes / 1e6:g} MB; a determination letter is far smaller."
        )
    if PDF_SIGNATURE in data[:_SIGNATURE_WITHIN]:
        return LetterText(read_pdf(data), "application/pdf")
    if name.lower().endswith(".pdf"):
        raise UnreadableFile("The file is called .pdf but its content is no PDF. Download it again.")
    return LetterText(read_plain(data), "text/plain")
