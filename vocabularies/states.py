"""The states of the US that license reviewers."""

import re

from rapidfuzz import fuzz, process

from vocabularies.data_files import load
from vocabularies.spelling import fold, pattern

_DATA = load("states")
NAMES: tuple[str, ...] = tuple(_DATA["states"])

_BY_SPELLING = {fold(name): name for name in NAMES}
_BY_TYPED = {**{fold(short): name for short, name in _DATA["abbreviations"].items()}, **_BY_SPELLING}
_STATE = re.compile(rf"\b(?:{pattern(NAMES)})\b", re.IGNORECASE)


def find(text: str) -> tuple[str, ...]:
    """The states that ``text`` names, in its order, each once; "West Virginia" is not Virginia."""
    found = (_BY_SPELLING[fold(match[0])] for match in _STATE.finditer(text))
    return tuple(dict.fromkeys(found))


def resolve(typed: str) -> str | None:
    """The state of that name or postal abbreviation, in any case of letters."""
    return _BY_TYPED.get(fold(typed.replace(".", "")))


def suggest(typed: str, limit: int = 5) -> list[str]:
    """States that are spelt much like ``typed``, the closest first."""
    close = process.extract(fold(typed), list(_BY_SPELLING), scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return [_BY_SPELLING[spelling] for spelling, _score, _index in close]
