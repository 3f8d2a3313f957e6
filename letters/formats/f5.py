"""F5: the "Case Number" letter from December 2017 on, when the MTUS took over ACOEM's later chapters.

Its print is F4's. What tells it apart is that the letter says it is later: by its decision
date, or, in a copy without one, by a case number of eight digits or an edition that no F4
letter could cite.
"""

import re
from datetime import date

from letters.case_number_letter import parse_case_number_letter
from letters.header import read_header
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.reviewer import credentials_block, has_credentials_block
from letters.sections import has_issues_heading, header_of

FIRST_DECISION = date(2017, 12, 1)
"""The later chapters may be cited since December 2017; until then nothing tells a letter from F4's."""

_DIGITS = 8
_LATER_EDITION = re.compile(
    r"\bDecision\s*based\s*on\s*MTUS\b[^.]{1,200}?\b20(?:1[7-9]|[2-9]\d)\b", re.IGNORECASE
)


class F5:
    """An F4 letter that says it is later than F4."""

    name = "F5"

    def recognises(self, letter: LetterText) -> bool:
        """Whether the items' heading and the credentials' labels are there, and the letter is a later one."""
        text = letter.text
        return has_credentials_block(text) and has_issues_heading(text) and is_later_than_f4(text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        return parse_case_number_letter(letter, self.name, credentials_block)


def is_later_than_f4(text: str) -> bool:
    """Whether a letter, cleaned or not, says that it was decided when the later chapters could be cited."""
    header = read_header(header_of(text))
    if header.dates.decision:
        return header.dates.decision >= FIRST_DECISION
    if header.case_number and len(header.case_number.partition("-")[2]) == _DIGITS:
        return True
    return bool(_LATER_EDITION.search(text))
