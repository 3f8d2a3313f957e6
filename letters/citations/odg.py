"""Chapters of the Official Disability Guidelines, as letters name them.

Letters print "(ODG), Hernia Chapter, Trusses", "ODG Knee & Leg (updated 1/2/15): Braces",
"ODG ultrasound elbow" and much besides: the chapter first or last, and around it the subtitle,
the version or the date of that online book.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from letters.citations.details import YEAR, Cited, details, trimmed
from vocabularies.guidelines import ODG, resolve_odg
from vocabularies.spelling import pattern

ODG_FULL_NAME = r"Offici?al Disabilit(?:y|ies) Guidelines?\b"
_SHORT_NAME = r"(?:MCG\s?/\s?)?ODG\b(?![.\w])(?!-TWC\.)(?:\s+by\s+MCG\b)?"
ODG_NAME = (
    rf"(?:\bthe\s+)?(?<![\w./-])(?:{ODG_FULL_NAME}|{_SHORT_NAME})(?:['’]s)?"
    r"(?:\W{0,3}Treatment in Workers['’]?s? Comp(?:ensation)?\b)?"
    rf"(?:[\s,()–-]{{0,4}}(?:\bODG(?:-TWC)?\b|{ODG_FULL_NAME})\)?)?(?:\s+Guidelines?\b)?"
)
"""The name with its abbreviation before or after it; MCG is its publisher since 2017."""
_ODG_NAME = re.compile(ODG_NAME, re.IGNORECASE)

_GAP = r"[\s,;:.()\-–/]"
_VERSION = r"(?:Web|On-?line|Internet)(?:\s+(?:Version|Edition))?\b"
_LATEST = r"(?:Current|Latest|Most\s+Recent|Updated)\s+(?:Version|Edition)"
_SUBTITLE = (
    r"\((?:acute|chronic|updated|last|on-?line|web|internet|trauma|lumbar|thoracic|integrated|type|\d{1,2}/)"
    r"[^()]{0,150}\)"
)
_BEFORE_CHAPTER = re.compile(
    rf"(?:{_GAP}{{0,4}}(?:Work Loss Data Institute|LLC|Corpus Christi|Encinitas|TX|Texas|www\.odg-twc\.com"
    rf"|\d+(?:st|nd|rd|th)\s+(?:Annual\s+)?Edition|{_VERSION}|{_LATEST}"
    rf"|Integrated Treatment(?:/Disability Duration)?(?:\s+Guidelines?)?|TWC|Treatment Index"
    r"|Treatment in Workers['’]?s? Comp(?:ensation)?|Chapters?|Sections?"
    rf"|(?P<year>{YEAR})(?![/\d]))\b)*{_GAP}{{0,6}}",
    re.IGNORECASE,
)
_AFTER_CHAPTER = re.compile(
    rf"(?:{_GAP}{{0,4}}?(?:Chapters?\b|Sections?\b|Complaints\b|Procedure Summary\b|{_VERSION}|{_SUBTITLE}"
    r"|Guidelines?\b(?=\W{0,3}$)|updated\s+\d[\d/]{0,10}|\d{1,2}/\d{1,2}/\d{2,4}"
    rf"|(?P<year>{YEAR})(?![/\d])))*",
    re.IGNORECASE,
)
_NAMES = pattern(name for chapter in ODG.values() for name in (chapter.name, *chapter.spellings))
_CHAPTER = re.compile(rf"\b(?:{_NAMES})\b", re.IGNORECASE)
_DELIMITER = re.compile(rf"\s*(?:$|[,;:.()/–-]|(?:and|&)\s+(?:{_NAMES})\b)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,;/&]|\band\b)\s*(?:and\s+)?", re.IGNORECASE)
_FURTHER = re.compile(r"[;,]\s*(?:and\s+)?", re.IGNORECASE)
_FINAL_YEAR = re.compile(rf"\(\s*({YEAR})\s*\)\W*$")
_TOPIC_LABEL = re.compile(r"^(?:topics?|sections?)\s?:\s*|\s+topics?$", re.IGNORECASE)
_CHAPTER_LABEL = re.compile(r"chapter|section", re.IGNORECASE)
_GOVERNS_A_REGION = re.compile(r"\b(?:and|for|in|of|on|the|to|with)\s*$", re.IGNORECASE)
_LONGEST_TOPIC_BEFORE_A_REGION = 3
_LONGEST_CHAPTER = 120


class _Place(NamedTuple):
    """Where a text names a chapter."""

    name: str
    start: int
    end: int
    """Behind the subtitle, the version and the date too."""
    year: str | None
    delimited: bool
    """Whether the name ends there, and opens no longer term."""
    labelled: bool
    """Whether the letter calls it a chapter or a section."""


def odg_chapters(text: str) -> list[Cited]:
    """The chapters that ``text``, the words after the ODG's name, cites; one without chapter if none.

    Chapters named in a row share the topic after them.
    """
    cited: list[Cited] = []
    rest: str | None = text
    while rest is not None:
        first, rest = _first_chapters(rest)
        cited += first
    return cited


def names_a_chapter(text: str) -> bool:
    """Whether ``text``, the words after the ODG's name, names a chapter of it."""
    at, _year = _chapter_start(text)
    return bool(_chapter_at(text, at) or _closing_chapter(text))


def _first_chapters(text: str) -> tuple[list[Cited], str | None]:
    """The first chapters with their topic, and the text from the next chapter on, if there is one."""
    at, year = _chapter_start(text)
    places = list(_row_of_chapters(text, at))
    if places:
        topic, rest = _topic_and_rest(text[places[-1].end :])
        return _cited(places, topic, year), rest
    if last := _closing_chapter(text):
        return _cited([last], text[: last.start], year), None
    return _cited([], text[at:], year), None


def _chapter_start(text: str) -> tuple[int, str | None]:
    """Where a chapter's name would begin, behind publisher and version, and the year printed there."""
    before = _BEFORE_CHAPTER.match(text)
    return (before.end(), before["year"]) if before else (0, None)


def _row_of_chapters(text: str, at: int) -> Iterator[_Place]:
    """The chapters named one after the other from ``at`` on, each once."""
    seen: set[str] = set()
    place = _chapter_at(text, at)
    while place and place.name not in seen:
        yield place
        seen.add(place.name)
        joint = _AND.match(text, place.end)
        following = _chapter_at(text, joint.end()) if joint else None
        place = following if following and following.delimited else None


def _chapter_at(text: str, at: int) -> _Place | None:
    match = _CHAPTER.match(text, at)
    place = _place(text, match) if match else None
    if not match or not place or place.delimited:
        return place
    name, comma, region = match[0].partition(",")
    if not comma or resolve_odg(region) != place.name:
        return place
    # "Low Back, Lumbar supports": the region behind the comma opens the topic.
    shorter = _CHAPTER.match(text, at, at + len(name))
    return _place(text, shorter) if shorter else place


def _place(text: str, match: re.Match[str]) -> _Place | None:
    name = resolve_odg(match[0])
    after = _AFTER_CHAPTER.match(text, match.end())
    if name is None or after is None:
        return None
    delimited = bool(after[0] or _DELIMITER.match(text, after.end()))
    if ODG[name].delimited and not delimited:
        return None
    labelled = bool(_CHAPTER_LABEL.search(after[0]))
    return _Place(name, match.start(), after.end(), after["year"], delimited, labelled)


def _closing_chapter(text: str) -> _Place | None:
    """The chapter that ``text`` ends with, as in "ultrasound elbow" or "casts, wrist chapter"."""
    for match in _CHAPTER.finditer(text, max(0, len(text) - _LONGEST_CHAPTER)):
        place = _place(text, match)
        if place and not trimmed(text[place.end :]) and _may_close(place, text[: place.start]):
            return place
    return None


def _may_close(place: _Place, topic: str) -> bool:
    """Whether the region at the end is a chapter, and no part of the topic ("surgery for the knee")."""
    if place.labelled:
        return True
    if ODG[place.name].delimited or _GOVERNS_A_REGION.search(topic):
        return False
    return topic.rstrip().endswith((",", "/", ";")) or len(topic.split()) <= _LONGEST_TOPIC_BEFORE_A_REGION


def _topic_and_rest(text: str) -> tuple[str, str | None]:
    """The topic of a chapter, and the text from a further chapter on that is cited behind the topic."""
    for joint in _FURTHER.finditer(text):
        further = _chapter_at(text, joint.end())
        if further and (further.labelled or (further.delimited and joint[0].startswith(";"))):
            return text[: joint.start()], text[joint.end() :]
    return text, None


def _cited(places: list[_Place], topic: str, year: str | None) -> list[Cited]:
    final_year = _FINAL_YEAR.search(topic)
    if final_year:
        topic, year = topic[: final_year.start()], final_year[1]
    section, pages = details(_without_labels(topic))
    edition = int(year) if year else None
    if not places:
        return [Cited("ODG", None, edition, section, pages)]
    return [
        Cited("ODG", place.name, int(place.year) if place.year else edition, section, pages)
        for place in places
    ]


def _without_labels(topic: str) -> str:
    """The topic without the ODG's name before it and the word "topic" before or after it."""
    bare = trimmed(topic)
    if name := _ODG_NAME.match(bare):
        bare = bare[name.end() :]
    return _TOPIC_LABEL.sub("", bare)
