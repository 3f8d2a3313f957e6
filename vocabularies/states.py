"""The states of the US that license reviewers."""

import re

from vocabularies.data_files import load
from vocabularies.spelling import fold, pattern

NAMES: tuple[str, ...] = tuple(load("states")["states"])

_BY_SPELLING = {fold(name): name for name in NAMES}
_STATE = re.compile(rf"\b(?:{pattern(NAMES)})\b", re.IGNORECASE)


def find(text: str) -> tuple[str, ...]:
    """The states that ``text`` names, in its order, each once; "West Virginia" is not Virginia."""
    found = (_BY_SPELLING[fold(match[0])] for match in _STATE.finditer(text))
    return tuple(dict.fromkeys(found))
