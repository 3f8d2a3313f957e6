"""F3: the "Case Number" letter of 2014 to early 2015: the reviewer's credentials in a sentence."""

from letters.case_number_letter import parse_case_number_letter
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.reviewer import credentials_sentence, has_credentials_block
from letters.sections import has_issues_heading


class F3:
    """The headings of a "Case Number" letter, and no block of credentials."""

    name = "F3"

    def recognises(self, letter: LetterText) -> bool:
        """Whether the items' heading is there and the credentials' labels are not."""
        return not has_credentials_block(letter.text) and has_issues_heading(letter.text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        return parse_case_number_letter(letter, self.name, credentials_sentence)
