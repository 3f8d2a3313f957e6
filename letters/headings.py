"""Headings of a letter's parts, found as they should be printed or nearly so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

_ALIKE = 92
"""Percent. A letter or two may be wrong; F2's heading of the items is 79 alike to F3's."""

_LENGTHS_APART = 4
"""Characters by which a misprint may be longer or shorter than the heading."""


@dataclass(frozen=True)
class Heading:
    """A heading in a text."""

    name: str
    start: int
    end: int


Spellings = Mapping[str, Sequence[str]]
"""Each heading's name with the ways in which letters print it.

A colon at the end of a way may be missing only where the line has no more text.
"""


def find_headings(text: str, spellings: Spellings) -> list[Heading]:
    """Each heading once, in the text's order: as it should be, else the first line or two nearly so."""
    exact = {name: heading for name in spellings if (heading := _exact(name, spellings[name], text))}
    missing = {name: ways for name, ways in spellings.items() if name not in exact}
    found = {**_misspelt(text, missing), **exact} if missing else exact
    return sorted(found.values(), key=lambda heading: heading.start)


def parts(text: str, headings: Sequence[Heading]) -> dict[str, str]:
    """What stands under each heading, by name; under ``""`` what stands before the first."""
    found = {"": text[: headings[0].start].strip() if headings else text}
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        found[heading.name] = text[heading.end : following.start if following else None].strip()
    return found


def _exact(name: str, ways: Sequence[str], text: str) -> Heading | None:
    match = next((match for way in ways if (match := _pattern(way).search(text))), None)
    return Heading(name, match.start(), match.end()) if match else None


@lru_cache(maxsize=64)
def _pattern(way: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, way.removesuffix(":").split()))
    return re.compile(words + (r"\s*:" if way.endswith(":") else ""))


def _misspelt(text: str, missing: Spellings) -> dict[str, Heading]:
    wanted = [(name, way.removesuffix(":").upper()) for name, ways in missing.items() for way in ways]
    shortest, longest = min(len(way) for _, way in wanted), max(len(way) for _, way in wanted)
    found: dict[str, Heading] = {}
    for printed, start, end in _candidates(text, shortest - _LENGTHS_APART, longest + _LENGTHS_APART):
        for name, way in wanted:
            if name not in found and _is_nearly(printed, way):
                found[name] = Heading(name, start, end)
    return found


def _is_nearly(printed: str, way: str) -> bool:
    return abs(len(printed) - len(way)) <= _LENGTHS_APART and fuzz.ratio(printed, way) >= _ALIKE


def _candidates(text: str, shortest: int, longest: int) -> Iterator[tuple[str, int, int]]:
    """Every line, every two lines, and what of them stands before a colon, in capitals and with its place."""
    lines = text.split("\n")
    start = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        for printed in (line, f"{line}\n{following}"):
            if shortest <= len(printed):
                colon = printed.find(":", 0, 2 * longest)
                end = colon + 1 if colon != -1 else len(printed)
                folded = " ".join(printed[:end].split()).rstrip(" :").upper() if end <= 3 * longest else ""
                if shortest <= len(folded) <= longest:
                    yield folded, start, start + end
        start += len(line) + 1
