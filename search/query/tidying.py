"""The tokens of a query, without what has no place in it; each thing left out is said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.query.lexer import Is, Token, lex

MOST_TOKENS = 400
"""More than any question has, and few enough that no query, however odd, is dear to answer."""
DEEPEST = 20
"""Parentheses within parentheses; deeper ones are left out."""


def tidy(text: str) -> tuple[list[Token], list[str]]:
    """The tokens of any text, every parenthesis with its partner, and what is to be said of the others."""
    notes: list[str] = []
    tokens = lex(text)
    if len(tokens) > MOST_TOKENS:
        notes.append(f"Only the first {MOST_TOKENS} words and signs of the query are used.")
    return _without_strays(list(_with_fractions(tokens[:MOST_TOKENS])), notes), notes


def _with_fractions(tokens: Sequence[Token]) -> Iterator[Token]:
    """A pain of "8 /10" is a word, not something within 10 words of an 8."""
    before = ""
    for token in tokens:
        is_fraction = token.kind is Is.CONNECTOR and token.text.startswith("/") and before.isdigit()
        yield replace(token, kind=Is.WORD) if is_fraction else token
        before = token.text


def _without_strays(tokens: Sequence[Token], notes: list[str]) -> list[Token]:
    """The tokens without quotation marks and parentheses that have no partner, or lie too deep."""
    stray: set[int] = set()
    still_open: list[int] = []
    for n, token in enumerate(tokens):
        if token.kind is Is.LOOSE_QUOTE:
            notes.append("A quotation mark is not closed: what follows it is searched as words.")
            stray.add(n)
        elif token.kind is Is.OPEN:
            still_open.append(n)
        elif token.kind is Is.CLOSE and not still_open:
            stray.add(n)
        elif token.kind is Is.CLOSE:
            opened = still_open.pop()
            if len(still_open) >= DEEPEST:
                stray |= {opened, n}
    stray.update(still_open)
    if any(tokens[n].kind is not Is.LOOSE_QUOTE for n in stray):
        notes.append(f"Parentheses without a partner, or more than {DEEPEST} deep, were left out.")
    return [token for n, token in enumerate(tokens) if n not in stray]
