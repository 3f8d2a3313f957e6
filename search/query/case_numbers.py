"""Case numbers as people type them: whole, without the zeros they begin with, or without their year."""

import re

from django.utils.timezone import localdate

from search.fields import Field
from search.query.resolved import Resolved
from search.query.tree import HasValue

# Fewer digits, or a zero first, are rather the beginning of a number than one that lost its zeros.
_CASE_NUMBER = re.compile(r"CM(\d{2})[-\s]?(\d{6,8}|(?<=[-\s])[1-9]\d{3,4})", re.IGNORECASE)
_EARLY_CASE_NUMBER = re.compile(r"IMR[-\s]?(\d{2})-(\d{6}|[1-9]\d{3,4})", re.IGNORECASE)
_DIGITS, _EARLY_DIGITS = 7, 6
"""Of a case number, and of one of the first year."""
_WITHOUT_YEAR = re.compile(r"\d{4,7}")
_SURELY_WITHOUT_YEAR = re.compile(r"0\d{6}")
"""Said without a field: hardly any other number begins with a zero."""
_FIRST_YEAR = 2013
"""Of independent medical review."""


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
    return case_meant(typed) or (_of_any_year(typed) if _SURELY_WITHOUT_YEAR.fullmatch(typed) else None)


def case(field: Field, typed: str) -> Resolved:
    """A case by its number."""
    if found := case_meant(typed):
        return found
    if _WITHOUT_YEAR.fullmatch(typed):
        return _of_any_year(typed)
    return Resolved(
        HasValue(field.name, (typed.upper(),)),
        note=f"“{typed}” is no whole case number: only a case with exactly this one is found."
        f" Write {field.example}.",
    )


def _of_any_year(typed: str) -> Resolved:
    number = typed.zfill(_DIGITS)
    years = range(_FIRST_YEAR, localdate().year + 1)
    return Resolved(
        HasValue("case", tuple(f"CM{year % 100:02}-{number}" for year in years)),
        f"“{typed}” is looked for as the case number {number} of any year.",
    )
