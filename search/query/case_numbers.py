"""Case numbers as people type them: whole, without the zeros they begin with, or without their year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.timezone import localdate

from search.fields import Field
from search.query.lexer import Is, Token
from search.query.resolved import Resolved
from search.query.tree import HasValue

# Fewer digits, or a zero first, are rather the beginning of a number than one that lost its zeros.
_CASE_NUMBER = re.compile(r"CM(\d{2})[-\s]?(\d{6,8}|(?<=[-\s])[1-9]\d{3,4})", re.IGNORECASE)
_EARLY_CASE_NUMBER = re.compile(r"IMR[-\s]?(\d{2})-(\d{6}|[1-9]\d{3,4})", re.IGNORECASE)
_BARE = re.compile(r"(\d{2})-(\d{5,7})")
"""Without the letters, where nothing else is typed, or other case numbers only."""
_DIGITS, _EARLY_DIGITS = 7, 6
"""Of a case number, and of one of the first year."""
_WITHOUT_YEAR = re.compile(r"\d{4,7}")
_SURELY_WITHOUT_YEAR = re.compile(r"0\d{6}")
"""Said without a field: hardly any other number begins with a zero."""
_FIRST_YEAR = 2013
"""Of independent medical review."""
_BEHIND = ",;"
SEVERAL_CASES = "No item has two case numbers: of those beside each other each is looked for."
"""What is to be said where ``with_each_case`` changes tokens."""


def case_number(typed: str) -> str | None:
    """The case number as letters print it, if the text is one, in any case of letters."""
    if match := _CASE_NUMBER.fullmatch(typed):
        return f"CM{match[1]}-{match[2].zfill(_DIGITS)}"
    if match := _EARLY_CASE_NUMBER.fullmatch(typed):
        return f"IMR {match[1]}-{match[2].zfill(_EARLY_DIGITS)}"
    return None


def case_meant(typed: str) -> Resolved | None:
    """The case whose number the text is; a number that lacks only one digit may be printed so too."""
    number = case_number(typed)
    if not number:
        return None
    if len(re.sub(r"\D", "", typed)) == len(re.sub(r"\D", "", number)):
        return Resolved(HasValue("case", (number,)))
    match = _CASE_NUMBER.fullmatch(typed)
    as_typed = (f"CM{match[1]}-{match[2]}",) if match and len(match[2]) == _DIGITS - 1 else ()
    return Resolved(HasValue("case", (number, *as_typed)), f"“{typed}” is taken for {number}.")


def case_alone(typed: str) -> Resolved | None:
    """The case that a query means which is nothing but its number."""
    if found := case_meant(typed) or _bare_meant(typed):
        return found
    return _of_any_year(typed) if _SURELY_WITHOUT_YEAR.fullmatch(typed) else None


def number_alone(typed: str) -> str | None:
    """The number of that case, its year and all its digits; ``None`` where several cases may be meant."""
    if number := case_number(typed):
        return number
    found = _bare(typed)
    return found[0] if found and not found[-1].startswith("IMR") else None


def case(field: Field, typed: str) -> Resolved:
    """A case by its number."""
    if found := case_meant(typed) or _bare_meant(typed):
        return found
    if _WITHOUT_YEAR.fullmatch(typed):
        return _of_any_year(typed)
    return Resolved(
        HasValue(field.name, (typed.upper(),)),
        note=f"“{typed}” is no whole case number: only a case with exactly this one is found."
        f" Write {field.example}.",
    )


def with_each_case(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with case numbers beside each other in one group that asks for any of them."""
    return [token for run in _runs(tokens) for token in (_either(run) if len(run) > 1 else run)]


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Case numbers beside each other together, every other token alone; one left out is another token."""
    left_out = {n for n, token in enumerate(tokens, 1) if token.kind is Is.NOT}
    numbered = enumerate(tokens)
    for is_case, run in groupby(numbered, lambda one: one[0] not in left_out and _is_case(one[1])):
        together = [token for _, token in run]
        yield from [together] if is_case else [[token] for token in together]


def _is_case(token: Token) -> bool:
    typed = token.text.rstrip(_BEHIND)
    return token.kind is Is.WORD and bool(case_meant(typed) or _bare(typed))


def _either(cases: Sequence[Token]) -> Iterator[Token]:
    yield from (Token(Is.FIELD, "", "case"), Token(Is.OPEN, "("))
    for n, token in enumerate(cases):
        if n:
            yield Token(Is.OR, "OR")
        yield replace(token, text=token.text.rstrip(_BEHIND))
    yield Token(Is.CLOSE, ")")


def _bare_meant(typed: str) -> Resolved | None:
    numbers = _bare(typed)
    if not numbers:
        return None
    told = " or ".join(one for one in numbers if one != f"CM{typed}" or len(numbers) == 1)
    return Resolved(HasValue("case", numbers), f"“{typed}” is taken for {told}.")


def _bare(typed: str) -> tuple[str, ...]:
    """The numbers of a case whose letters were not typed, of a year that had cases; else none."""
    match = _BARE.fullmatch(typed)
    if not match or not _FIRST_YEAR <= 2000 + int(match[1]) <= localdate().year:
        return ()
    year, digits = match.groups()
    numbers = [f"CM{year}-{digits.zfill(_DIGITS)}"]
    if len(digits) == _DIGITS - 1:
        numbers.append(f"CM{year}-{digits}")
    if len(digits) == _EARLY_DIGITS and 2000 + int(year) == _FIRST_YEAR:
        numbers.append(f"IMR {typed}")
    return tuple(numbers)


def _of_any_year(typed: str) -> Resolved:
    number = typed.zfill(_DIGITS)
    years = range(_FIRST_YEAR, localdate().year + 1)
    return Resolved(
        HasValue("case", tuple(f"CM{year % 100:02}-{number}" for year in years)),
        f"“{typed}” is looked for as the case number {number} of any year.",
    )
