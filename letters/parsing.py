"""From a letter's text to what the letter says."""

from dataclasses import replace

from letters.errors import NotADetermination
from letters.formats import FORMATS
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.sections import ISSUES
from letters.warnings import contradictions

PARSER_VERSION = "3"
"""Changed whenever the same letter may parse to other facts.

``manage.py reparse`` then parses stored letters again.
"""

MAX_CHARACTERS = 300_000
"""The longest known letter has 17,000."""


def parse_letter(letter: LetterText) -> ParsedLetter:
    """The facts of the letter, or :class:`NotADetermination` with the reason why there are none."""
    if len(letter.text) > MAX_CHARACTERS:
        raise NotADetermination(
            f"The text has more than {MAX_CHARACTERS:,} characters, far more than a letter."
            " Split it into its letters, one a file."
        )
    for letter_format in FORMATS:
        if letter_format.recognises(letter):
            parsed = letter_format.parse(letter)
            return replace(parsed, warnings=(*parsed.warnings, *contradictions(parsed)))
    raise NotADetermination(
        f"This is no IMR determination letter of a known layout: it has no heading '{ISSUES}',"
        " nor the headings of the letters before 2014."
    )
