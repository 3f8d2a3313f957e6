"""The text of one letter, as it came out of its file."""

from dataclasses import dataclass

MAX_CHARACTERS = 300_000
"""The longest known letter has 17,000."""

TOO_LONG = (
    f"The text has more than {MAX_CHARACTERS:,} characters, far more than a letter."
    " Split it into its letters, one a file."
)
"""The reason why a longer text is refused."""


@dataclass(frozen=True)
class LetterText:
    """What reading a file gives; every letter format starts from here.

    ``text`` has ``\\n`` line ends and ``\\f`` where a page of a PDF ended; it is
    otherwise as the file or the extractor gave it, so that the original can be shown.
    """

    text: str
    media_type: str
    """``text/plain`` or ``application/pdf``."""
