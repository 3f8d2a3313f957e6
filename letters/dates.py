"""Dates as letters print them: ``11/09/2016``, ``10-13-16``, ``October 15, 2016``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

LAST_TWO_DIGIT_YEAR_OF_THIS_CENTURY = 39
"""``16`` is 2016 and ``79`` is 1979: no letter is older than 2013, but injuries reach back decades."""

NUMERIC = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})(?!\d)"
WORDED = rf"(?:{'|'.join(MONTHS)})\b\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
# Each half opens with a look at the first character, which most places of a text fail soonest.
_DATE = re.compile(
    rf"(?=\d)(?<!\d\.)(?<![\d/-])(?:{NUMERIC})(?![/-]\d)|(?=[adfjmnos])\b(?:{WORDED})\b", re.IGNORECASE
)
_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class DateMention:
    """A date in a text; ``value`` is ``None`` where the calendar has no such day."""

    start: int
    end: int
    printed: str
    value: date | None


def find_dates(text: str) -> Iterator[DateMention]:
    """Every complete date in the text, in order; a month or a year alone is none."""
    for match in _DATE.finditer(text):
        yield DateMention(match.start(), match.end(), match[0], parse_date(match[0]))


def parse_date(printed: str) -> date | None:
    """The day that one printed date means, American order; ``None`` where there is no such day."""
    parts = _PARTS.findall(printed)
    if len(parts) != 3:
        return None
    month, day, year = parts
    try:
        return date(_year(year), MONTHS.get(month.lower()) or int(month), int(day.rstrip("sthndrSTHNDR")))
    except ValueError:
        return None


def _year(printed: str) -> int:
    year = int(printed)
    if len(printed) > 2:
        return year
    return year + (2000 if year <= LAST_TWO_DIGIT_YEAR_OF_THIS_CENTURY else 1900)
