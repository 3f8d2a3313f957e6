"""Chapters of the MTUS and of the ODG, their spellings and their editions.

The lists are open: letters also cite chapters that stand in no list, and those keep their
printed name. Nothing here says that a chapter does not exist, only what is known of it.
Pages and their topics are in ``vocabularies.guideline_pages``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from vocabularies.data_files import load
from vocabularies.spelling import fold, is_near

Schedule = Literal["2009", "2017"]


@dataclass(frozen=True)
class MtusChapter:
    """A chapter of the Medical Treatment Utilization Schedule."""

    name: str
    mtus: Schedule
    """The schedule it belongs to: that of 2009, or the ACOEM-based one since December 2017."""
    editions: tuple[int, ...]
    spellings: tuple[str, ...]
    edition_without_year: int | None = None
    acoem_chapter: int | None = None
    """Its number in the second edition of the ACOEM practice guidelines."""
    short_name: str | None = None


@dataclass(frozen=True)
class OdgChapter:
    """A chapter of the Official Disability Guidelines, by its short form."""

    name: str
    spellings: tuple[str, ...]
    delimited: bool = False
    """Its name opens many topics too, so only a delimiter after it makes it the chapter."""


def _mtus_chapters() -> tuple[MtusChapter, ...]:
    return tuple(
        MtusChapter(**{**row, "editions": tuple(row["editions"]), "spellings": tuple(row["spellings"])})
        for row in load("mtus_chapters")["chapters"]
    )


def _odg_chapters() -> tuple[OdgChapter, ...]:
    return tuple(
        OdgChapter(**{**row, "spellings": tuple(row["spellings"])})
        for row in load("odg_chapters")["chapters"]
    )


def _by_spelling(chapters: Iterable[MtusChapter | OdgChapter]) -> dict[str, str]:
    return {
        fold(spelling): chapter.name
        for chapter in chapters
        for spelling in (*chapter.spellings, chapter.name)
    }


MTUS: dict[str, MtusChapter] = {chapter.name: chapter for chapter in _mtus_chapters()}
ODG: dict[str, OdgChapter] = {chapter.name: chapter for chapter in _odg_chapters()}
MTUS_CHAPTERS: tuple[str, ...] = tuple(MTUS)
ODG_CHAPTERS: tuple[str, ...] = tuple(ODG)
ACOEM_CHAPTERS: dict[int, str] = {
    chapter.acoem_chapter: chapter.name for chapter in MTUS.values() if chapter.acoem_chapter
}
OTHER_DOCUMENTS: tuple[str, ...] = tuple(load("other_documents")["openings"])
"""Words with which the name of a document outside the MTUS and the ODG begins."""
ACOEM_OWN_CHAPTERS: tuple[str, ...] = tuple(load("mtus_chapters")["acoem_own_chapters"])
"""Chapters of ACOEM's practice guidelines that no chapter of the MTUS is named after."""

_MTUS_NAMES = _by_spelling(MTUS.values())
_ODG_NAMES = _by_spelling(ODG.values())
_LEAST_LETTERS = 8
_LETTERS_FOR_TWO_ERRORS = 20
_LONG_MTUS_NAMES = [name for name in _MTUS_NAMES if len(name) >= _LEAST_LETTERS]
"""The names that a misspelling is held against."""
_LEAD = re.compile(r"^(?:mtus )?(?:acoem )?(?:(?:chapter|ch) \d+ )?(?=.)")
_TAIL = re.compile(r" (?:(?:19|20)\d\d|guidelines?|chapter)$")


def resolve(typed: str) -> str | None:
    """The one name of the MTUS chapter that ``typed`` spells, or ``None``.

    A number, a year, "ACOEM" or "guidelines" around the name do not matter; a region alone
    ("low back") is no chapter of the MTUS.
    """
    return _resolve(typed, _MTUS_NAMES)


def resolve_misspelt(printed: str) -> str | None:
    """The MTUS chapter whose name ``printed`` has but for a letter, or two of a long name; else ``None``."""
    for name in _shortened(_LEAD.sub("", fold(printed))):
        errors = 2 if len(name) >= _LETTERS_FOR_TWO_ERRORS else 1
        if near := process.extractOne(name, _LONG_MTUS_NAMES, scorer=OSA.distance, score_cutoff=errors):
            return _MTUS_NAMES[near[0]]
    return None


def resolve_odg(typed: str) -> str | None:
    """The short form of the ODG chapter that ``typed`` spells, or ``None``."""
    return _resolve(typed, _ODG_NAMES)


def _resolve(typed: str, names: dict[str, str]) -> str | None:
    folded = fold(typed)
    bare = _LEAD.sub("", folded)
    return names.get(folded) or next((names[name] for name in _shortened(bare) if name in names), None)


def _shortened(name: str) -> Iterator[str]:
    """The name, then without the year or the word "guidelines" or "chapter" at its end, one at a time."""
    yield name
    while tail := _TAIL.search(name):
        name = name[: tail.start()]
        yield name


def suggest(typed: str, limit: int = 5) -> list[str]:
    """Names of MTUS and ODG chapters that are spelt much like ``typed``, the closest first."""
    known = {**_ODG_NAMES, **_MTUS_NAMES}
    close = process.extract(fold(typed), list(known), scorer=fuzz.WRatio, limit=4 * limit, score_cutoff=70)
    near = (known[spelling] for spelling, _score, _index in close if is_near(typed, spelling))
    return list(dict.fromkeys(near))[:limit]


def edition_meant(guideline: str, edition: int | None) -> int | None:
    """The year of the edition that a citation means.

    The printed year stands; without one it is the chapter's only edition, or the edition
    that letters cited without its year. ``None`` where several editions are possible.
    """
    chapter = MTUS.get(guideline)
    if edition or not chapter:
        return edition
    if chapter.edition_without_year or len(chapter.editions) != 1:
        return chapter.edition_without_year
    return chapter.editions[0]


def edition_name(guideline: str, edition: int | None) -> str | None:
    """The guideline with the year of the edition meant: "Chronic Pain Medical Treatment 2009"."""
    year = edition_meant(guideline, edition)
    if not guideline or not year:
        return None
    return guideline if guideline.endswith(str(year)) else f"{guideline} {year}"
