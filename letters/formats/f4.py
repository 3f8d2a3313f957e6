"""F4: the "Case Number" letter of 2015 to 2017, which lists the reviewer's credentials under labels."""

from letters.case_number_letter import parse_case_number_letter
from letters.formats.f5 import is_later_than_f4
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.reviewer import credentials_block, has_credentials_block
from letters.sections import has_issues_heading


class F4:
    """The headings of a "Case Number" letter, and a block of credentials."""

    name = "F4"

    def recognises(self, letter: LetterText) -> bool:
        """Whether the items' heading and the credentials' labels are there, and the letter is no F5."""
        text = letter.text
        return has_credentials_block(text) and has_issues_heading(text) and not is_later_than_f4(text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        return parse_case_number_letter(letter, self.name, credentials_block)
