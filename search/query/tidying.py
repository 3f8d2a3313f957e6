"""The tokens of a query, without what has no place in it; each thing left out is said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.query.ahead import with_values_ahead
from search.query.case_numbers import SEVERAL_CASES, with_each_case
from search.query.lexer import Is, Token, lex

MOST_TOKENS = 400
"""More than any question has, and few enough that no query, however odd, is dear to answer."""
DEEPEST = 20
"""Parentheses within parentheses; deeper ones are left out."""

_ENDS_A_PART = (Is.WORD, Is.PHRASE, Is.FIELD, Is.CLOSE)
_BEGINS_A_PART = (Is.WORD, Is.PHRASE, Is.FIELD, Is.OPEN)


def tidy(text: str) -> tuple[list[Token], list[str]]:
    """The tokens of any text, every parenthesis with its partner, and what is to be said of the others."""
    notes: list[str] = []
    tokens = lex(text)
    if len(tokens) > MOST_TOKENS:
        notes.append(f"Only the first {MOST_TOKENS} words and signs of the query are used.")
    tokens = _without_strays(list(_with_fractions(tokens[:MOST_TOKENS])), notes)
    tokens = list(_with_but_not(list(with_values_ahead(tokens))))
    with_cases = with_each_case(tokens)
    if len(with_cases) > len(tokens):
        notes.append(SEVERAL_CASES)
    return with_cases, notes


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


def _with_but_not(tokens: Sequence[Token]) -> Iterator[Token]:
    """Westlaw's ``a % b`` and ``a BUT NOT b`` as one NOT; the sign of "50 % relief" stays a word."""
    before = None
    n = 0
    while n < len(tokens):
        taken = _but_not(before, tokens[n : n + 3])
        before = Token(Is.NOT, " ".join(one.text for one in tokens[n : n + taken])) if taken else tokens[n]
        yield before
        n += taken or 1


def _but_not(before: Token | None, tokens: Sequence[Token]) -> int:
    """How many of the next tokens are one NOT, between what stands before and behind them."""
    match [(token.kind, token.text) for token in tokens]:
        case [(Is.WORD, "%"), (after, _), *_] if not _is_number(before):
            taken = 1
        case [(Is.WORD, "BUT"), (Is.NOT, "NOT"), (after, _)]:
            taken = 2
        case _:
            return 0
    return taken if before and before.kind in _ENDS_A_PART and after in _BEGINS_A_PART else 0


def _is_number(token: Token | None) -> bool:
    """Whether this is a number or several, such as "50" and "50-75"."""
    if not token or token.kind is not Is.WORD:
        return False
    return token.text[-1:].isdigit() and not any(map(str.isalpha, token.text))
