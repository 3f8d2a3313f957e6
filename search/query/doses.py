"""Doses in a query: "20mg", "20 mg" and the strength "10/325" are one thing, however a letter prints it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from search import analysis
from search.query.lexer import Is, Token

_BEHIND = "*~!.,;:"
"""What may stand behind a dose: an ending, of which it has no need, or the mark that ends a sentence."""
_AMOUNT = r"\d{1,3}(?:\.\d{1,3})?"
# Nearly every strength has a number of three digits or with a point in it: a pain of "8/10", a strength of
# "5/5" and the days 5/12/16 and 5/12/2016 have none. With a hyphen a pair is rather a range, unless its end
# is an amount of acetaminophen.
_STRENGTH = re.compile(
    rf"(?=\S*(?:\d{{3}}|\.)){_AMOUNT}(?:/{_AMOUNT})+|\d{{1,2}}(?:\.\d)?-(?:300|325|500|650|660|750)"
)
"""The amounts of a combined drug, without a unit."""


def dose(typed: str) -> str:
    """The dose that a word of a query is, without what stands behind it; else nothing."""
    bare = typed.rstrip(_BEHIND)
    return bare if analysis.is_dose(bare) or _STRENGTH.fullmatch(bare) else ""


def parted(typed: str) -> tuple[str, tuple[str, ...]]:
    """What a drug is called by, and the doses that stand with it: "norco 10/325"."""
    tokens = list(with_doses([Token(Is.WORD, word) for word in typed.split()]))
    name = " ".join(token.text for token in tokens if token.kind is Is.WORD)
    return name, tuple(token.text for token in tokens if token.kind is Is.PHRASE)


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
    if len(words) == 2 and (together := dose(" ".join(words))):
        return 2, together
    return 1, dose(words[0]) if tokens[0].kind is Is.WORD else ""
