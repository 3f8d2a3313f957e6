"""From a letter's text to what the letter says."""

from dataclasses import replace

from letters.errors import NotADetermination
from letters.formats import FORMATS
from letters.letter_text import MAX_CHARACTERS, TOO_LONG, LetterText
from letters.one_letter import require_one_case
from letters.parsed_letter import ParsedLetter
from letters.sections import ISSUES
from letters.warnings import contradictions

PARSER_VERSION = "3"
"""Changed whenever the same letter may parse to other facts.

``manage.py reparse`` then parses stored letters again.
"""


def parse_letter(letter: LetterText) -> ParsedLetter:
    """The facts of the letter, or :class:`NotADetermination` with the reason why there are none."""
    if len(letter.text) > MAX_CHARACTERS:
        raise NotADetermination(TOO_LONG)
    for letter_format in FORMATS:
        if letter_format.recognises(letter):
            require_one_case(letter.text)
            parsed = letter_format.parse(letter)
            return replace(parsed, warnings=(*parsed.warnings, *contradictions(parsed)))
    raise NotADetermination(
        f"This is no IMR determination letter of a known layout: it has no heading '{ISSUES}',"
        " nor the headings of the letters before 2014."
    )
