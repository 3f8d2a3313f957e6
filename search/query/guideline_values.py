"""Typed guidelines: a chapter by any of its spellings, or in one of its editions."""

import re

from letters.parsed_letter import SOURCES
from search.fields import Field
from search.query.resolved import Resolved, either, plain
from search.query.tree import HasValue
from vocabularies import guidelines

_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\)?$")
_GUIDELINES = re.compile(r" guidelines?$")


def guideline(field: Field, typed: str) -> Resolved:
    """A chapter by any of its spellings; the beginning of its name is enough."""
    names = _chapters(typed)
    if source := _source(typed):
        return Resolved(
            HasValue(field.name, names or (source,)),
            note=f"“{typed}” is a source of guidelines, not one of them: only items that cite it without a"
            f" guideline’s name are found. For all that is of it write source:{source}.",
        )
    if names:
        told = "" if names == (typed,) else f"“{typed}” is looked for as {either(names)}."
        return Resolved(HasValue(field.name, names), told)
    alike = guidelines.suggest(typed)
    asked = f" Did you mean {either(alike)}?" if alike else ""
    return Resolved(
        HasValue(field.name, (typed,)),
        note=f"“{typed}” is in no list of guidelines: only items that cite exactly this are found.{asked}",
    )


def _source(typed: str) -> str | None:
    """The publisher or schedule that all of the text names: "ODG", "ODG guidelines"."""
    name = _GUIDELINES.sub("", plain(typed)).upper()
    return name if name in SOURCES else None


def _chapters(typed: str) -> tuple[str, ...]:
    """The chapters that the text names; the beginning of a name names all that begin so."""
    named = {guidelines.resolve(typed), guidelines.resolve_odg(typed)}
    begun = f"{plain(typed)} "
    known = (*guidelines.MTUS_CHAPTERS, *guidelines.ODG_CHAPTERS)
    return tuple(
        dict.fromkeys(name for name in known if name in named or f"{plain(name)} ".startswith(begun))
    )


def edition(field: Field, typed: str) -> Resolved:
    """A chapter's edition; a year alone is that of any chapter, a chapter alone is in any edition."""
    values = _editions(typed)
    if not values:
        told = f"“{typed}” is no known edition of a guideline: only items that cite exactly this are found."
        return Resolved(HasValue(field.name, (typed,)), note=f"{told} Write {field.example}.")
    told = "" if values == (typed,) or typed.isdecimal() else f"“{typed}” is looked for as {either(values)}."
    return Resolved(HasValue(field.name, values), told)


def _editions(typed: str) -> tuple[str, ...]:
    names = (guidelines.edition_name(chapter, year) for chapter, year in editions_named(typed))
    return tuple(dict.fromkeys(one for one in names if one))


def editions_named(typed: str) -> tuple[tuple[str, int], ...]:
    """The chapters, each with a year, that the text names: without a year in it, each in every edition."""
    match = _YEAR.search(typed)
    year = int(match["year"]) if match else None
    name = typed[: match.start()].rstrip(" ,(") if match else typed
    chapters = _chapters_however_spelt(name) if name else guidelines.MTUS_CHAPTERS
    known = [(one, edition) for one in chapters if one in guidelines.MTUS for edition in _years(one, year)]
    if year and name:
        exact = [(one, year) for one in chapters if one == name]
        known = [*exact, *known] or [(one, year) for one in chapters]
    return tuple(known)


def _chapters_however_spelt(name: str) -> tuple[str, ...]:
    """The chapters named, also by a longer wording: "Chronic Pain chapter" names what "Chronic Pain" does."""
    meant = guidelines.resolve(name) or name
    return tuple(dict.fromkeys((*_chapters(meant), *_chapters(name))))


def _years(chapter: str, year: int | None) -> list[int]:
    return [edition for edition in guidelines.MTUS[chapter].editions if year in (None, edition)]
