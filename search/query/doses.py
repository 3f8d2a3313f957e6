"""Doses in a query: "20mg" and "20 mg" are one thing, however a letter prints it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search import analysis
from search.query.lexer import Is, Token

_BEHIND = "*~!.,;:"
"""What may stand behind a dose: an ending, of which it has no need, or the mark that ends a sentence."""


def dose(typed: str) -> str:
    """The dose that a word of a query is, without what stands behind it; else nothing."""
    bare = typed.rstrip(_BEHIND)
    return bare if analysis.is_dose(bare) else ""


def with_doses(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with each dose as a phrase, also where a space parts the number from its unit."""
    n = 0
    while n < len(tokens):
        taken, found = _dose_at(tokens[n : n + 2])
        yield replace(tokens[n], kind=Is.PHRASE, text=found, is_quoted=True) if found else tokens[n]
        n += taken


def _dose_at(tokens: Sequence[Token]) -> tuple[int, str]:
    """How many of the next tokens belong together, and the dose that they are, if they are one."""
    words = [token.text for token in tokens if token.kind is Is.WORD]
    if len(words) == 2 and (parted := dose(" ".join(words))):
        return 2, parted
    return 1, dose(words[0]) if tokens[0].kind is Is.WORD else ""
