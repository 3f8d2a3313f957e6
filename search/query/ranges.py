"""Dates, numbers and ranges of them, as people type them after a field's name."""

import re
from datetime import date

from search.decided import lower_bound, upper_bound
from search.fields import Field, Kind
from search.query.tree import InRange

_NUMBER = re.compile(r"\d{1,9}")
_EXAMPLES = {
    Kind.DATE: "{0}:2016, {0}:2016-05-31 or {0}:2014..2016",
    Kind.NUMBER: "{0}:50 or {0}:50..60",
}


def range_of(field: Field, typed: str) -> InRange | None:
    """The range that is meant, its bounds in order; ``None`` where the text is none."""
    first, dots, last = (part.strip() for part in typed.partition(".."))
    if not dots:
        last = first
    if not first and not last:
        return None
    try:
        return _ordered(field, first, last)
    except ValueError:
        return None


def how_to_write(field: Field) -> str:
    """Examples of what ``range_of`` understands."""
    return f"Write {_EXAMPLES[field.kind].format(field.name)}."


def _ordered(field: Field, first: str, last: str) -> InRange:
    low, high = _bound(field, first, is_low=True), _bound(field, last, is_low=False)
    if low is not None and high is not None and low > high:  # type: ignore[operator]
        low, high = _bound(field, last, is_low=True), _bound(field, first, is_low=False)
    return InRange(field.name, low, high)


def _bound(field: Field, typed: str, *, is_low: bool) -> date | int | None:
    if not typed:
        return None
    if field.kind is Kind.DATE:
        return (lower_bound if is_low else upper_bound)(typed).day
    if not _NUMBER.fullmatch(typed):
        raise ValueError(typed)
    return int(typed)
