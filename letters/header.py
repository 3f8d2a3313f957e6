"""The header table of a "Case Number" letter, in whatever order an extractor gives its cells."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from letters.dates import NUMERIC, parse_date
from letters.parsed_letter import Dates, ParseWarning, Priority

DateField = Literal["assigned", "injury", "decision", "ur_denial", "received"]

_FIELDS: dict[str, DateField] = {
    "date assigned": "assigned",
    "assigned date": "assigned",
    "date of injury": "injury",
    "injury date": "injury",
    "decision date": "decision",
    "date of decision": "decision",
    "ur denial date": "ur_denial",
    "date of ur denial": "ur_denial",
    "date of ur decision": "ur_denial",
    "application": "received",
    "date received": "received",
}
CELL = re.compile(
    rf"(?P<label>{'|'.join(label.replace(' ', ' +') for label in _FIELDS)})\b"
    rf"|(?P<date>(?<!\d)(?:{NUMERIC}))",
    re.IGNORECASE | re.ASCII,  # in Unicode, İ and ſ pass for the i and s of a label
)
CASE_NUMBER = re.compile(
    r"\b(CM) ?(\d\d) ?[-–] ?(\d{6,8})\b"
    r"|\b(IMR)(?: case)?(?: (?:no\b\.?|number\b|#))?:?[ -]?(\d\d)-(\d{6})\b",
    re.IGNORECASE | re.ASCII,
)
_PRIORITY = re.compile(r"\b(standard|expedited)\b", re.IGNORECASE)
_LABELS = re.compile(
    r"case number|date assigned|date of injury|decision date|ur denial date|priority", re.IGNORECASE
)

MAX_HEADER = 5000
"""Characters. A header has 300; what is longer is a text that lost its headings."""


@dataclass(frozen=True)
class Header:
    """What the header states."""

    case_number: str | None = None
    dates: Dates = Dates()
    priority: Priority | None = None
    warnings: tuple[ParseWarning, ...] = ()


def read_header(text: str) -> Header:
    """The header's facts; a copy without header gives none of them and one warning."""
    return _read_cells(" ".join(text[:MAX_HEADER].split()))


@lru_cache(maxsize=1)
def _read_cells(cells: str) -> Header:
    """The facts of a header on one line, kept for the last one: a letter's layout may depend on them too."""
    case_number = _case_number(cells)
    if not case_number and not _LABELS.search(cells):
        return Header(warnings=(ParseWarning("no-header", "This copy of the letter has no header."),))
    dates, warnings = _dates(cells)
    if not case_number:
        warnings.insert(0, ParseWarning("no-case-number", "The header states no case number."))
    return Header(case_number, dates, _priority(cells), tuple(warnings))


def _case_number(cells: str) -> str | None:
    match = CASE_NUMBER.search(cells)
    return printed_case_number(match) if match else None


def printed_case_number(match: re.Match[str]) -> str:
    """The case number that ``CASE_NUMBER`` found, in its one spelling."""
    if match[1]:
        return f"{match[1].upper()}{match[2]}-{match[3]}"
    return f"{match[4].upper()} {match[5]}-{match[6]}"


def _priority(cells: str) -> Priority | None:
    match = _PRIORITY.search(cells)
    if not match:
        return None
    return "expedited" if match[1].lower() == "expedited" else "standard"


def _dates(cells: str) -> tuple[Dates, list[ParseWarning]]:
    printed = _paired(cells)
    values = {field: parse_date(date) for field, date in printed.items()}
    warnings = [
        ParseWarning(
            "no-such-date", f"The header's {named(field)} is no date of the calendar: {printed[field]}."
        )
        for field, value in values.items()
        if value is None
    ]
    missing = [field for field in dict.fromkeys(_FIELDS.values()) if field not in printed]
    warnings += [ParseWarning("missing-date", f"The header states no {named(field)}.") for field in missing]
    return Dates(**values), warnings


def _paired(cells: str) -> dict[DateField, str]:
    """Which date belongs to which label.

    Some extractors give each label with its date, some all labels before all dates. The order is the
    same, so as many dates as labels are paired in order. With fewer dates only a date by itself right
    after its label is sure.
    """
    found = [(match["label"], match["date"]) for match in CELL.finditer(cells)]
    labels = [_field(label) for label, _ in found if label]
    dates = [date for _, date in found if date]
    if len(labels) == len(dates) == len(set(labels)):
        return dict(zip(labels, dates, strict=True))
    adjacent: dict[DateField, str] = {}
    for (label, _), (_, date), (_, another) in zip(found, found[1:], [*found[2:], ("", "")], strict=False):
        if label and date and not another:
            adjacent.setdefault(_field(label), date)
    return adjacent


def _field(label: str) -> DateField:
    return _FIELDS[" ".join(label.lower().split())]


def named(field: DateField) -> str:
    """The date in words, for a message."""
    return {
        "assigned": "date of assignment",
        "injury": "date of injury",
        "decision": "decision date",
        "ur_denial": "date of the UR denial",
        "received": "date on which the application was received",
    }[field]
