"""What abbreviations of treatments and findings are short for: "UDS" is a urine drug screen."""

import re
from dataclasses import dataclass

from vocabularies.data_files import load

_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Meaning:
    """One thing that an abbreviation is short for."""

    name: str
    wordings: tuple[str, ...]
    """How texts print it, the name first."""


def meanings(typed: str) -> tuple[Meaning, ...]:
    """All that an abbreviation may be short for, in any case of letters, with or without hyphens."""
    key = _key(typed)
    return _BY_KEY.get(key) or _BY_KEY.get(key.removesuffix("s"), ())


def _key(typed: str) -> str:
    return _BETWEEN.sub("", typed).lower()


def _by_key() -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for row in load("abbreviations")["abbreviations"]:
        meaning = Meaning(row["means"], (row["means"], *row["also"]))
        for key in dict.fromkeys(map(_key, row["short"])):
            found[key] = (*found.get(key, ()), meaning)
    return found


_BY_KEY = _by_key()
