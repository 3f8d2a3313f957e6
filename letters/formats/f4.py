"""F4: the "Case Number" letter from 2015 on, which lists the reviewer's credentials under labels."""

from letters.case_number_letter import parse_case_number_letter
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.reviewer import credentials_block, has_credentials_block
from letters.sections import has_issues_heading


class F4:
    """The headings of a "Case Number" letter, and a block of credentials."""

    name = "F4"

    def recognises(self, letter: LetterText) -> bool:
        """Whether the items' heading and the credentials' labels are there."""
        return has_credentials_block(letter.text) and has_issues_heading(letter.text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        return parse_case_number_letter(letter, self.name, credentials_block)
