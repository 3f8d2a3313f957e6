"""The "Case Number" letter of 2014 and later, in all its variants; they differ in the credentials only."""

from collections.abc import Callable
from dataclasses import replace

from letters.case_summary import injury_date
from letters.citations import citations
from letters.cleaning import clean, paragraphs
from letters.disputed_items import disputed_item, require_items
from letters.header import read_header
from letters.items import ItemText, split_items
from letters.letter_text import LetterText
from letters.one_letter import require_one_list_of_items
from letters.parsed_letter import Citation, ParsedLetter, Reviewer
from letters.sections import ISSUES, split_sections
from letters.whole_letter import whole_letter

_WHY_NO_ITEM = f"under the heading '{ISSUES}' no line ends with ': Upheld' or ': Overturned'."


def parse_case_number_letter(
    letter: LetterText, format_name: str, read_reviewer: Callable[[str], Reviewer]
) -> ParsedLetter:
    """What the letter says; ``read_reviewer`` reads the section that tells how the determination was made."""
    sections = split_sections(clean(letter.text))
    require_one_list_of_items(sections.issues)
    items = require_items(split_items(sections.issues), _WHY_NO_ITEM)
    header = read_header(sections.header)
    summary = "\n".join(paragraphs(sections.case_summary))
    if not header.dates.injury:
        header = replace(header, dates=replace(header.dates, injury=injury_date(summary)))
    return whole_letter(
        format_name,
        header,
        summary,
        read_reviewer(sections.how_made),
        items,
        (disputed_item(number, item, _cited(item)) for number, item in enumerate(items, start=1)),
    )


def _cited(item: ItemText) -> tuple[Citation, ...]:
    return (
        *citations("claims administrator", item.claims_administrator_guideline or ""),
        *citations("reviewer", item.reviewer_guideline or ""),
    )
