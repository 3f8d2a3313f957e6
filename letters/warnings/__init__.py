"""Warnings that an attorney uses: what a letter says against itself or against the book that it cites.

Everything is kept as printed; a warning only says that two things cannot both be right. A
letter is warned about where its text proves the contradiction, and rather too seldom than wrongly.
The codes, with the words that a page shows for them, are in ``vocabularies.warnings``.
"""

from collections.abc import Callable, Iterator

from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning
from letters.warnings.chapters import chapters_of_other_parts
from letters.warnings.drugs import other_doses, other_drugs
from letters.warnings.facts import differing_injury_dates, differing_persons, disordered_dates
from letters.warnings.necessity import contradicted_outcomes, denied_dependents
from letters.warnings.pages import differing_pages, pages_beyond_the_book
from letters.warnings.requests import other_parts, other_sides

_ABOUT_LETTERS: tuple[Callable[[ParsedLetter], Iterator[ParseWarning]], ...] = (
    differing_injury_dates,
    disordered_dates,
)
_ABOUT_ITEMS: tuple[Callable[[DisputedItem, ParsedLetter], Iterator[ParseWarning]], ...] = (
    pages_beyond_the_book,
    differing_pages,
    chapters_of_other_parts,
    other_drugs,
    other_doses,
    other_parts,
    other_sides,
    contradicted_outcomes,
    denied_dependents,
    differing_persons,
)


def contradictions(letter: ParsedLetter) -> tuple[ParseWarning, ...]:
    """What in ``letter`` cannot be right: first of the whole letter, then item by item."""
    of_letter = [warning for find in _ABOUT_LETTERS for warning in find(letter)]
    of_items = [warning for item in letter.items for find in _ABOUT_ITEMS for warning in find(item, letter)]
    return (*of_letter, *of_items)
