"""What can be wrong with the database, told to a person: the reason, and what to do about it."""

import re
from typing import NamedTuple

from django.db import InterfaceError, OperationalError

from determinations.management.terminal import on_one_line


class _Trouble(NamedTuple):
    reasons: str
    """A regular expression that fits what SQLite and PostgreSQL say."""
    what_to_do: str
    passes: bool = True
    """Whether a command that can go on will, once that is done."""


_TROUBLES = (
    _Trouble(
        r"no such (table|column)|has no column named|(relation|column) .* does not exist",
        "Run manage.py migrate.",
        passes=False,
    ),
    _Trouble(r"not a database|malformed", "It is damaged: put a backup in its place.", passes=False),
    _Trouble(
        r"readonly database|unable to open database file",
        "Give the portal's user write access to the data folder.",
    ),
    _Trouble(r"is full|disk I/O|No space left", "See whether the disk is full or failing."),
    _Trouble(r"is locked", "Another process is writing to it: wait until it has ended."),
)
_AWAY = _Trouble("", "See whether it is running, and DATABASE_URL.")
_REFUSED = _Trouble("", "Give the command with --traceback to see where.")


def in_words(problem: Exception) -> str:
    """That the database cannot be used, why, and what to do."""
    # PostgreSQL shows the statement below its reason.
    reason, *_ = str(problem).strip().splitlines() or [type(problem).__name__]
    return f"The database cannot be used ({on_one_line(reason)}). {_trouble_of(problem).what_to_do}"


def to_go_on(problem: Exception, how: str) -> str:
    """As ``in_words``, and how to go on where that is possible afterwards."""
    said = in_words(problem)
    return f"{said} {how}" if _trouble_of(problem).passes else said


def _trouble_of(problem: Exception) -> _Trouble:
    fitting = (one for one in _TROUBLES if re.search(one.reasons, str(problem), re.IGNORECASE))
    is_away = isinstance(problem, OperationalError | InterfaceError)
    return next(fitting, _AWAY if is_away else _REFUSED)
