"""What every letter layout promises."""

from typing import Protocol

from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter


class LetterFormat(Protocol):
    """One layout. At most one of ``letters.formats.FORMATS`` recognises a letter."""

    name: str
    """As in the state's history of layouts: ``F3``. Stored with the letter."""

    def recognises(self, letter: LetterText) -> bool:
        """Whether the letter has this layout. Strict: prose that is no letter is recognised by none."""

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says; what it lacks becomes a warning.

        Raises :class:`letters.errors.NotADetermination` only where no disputed item can be found.
        """
