"""Dates, numbers and ranges of them, as people type them after a field's name."""

import re
from datetime import date, timedelta

from search.decided import FIRST_YEAR, LAST_YEAR, lower_bound, upper_bound
from search.fields import Field, Kind
from search.query.tree import InRange

_NUMBER = re.compile(r"\d{1,9}")
_COMPARISON = re.compile(r"(?P<sign>>=?|<=?|[≥≤])\s?(?P<bound>.+)")
_HYPHENATED = re.compile(r"(?P<first>[\d/]++)\s?[-–]\s?(?P<last>[\d/]++)")
_JOINED = re.compile(r"(?:from )?(?P<first>.+?) (?:to|through|-|–) (?P<last>.+)", re.IGNORECASE)
_DESCRIBED = {Kind.DATE: f"date or range from {FIRST_YEAR} to {LAST_YEAR}", Kind.NUMBER: "number or range"}
_EXAMPLES = {
    Kind.DATE: "{0}:2016, {0}:2016-05-31 or {0}:2014..2016",
    Kind.NUMBER: "{0}:50 or {0}:50..60",
}


def range_of(field: Field, typed: str) -> InRange | None:
    """The range that is meant, its bounds in order; ``None`` where the text is none."""
    if comparison := _COMPARISON.fullmatch(typed):
        return _compared(field, comparison["sign"], comparison["bound"])
    first, dots, last = (part.strip() for part in typed.partition(".."))
    if dots:
        return _between(field, first, last)
    # A hyphen joins the parts of a date too: 2016-05 is a month, 2014-2016 a range.
    hyphenated = _HYPHENATED.fullmatch(typed) or _JOINED.fullmatch(typed)
    return _between(field, typed, typed) or (
        _between(field, hyphenated["first"], hyphenated["last"]) if hyphenated else None
    )


def not_understood(field: Field, typed: str) -> str:
    """A sentence for a text that is no range, with examples of what ``range_of`` understands."""
    examples = _EXAMPLES[field.kind].format(field.name)
    return f"“{field.name}:{typed}” is no {_DESCRIBED[field.kind]}: searched as words. Write {examples}."


def _between(field: Field, first: str, last: str) -> InRange | None:
    if not first and not last:
        return None
    try:
        return _ordered(field, first, last)
    except ValueError:
        return None


def _ordered(field: Field, first: str, last: str) -> InRange:
    low, high = _bound(field, first, is_low=True), _bound(field, last, is_low=False)
    if low is not None and high is not None and low > high:  # type: ignore[operator]
        low, high = _bound(field, last, is_low=True), _bound(field, first, is_low=False)
    return InRange(field.name, low, high)


def _compared(field: Field, sign: str, typed: str) -> InRange | None:
    """From a bound on, or up to it; without the bound itself, where the sign has no equals in it."""
    meant = _between(field, typed, typed)
    if not meant:
        return None
    match sign:
        case ">":
            return InRange(field.name, _next_to(meant.high, 1), None)
        case "<":
            return InRange(field.name, None, _next_to(meant.low, -1))
        case ">=" | "≥":
            return InRange(field.name, meant.low, None)
    return InRange(field.name, None, meant.high)


def _next_to(bound: date | int | None, step: int) -> date | int | None:
    return bound + timedelta(days=step) if isinstance(bound, date) else (bound or 0) + step


def _bound(field: Field, typed: str, *, is_low: bool) -> date | int | None:
    if not typed:
        return None
    if field.kind is Kind.DATE:
        return (lower_bound if is_low else upper_bound)(typed).day
    if not _NUMBER.fullmatch(typed):
        raise ValueError(typed)
    return int(typed)
