"""Typed guideline pages: by their id, by number alone, or as people cite them, one or several in a row."""

import re
from collections.abc import Iterable
from functools import lru_cache

from search.fields import Field
from search.query.guideline_values import editions_named
from search.query.resolved import Resolved, either, plain
from search.query.tree import HasValue, Words
from vocabularies import guidelines

_TO = r" ?(?:\.\.|[-–]|\bto\b) ?"
_PAGE_ID = re.compile(rf"([a-z0-9-]+):(\d{{1,4}})(?:{_TO}(\d{{1,4}}))?")
_CITED_PAGES = re.compile(
    rf"(?P<word>(?<![a-z])(?:pages?|pgs?|pp?)\.? ?)?(?<!\d)(?P<first>\d{{1,4}})(?:{_TO}(?P<last>\d{{1,4}}))?$"
)
_BETWEEN = " ,:;("
"""What may part a guideline's name from the page."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_MTUS = re.compile(r"mtus\b[ ,]*")
_MOST_PAGES = 50
_MOST_NAMED = 4


def page(field: Field, typed: str) -> Resolved:
    """The pages meant: "98", "p. 98", "98..99", "chronic-pain-2009:98-99", "Chronic Pain 2009, p. 98".

    Without a year the page is meant in each edition, and without a guideline in every one.
    """
    folded = typed.lower()
    if by_id := _PAGE_ID.fullmatch(folded):
        return _pages_of_book(field, by_id[1], *_in_order(by_id[2], by_id[3]))
    cited = _CITED_PAGES.search(folded)
    if not cited:
        return _no_page(field, typed)
    first, last = _in_order(cited["first"], cited["last"])
    guideline = typed[: cited.start()].rstrip(_BETWEEN)
    if not guideline:
        return _pages_of_any_guideline(field, typed, first, last)
    # "Chronic Pain 2009" names an edition and no page.
    is_edition = _YEAR.fullmatch(cited["first"]) and not cited["word"]
    return (None if is_edition else _pages_of(field, typed, guideline, first, last)) or _no_page(field, typed)


def page_ids(first: int, last: int) -> tuple[str, ...]:
    """The ids of these pages in every edition of every guideline."""
    return _ids(_every_edition(), first, last)


def _in_order(first: str, last: str | None) -> tuple[int, int]:
    """The first and the last page, which are one where no other is typed."""
    low, high = sorted((int(first), int(last or first)))
    return low, high


def _pages_of_book(field: Field, book: str, first: int, last: int) -> Resolved:
    to = _last_used(first, last)
    pages = tuple(f"{book}:{number}" for number in range(first, to + 1))
    return Resolved(
        HasValue(field.name, pages), _told_of_cut(f"{field.name}:{book}:{first}..{last}", last, to)
    )


def _pages_of_any_guideline(field: Field, typed: str, first: int, last: int) -> Resolved:
    to = _last_used(first, last)
    until = f", to page {to} only" if last > to else ""
    expansion = f"{field.name}:{typed} is looked for in every guideline{until}."
    return Resolved(HasValue(field.name, page_ids(first, to)), expansion)


def _pages_of(field: Field, typed: str, guideline: str, first: int, last: int) -> Resolved | None:
    """The pages of the editions that a guideline's name means; ``None`` where it names none with pages."""
    name = _MTUS.sub("", guideline.lower(), count=1) if _MTUS.match(guideline.lower()) else guideline
    if not name:
        return _pages_of_any_guideline(field, typed, first, last)
    to = _last_used(first, last)
    pages = _ids(editions_named(name), first, to)
    return Resolved(HasValue(field.name, pages), _told(typed, pages, last, to)) if pages else None


def _last_used(first: int, last: int) -> int:
    return min(last, first + _MOST_PAGES - 1)


def _told(typed: str, pages: tuple[str, ...], last: int, to: int) -> str:
    """What the text was taken for, unless it is the page's own label."""
    labels = [guidelines.page_label(one) for one in pages]
    if len(pages) > _MOST_NAMED:
        books = dict.fromkeys(label.rpartition(", p. ")[0] for label in labels)
        until = f", to page {to} only" if last > to else ""
        return f"“{typed}” is looked for in {_and(books)}{until}."
    if len(pages) > 1:
        return f"“{typed}” is looked for as {either(labels)}."
    return "" if plain(typed) == plain(labels[0]) else f"“{typed}” is taken for {labels[0]}."


def _told_of_cut(asked: str, last: int, to: int) -> str:
    return f"{asked} is looked for to page {to} only." if last > to else ""


def _and(names: Iterable[str]) -> str:
    *most, final = names
    return f"{', '.join(most)} and {final}" if most else final


def _no_page(field: Field, typed: str) -> Resolved:
    return Resolved(
        Words(typed),
        note=f"“{field.name}:{typed}” is no guideline page: searched as words."
        f" Write {field.name}:98 or {field.example}.",
    )


@lru_cache(maxsize=1024)
def _ids(editions: tuple[tuple[str, int], ...], first: int, last: int) -> tuple[str, ...]:
    found = (
        guidelines.page_id(name, edition, number)
        for number in range(first, last + 1)
        for name, edition in editions
    )
    return tuple(dict.fromkeys(one for one in found if one))


@lru_cache(maxsize=1)
def _every_edition() -> tuple[tuple[str, int], ...]:
    return tuple((name, year) for name, chapter in guidelines.MTUS.items() for year in chapter.editions)
