"""Bounds of the decision date, as people type them: a year, a month, also by its name, or a day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?:(?P<day>\d{1,2})/)?(?P<year>\d{4})")
_MONTH_NAMED = re.compile(
    r"(?P<month>[a-z]{3,9})\.? (?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,? )?(?P<year>\d{4})", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4})", re.IGNORECASE)
_FORMS = (_YEAR_FIRST, _MONTH_FIRST, _MONTH_NAMED, _DAY_FIRST)

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A year outside these is a slip of the fingers: no letter has one."""


@dataclass(frozen=True)
class DecidedBound:
    """A bound of the decision date: what was typed, and the day that it means."""

    typed: str
    day: date


def lower_bound(typed: str) -> DecidedBound:
    """From the first day of what was typed. Raises ``ValueError`` where that is no date."""
    return DecidedBound(typed, _days(typed)[0])


def upper_bound(typed: str) -> DecidedBound:
    """To the last day of what was typed. Raises ``ValueError`` where that is no date."""
    return DecidedBound(typed, _days(typed)[1])


def _days(typed: str) -> tuple[date, date]:
    """The first and the last day that the text means."""
    match = next((found for form in _FORMS if (found := form.fullmatch(typed))), None)
    if not match:
        raise ValueError(typed)
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(typed)
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = _month(match["month"])
    if not match["day"]:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date(year, month, int(match["day"]))
    return day, day


def _month(typed: str) -> int:
    """The number of a month that is typed as a number, by its name or by three and more letters of it."""
    if typed.isdecimal():
        return int(typed)
    names = [name.lower() for name in calendar.month_name]
    number = next((n for n, name in enumerate(names) if name.startswith(typed.lower())), 0)
    if not number:
        raise ValueError(typed)
    return number
