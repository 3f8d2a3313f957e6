"""Chapters of the MTUS that one sentence cites.

Since 2015 letters print them from a pick-list, "Chapter YEAR, Section(s): ..., and Chapter
YEAR"; before, they are typed: "ACOEM Chapter 13 ..., Chronic Pain Treatment Guidelines
Yoga Page(s): 126". Chapters that stand in no list are cited too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from letters.citations.details import YEAR, Cited, details, trimmed
from vocabularies.guidelines import ACOEM_CHAPTERS, MTUS, MTUS_CHAPTERS, resolve, resolve_misspelt
from vocabularies.spelling import pattern

ACOEM = (
    r"(?:American College of Occupational (?:and|&) Environmental Medicine\W{0,3})?\bACOEM\b\W{0,3}"
    r"(?:(?:Occupational Medicine|Practice|Guidelines?|OMPG|(?:2nd|3rd|second|third) ed(?:ition|\.)?"
    rf"|(?P<acoem_year>{YEAR}))\b\W{{0,3}})*"
    r"(?P<chapter>\b(?:Chapter|Ch\.?)\W{0,2}(?P<number>\d{1,2})\b\W{0,4})?"
)
_ACOEM = re.compile(ACOEM, re.IGNORECASE)

_NAMES = pattern(name for chapter in MTUS.values() for name in (chapter.name, *chapter.spellings))
_REGIONS = pattern(name.removesuffix(" Complaints") for name in ACOEM_CHAPTERS.values())
_MONTH_AND_DAY = (
    r"(?:effective\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+(?:\d\d?,\s+)?"
)
_AFTER_NAME = (
    r"\b(?:\W{1,3}Treatment(?=\W{1,3}Guidelines))?(?:\W{1,3}Guidelines?\b)?(?:\W{1,3}Chapter\b)?\)?"
    rf"(?:[\s,(]{{1,3}}(?:{_MONTH_AND_DAY})?(?P<year>{YEAR})\b\)?)?"
)
_KNOWN = re.compile(rf"(?P<name>\b(?:{_NAMES})){_AFTER_NAME}", re.IGNORECASE)
_REGION = re.compile(rf"(?P<name>\b(?:{_REGIONS}))(?:\s+Comp?l[a-z]{{2,8}}\b)?{_AFTER_NAME}", re.IGNORECASE)
_NUMBER_OF_KNOWN = re.compile(r"(?:Chapter|Ch\.?)\s?\d{1,2}\b\W{1,4}(?=[A-Z])")
_BOOK = re.compile(
    r"(?:\s*\(|,?\s+(?:Chapter\s+)?(?:of|in|from)\s+(?:the\s+)?)ACOEM\s+(?:Occupational\s+Medicine\s+)?"
    r"Practice\s+Guidelines,?\s+2nd\s+Ed(?:ition|\.)(?:,?\s*\(?(?:Revised\s+)?(?P<year>(?:19|20)\d\d)\)?)?"
    r"(?:,?\s*(?:Chapter|Ch\.?)\s*\d{1,2})?\s*\)?",
    re.IGNORECASE,
)
"""The book that a chapter stands in: "(ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 13)"."""

_UNKNOWN = (
    re.compile(
        rf"(?P<name>(?:(?!Section\(s\)|Page\(s\))[^;]){{2,100}}?)[\s,(]{{1,3}}(?P<year>{YEAR})\b\)?"
        r"(?=\s*(?:[,.;]|$|Section|Page|and\b))"
    ),
    re.compile(r"(?P<name>[^:;,]{2,100}?)\s+Guidelines?\b(?P<year>)", re.IGNORECASE),
    re.compile(r"(?P<name>[^:;,]{2,100}?)(?P<year>)(?=\s*[,;:]|\s+\(|\s+Sections?\b|\s+Pages?\b|\.?\s*$)"),
)
_JOINED_UNKNOWN = re.compile(
    rf",\s+and\s+(?P<name>[A-Z](?:(?!Section\(s\))[^;.]){{2,100}}?)\s+(?P<year>{YEAR})"
    r"(?=,\s*Section|,\s+and\s|\s*\.?\s*$)"
)
_JOINT = re.compile(r"[,;]\s*(?:and\s+)?(?:(?:on\s+)?the\s+)?|\.\s+|\s+(?:and|&)\s+(?:the\s+)?|(?<=\d)\s+")
_DELIMITER = re.compile(r"\s*(?:$|[,.;(]|and\b|Section|Page)")
_SECTIONS = re.compile(r"\bsections?\b", re.IGNORECASE)
_LEAD = re.compile(r"^[\s:]*(?:(?:Citation|Guidelines?)\b[\s:,]*)?")


class _Head(NamedTuple):
    """Where a sentence names a chapter."""

    start: int
    """Where the words that join it to the chapter before begin."""
    end: int
    name: str
    year: int | None
    stands_without_year: bool = False
    """Whether the name, met in a list, is a chapter and no topic of another one."""


def mtus_chapters(body: str) -> list[Cited]:
    """The chapters named in ``body``, the words of a sentence after "MTUS", in its order."""
    body = without_book(_LEAD.sub("", body, count=1)).strip()
    first = _known_head(body, 0, 0) or _unknown_head(body)
    if first is None:
        return [Cited("MTUS", None, None, *details(body))]
    heads = [first, *_joined_heads(body, first)]
    ends = [*(head.start for head in heads[1:]), len(body)]
    return [
        Cited("MTUS", head.name, head.year, *details(body[head.end : end]))
        for head, end in zip(heads, ends, strict=True)
    ]


def opens_with_a_chapter(text: str) -> bool:
    """Whether ``text`` opens with a chapter that the list of the MTUS has, rightly spelt or nearly so."""
    head = _known_head(text, 0, 0) or _misspelt_head(text)
    return head is not None and head.name in MTUS_CHAPTERS and head.stands_without_year


def without_book(text: str) -> str:
    """The text with the year only of the book that its chapters stand in."""
    return _BOOK.sub(lambda book: f" {book['year']}" if book["year"] else "", text)


def _joined_heads(body: str, first: _Head) -> list[_Head]:
    """The chapters after the first: those of the list by their place, others only by year and ", and"."""
    known = list(_known_joined_heads(body, first))
    unknown = (
        _Head(match.start(), match.end(), resolve(match["name"]) or match["name"], int(match["year"]))
        for match in _JOINED_UNKNOWN.finditer(body, first.end)
    )
    free = [head for head in unknown if not any(_overlap(head, other) for other in known)]
    return sorted([*known, *free])


def _overlap(one: _Head, other: _Head) -> bool:
    return one.start < other.end and other.start < one.end


def _known_joined_heads(body: str, first: _Head) -> Iterator[_Head]:
    scope, listing_sections = first.end, False
    for joint in _JOINT.finditer(body, first.end):
        if joint.start() < scope:
            continue
        listing_sections = listing_sections or bool(_SECTIONS.search(body, scope, joint.start()))
        scope = joint.start()
        head = _known_head(body, joint.start(), joint.end())
        # Chapters of one schedule are sections of another: among sections only a year tells them apart.
        if head and (head.year or (head.stands_without_year and not listing_sections)):
            yield head
            scope, listing_sections = head.end, False


def _known_head(body: str, start: int, at: int) -> _Head | None:
    """The chapter of the list, or the ACOEM chapter, that ``body`` names at ``at``."""
    acoem = _ACOEM.match(body, at)
    if acoem:
        return _acoem_head(body, start, acoem)
    number = _NUMBER_OF_KNOWN.match(body, at)
    match = _KNOWN.match(body, number.end() if number else at)
    name = resolve(match["name"]) if match else None
    if not match or not name:
        return None
    earlier = MTUS[name].mtus == "2009"
    if not earlier and not match["year"] and not _DELIMITER.match(body, match.end()):
        return None
    return _Head(start, match.end(), name, _year(match["year"]), earlier and " " in name)


def _acoem_head(body: str, start: int, acoem: re.Match[str]) -> _Head:
    """The chapter that "ACOEM" names: by its name, by its number, else the whole of ACOEM's guidelines."""
    at = acoem.end()
    year = acoem["acoem_year"]
    numbered = ACOEM_CHAPTERS.get(int(acoem["number"] or 0))
    named = _KNOWN.match(body, at) or (_REGION if numbered else _UNKNOWN[-1]).match(body, at)
    if named and (numbered or acoem["number"] or resolve(named["name"])):
        name = resolve(named["name"]) or numbered or trimmed(named["name"]) or "ACOEM"
        return _Head(start, named.end(), name, _year(named["year"] or year), True)
    if numbered:
        return _Head(start, at, numbered, _year(year), True)
    return _Head(start, acoem.start("chapter") if acoem["chapter"] else at, "ACOEM", _year(year), True)


def _unknown_head(body: str) -> _Head | None:
    """The chapter of no list that ``body`` opens with, or one of the list that is misspelt."""
    for shape in _UNKNOWN:
        if match := shape.match(body):
            printed = trimmed(match["name"])
            if printed:
                name = resolve(printed) or resolve_misspelt(printed) or printed
                return _Head(0, match.end(), name, _year(match["year"]))
    return None


def _misspelt_head(body: str) -> _Head | None:
    """The chapter that the schedule of 2009 has, where ``body`` opens with nearly its name."""
    head = _unknown_head(body)
    if head is None or head.name not in MTUS or MTUS[head.name].mtus != "2009":
        return None
    return head._replace(stands_without_year=" " in head.name)


def _year(printed: str | None) -> int | None:
    return int(printed) if printed else None
