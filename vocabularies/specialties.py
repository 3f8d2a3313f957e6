"""The board certifications and licences that reviewers state."""

import re

from rapidfuzz import fuzz, process

from vocabularies.data_files import load
from vocabularies.spelling import fold, pattern

NAMES: tuple[str, ...] = tuple(row["name"] for row in load("specialties")["specialties"])

_BY_SPELLING: dict[str, str] = {
    fold(spelling): row["name"]
    for row in load("specialties")["specialties"]
    for spelling in (*row["spellings"], row["name"])
}
_CONNECTED = pattern(spelling for spelling in _BY_SPELLING if " and " in spelling)
_CONNECTIVE = re.compile(
    r"\b(?:is|are)?\s*board[\s-]certified in\b|\b(?:and )?(?:has|with) (?:a )?sub-?specialt(?:y|ies) in\b",
    re.IGNORECASE,
)
# A name with "and" in it is matched whole, before its "and" is taken for the end of a name.
_WHOLE_OR_END = re.compile(rf"\b((?:{_CONNECTED})\b)|[,;/\n]|\s+and\s+", re.IGNORECASE)
_END = "\n"


def resolve_all(printed: str) -> tuple[str, ...]:
    """The single board names in ``printed``, as they are printed, in order, each once.

    Takes the list of a credentials block and the prose of older letters ("Board Certified in X,
    has a subspecialty in Y"). A name that stands in no list is kept.
    """
    listed = _CONNECTIVE.sub(",", " ".join(printed.split()))
    parts = _WHOLE_OR_END.sub(lambda match: match[1] or _END, listed).split(_END)
    names = (part.strip(" .") for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def resolve(printed: str) -> str | None:
    """DWC's name of the specialty, whatever the spelling, small misprints included; else ``None``."""
    folded = fold(printed)
    if folded in _BY_SPELLING:
        return _BY_SPELLING[folded]
    close = process.extractOne(folded, list(_BY_SPELLING), scorer=fuzz.ratio, score_cutoff=92)
    return _BY_SPELLING[close[0]] if close else None


def suggest(typed: str, limit: int = 5) -> list[str]:
    """DWC's names that are spelt much like ``typed``, the closest first."""
    close = process.extract(
        fold(typed), list(_BY_SPELLING), scorer=fuzz.WRatio, limit=3 * limit, score_cutoff=70
    )
    return list(dict.fromkeys(_BY_SPELLING[spelling] for spelling, _score, _index in close))[:limit]
