"""The text of one letter, as it came out of its file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterText:
    """What reading a file gives; every letter format starts from here.

    ``text`` has ``\\n`` line ends and ``\\f`` where a page of a PDF ended; it is
    otherwise as the file or the extractor gave it, so that the original can be shown.
    """

    text: str
    media_type: str
    """``text/plain`` or ``application/pdf``."""
