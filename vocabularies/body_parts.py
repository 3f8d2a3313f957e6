"""Body parts as letters name them: anatomy, vertebral levels and plain words, by one name each.

The names are those of the contract for parsed letters (docs/parsed-letter.md): the cervical
spine and C5-C6 are the neck. "Upper extremity" or "spine" alone names no part.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from vocabularies.data_files import load
from vocabularies.phrases import PhraseFinder, fold, written_out

Side = Literal["left", "right", "bilateral"]


@dataclass(frozen=True)
class BodyPartMention:
    """A body part named in a text; ``printed`` is ``text[start:end]``, without the side."""

    start: int
    end: int
    printed: str
    name: str
    side: Side | None


class _Place(NamedTuple):
    """A stretch of text that names parts, or one that takes a side and names none."""

    start: int
    end: int
    names: tuple[str, ...]
    takes_side: bool
    """Whether a side that was said before the part before it goes for this one too."""


class _Said(NamedTuple):
    """A side as it is said somewhere in a text."""

    start: int
    end: int
    side: Side


_DATA = load("body_parts")
_PARTS = _DATA["parts"]
NAMES: tuple[str, ...] = tuple(part["name"] for part in _PARTS)
_PAIRED = {part["name"] for part in _PARTS if part["paired"]}
_NAMELESS = "nameless"
_NOT_A_PART = "not a part"


def _finder(*kinds: str) -> PhraseFinder:
    terms = {part["name"]: [term for kind in kinds for term in part[kind]] for part in _PARTS}
    others = {_NAMELESS: _DATA["nameless"], _NOT_A_PART: _DATA["not_parts"]}
    return PhraseFinder(terms | _DATA["sides"] | others)


_NAMED = _finder("terms")
_NAMED_OR_DIAGNOSED = _finder("terms", "diagnoses")
_BY_TERM: dict[str, str] = {
    " ".join(fold(wording).split()): part["name"]
    for part in _PARTS
    for term in (part["name"], *part["terms"], *part["diagnoses"])
    for wording in written_out(term)
}
_WHOLES: dict[str, tuple[str, ...]] = {
    name: tuple(wording for term in terms for wording in written_out(term))
    for name, terms in _DATA["wholes"].items()
}
_WHOLE_OF_TERM = {" ".join(fold(term).split()): name for name, terms in _WHOLES.items() for term in terms}

# The boundary stands behind the first letter, so that the search may skip to that letter.
_LEVELS = re.compile(
    r"[CTLSctls](?<![\w-].)(?:(?<=[Tt])1[0-2]|[1-9])"
    r"(?: ?(?:-|–|/|to) ?(?:[CTLSctls]?(?:1[0-2]|[1-9]))){0,9}(?!\w|\.\d)"
)
_ONE_LEVEL = re.compile(r"(?P<region>[ctls])?(?P<number>\d+)", re.IGNORECASE)
_REGIONS = {"c": "neck", "t": "upper back", "l": "low back", "s": "pelvis"}
_FIRST_SACRAL = ("s", 1)
_DISCS_BETWEEN_REGIONS = {(("c", 7), ("t", 1)), (("t", 12), ("l", 1))}

_SIDES: dict[str, Side] = {"left": "left", "right": "right", "bilateral": "bilateral"}
_SIDE_LETTER = re.compile(r"[LR](?<![\w-].)(?=\)| [A-Za-z])")
_SIDE_OF_LETTER = {"L": "left", "R": "right"}
_LISTED = re.compile(r"(?:[ ,/&+-]|\band\b|\bor\b|\bthe\b|\bjoints?\b)*", re.IGNORECASE)
_DIRECTLY_AFTER = re.compile(r"[ ,(:–-]{0,3}")
_DIRECTLY_BEFORE = re.compile(r"[ -]+(?:(?!and\b|or\b)[a-z0-9]+[ -]+){0,3}", re.IGNORECASE)
_CLAUSE_END = re.compile(r"(?!^\.)[.;\n]")
"""A full stop right after a side shortens it: "Lt. ankle"."""
_REACH = 80
"""How far before its part a side may stand: "left transforaminal epidural steroid injection at L4-5"."""


def find(text: str, *, diagnoses: bool = True) -> list[BodyPartMention]:
    """Every body part named in ``text``, in order, not overlapping, the longest name at a place.

    A side said once goes for the paired parts listed after it: "left hip and knee". With
    ``diagnoses`` an illness that is of one part names it too ("depression": psyche), as in
    what a patient has; without, only anatomy does, as in the title of a request.
    """
    finder = _NAMED_OR_DIAGNOSED if diagnoses else _NAMED
    places: list[_Place] = []
    said: deque[_Said] = deque()
    for start, end, tags in _longest(text, finder):
        if tags[0] in _SIDES:
            said.append(_Said(start, end, _SIDES[tags[0]]))
        elif tags[0] != _NOT_A_PART:
            places.append(_place(start, end, tags))
    return [
        BodyPartMention(place.start, place.end, text[place.start : place.end], name, side)
        for place, side in zip(places, _sides_of(text, places, said), strict=True)
        for name in place.names
    ]


def _longest(text: str, finder: PhraseFinder) -> Iterator[tuple[int, int, list[str]]]:
    """Where something of the list stands, the longest at a place, not overlapping, with its tags."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for tag, start, end in finder.find(text):
        found[start, end].append(tag)
    for match in _LEVELS.finditer(text):
        found[match.span()] += _parts_of_levels(match[0])
    for match in _SIDE_LETTER.finditer(text):
        found[match.span()].append(_SIDE_OF_LETTER[match[0]])
    read_to = 0
    for (start, end), tags in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= read_to:
            read_to = end
            yield start, end, tags


def _place(start: int, end: int, tags: Iterable[str]) -> _Place:
    names = tuple(dict.fromkeys(tag for tag in tags if tag != _NAMELESS))
    return _Place(start, end, names, takes_side=not names or _PAIRED.issuperset(names))


def _parts_of_levels(printed: str) -> Iterator[str]:
    """The parts of the spine that "C5-6", "L4-S1" or "T11-L2" names.

    A disc between two regions belongs to the upper one, and S1 to the low back.
    """
    above = ("", 0)
    for match in _ONE_LEVEL.finditer(printed.lower()):
        level = (match["region"] or above[0], int(match["number"]))
        if (above, level) not in _DISCS_BETWEEN_REGIONS:
            yield _REGIONS["l" if level == _FIRST_SACRAL else level[0]]
        above = level


def _sides_of(text: str, places: list[_Place], said: deque[_Said]) -> list[Side | None]:
    """The side of each place, one for each; what is said is used up."""
    sides: list[Side | None] = []
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        until = places[number + 1].start if number + 1 < len(places) else len(text)
        side = _said_before(text, said, place) or _carried(text, before, sides, place)
        sides.append(side or _said_after(text, said, place, until))
    return sides


def _said_before(text: str, said: deque[_Said], place: _Place) -> Side | None:
    """The last side said before the place and not used up, if it is near and of the same clause."""
    last = None
    while said and said[0].start < place.end:
        last = said.popleft()
    if not last:
        return None
    gap = text[last.end : place.start]
    return last.side if len(gap) <= _REACH and not _CLAUSE_END.search(gap) else None


def _carried(text: str, before: _Place | None, sides: list[Side | None], place: _Place) -> Side | None:
    """The side of the part before, where both stand in a list of parts that come in pairs."""
    if not before or not before.takes_side or not place.takes_side:
        return None
    return sides[-1] if _LISTED.fullmatch(text, before.end, place.start) else None


def _said_after(text: str, said: deque[_Said], place: _Place, until: int) -> Side | None:
    """A side printed behind its part, "knee, right" or "knee arthroscopy, left", and used up by it."""
    if not said or said[0].start >= until:
        return None
    gap, ahead = text[place.end : said[0].start], text[said[0].end : until]
    if _DIRECTLY_AFTER.fullmatch(gap):
        is_its_own = until == len(text) or not _DIRECTLY_BEFORE.fullmatch(ahead)
    else:
        is_its_own = (
            len(gap) <= _REACH and not _CLAUSE_END.search(gap) and _ends_clause(ahead, until == len(text))
        )
    return said.popleft().side if is_its_own else None


def _ends_clause(ahead: str, is_last: bool) -> bool:
    return is_last or bool(_CLAUSE_END.search(ahead))


def resolve(typed: str) -> str | None:
    """The one name of the body part that ``typed`` names, with or without a side; else ``None``."""
    if name := _BY_TERM.get(" ".join(fold(typed).split())):
        return name
    names = {mention.name for mention in find(typed)}
    return names.pop() if len(names) == 1 else None


def whole(typed: str) -> str | None:
    """The body part of which ``typed`` names all, not a piece: the knee, but no meniscus; else ``None``."""
    return _WHOLE_OF_TERM.get(" ".join(fold(typed).split()))


def names_of(part: str) -> tuple[str, ...]:
    """The terms that name all of a body part: "neck", "cervical", "cervical spine" ..."""
    return _WHOLES.get(part, ())


def suggest(typed: str, limit: int = 5) -> list[str]:
    """Names of body parts with a term spelt much like ``typed``, the closest first."""
    close = process.extract(
        fold(typed).strip(), list(_BY_TERM), scorer=fuzz.ratio, limit=4 * limit, score_cutoff=70
    )
    return list(dict.fromkeys(_BY_TERM[term] for term, _score, _index in close))[:limit]
