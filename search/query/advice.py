"""What a short query of plain words may be meant to ask, and how that is written.

Said in notes only: every word is looked for all the same, for a pasted text may hold any of them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from search.fields import FIELD, PREFIXES
from search.query.lexer import Is, Token
from search.query.values import OUTCOME_WORDS, resolve_value

_BETWEEN = (Is.OR, Is.AND, Is.CONNECTOR)
_BEFORE_A_PART = (*_BETWEEN, Is.NOT, Is.OPEN)
_AFTER_A_PART = (*_BETWEEN, Is.CLOSE)
_SMALL_OPERATORS = {
    "or": "“or” is looked for as a word. Write OR in capitals to find either word.",
    "and": "“and” is looked for as a word. Leave it out: all words are looked for anyway.",
    "not": "“not” is looked for as a word. To leave a word out write -word, or NOT in capitals before it.",
}
_MOST_WORDS_WITH_NOT, _MOST_WORDS_WITH_OUTCOME, _MOST_WORDS_WITH_PAGE = 4, 6, 12
"""A longer query is rather a pasted text, which says what was denied, or that it was not."""
_TOLD_OUTCOMES = frozenset(
    ("overturned", "overturn", "granted", "approved", "won", "upheld", "uphold", "denied", "deny", "denial")
)
"""Outcomes that hardly mean anything else: an injury is sustained, a meniscectomy partial."""
_MARKS = ".,;:"
_PAGE = re.compile(
    r"(?<!\S)(?:pages?|pgs?\.?|pp?\.?) ?(?P<number>[1-9]\d{0,3}(?:[-–]\d{1,4})?)(?=[.,;:)]*(?: |$))",
    re.IGNORECASE,
)
_PAGE_FIELDS = ("page", "reviewer_page", "ur_page")


def advice(tokens: Sequence[Token]) -> Iterator[str]:
    """A sentence for each thing that is looked for as words and is most likely meant otherwise."""
    plain = [token for token in _outside_fields(tokens) if token.kind is Is.WORD]
    asked = {PREFIXES[name].name for token in tokens if (name := token.field.lower()) in PREFIXES}
    yield from _small_operators(tokens, len(plain))
    is_near = any(token.kind is Is.CONNECTOR for token in tokens)
    if "outcome" not in asked and not is_near and len(plain) <= _MOST_WORDS_WITH_OUTCOME:
        yield from _outcomes(plain)
    if asked.isdisjoint(_PAGE_FIELDS) and len(plain) <= _MOST_WORDS_WITH_PAGE:
        yield from _pages(tokens)


def _outside_fields(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens but for those in parentheses behind a field, ``rationale:(denied OR upheld)``."""
    depth = 0
    for before, token in pairwise((None, *tokens)):
        opens_field = before is not None and before.kind is Is.FIELD and not before.text
        if token and token.kind is Is.OPEN and (depth or opens_field):
            depth += 1
        elif token and token.kind is Is.CLOSE and depth:
            depth -= 1
        elif token and not depth:
            yield token


def _small_operators(tokens: Sequence[Token], words: int) -> Iterator[str]:
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        is_between = before.kind not in _BEFORE_A_PART and after.kind not in _AFTER_A_PART
        if token.kind is not Is.WORD or token.text not in _SMALL_OPERATORS or not is_between:
            continue
        if token.text != "not" or words <= _MOST_WORDS_WITH_NOT:
            yield _SMALL_OPERATORS[token.text]


def _outcomes(words: Sequence[Token]) -> Iterator[str]:
    for before, token in pairwise((None, *words)):
        typed = token.text.strip(_MARKS) if token else ""
        # "Not approved" asks for the other outcome.
        if typed.lower() in _TOLD_OUTCOMES and not (before and before.text.lower() == "not"):
            asked = f"outcome:{OUTCOME_WORDS[typed.lower()]}"
            yield f"“{typed}” is looked for as a word. For the items with that outcome write {asked}."


def _pages(tokens: Sequence[Token]) -> Iterator[str]:
    """Of the first page that is named in words."""
    for is_word, run in groupby(_outside_fields(tokens), lambda token: token.kind is Is.WORD):
        text = " ".join(token.text for token in run) if is_word else ""
        if cited := _PAGE.search(text):
            number = cited["number"].replace("–", "-")
            of_guideline = _page_of_guideline(text[: cited.start()], number)
            alone = f", or {of_guideline} for that guideline alone" if of_guideline else ""
            yield (
                f"“{cited[0]}” is looked for as words."
                f" For the items that cite such a page write page:{number}{alone}."
            )
            return


def _page_of_guideline(before: str, number: str) -> str:
    """The value for a page of the guideline that the last of some words name; empty where they name none."""
    words = before.rstrip(f"{_MARKS}( ").split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        typed = f"{name}, p. {number}"
        if name.lower() != "mtus" and not resolve_value(FIELD["page"], typed).note:
            return f'page:"{typed}"'
    return ""
