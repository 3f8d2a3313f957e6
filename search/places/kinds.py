"""The kinds of places and the addresses of their pages.

An address holds a value's words: "Imaging & Radiology" is at ``/subcategories/imaging-and-radiology/``.
Values of an open list that differ only in capitals and signs share a page.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from django.urls import reverse
from django.utils.text import slugify

from vocabularies import body_parts, drugs, guidelines
from vocabularies.reasons import REASONS
from vocabularies.spelling import words
from vocabularies.treatment_categories import CATEGORIES


@dataclass(frozen=True)
class Kind:
    """A sort of things that have a page."""

    field: str
    """The keyword field of which they are values."""
    path: str
    """The first part of their addresses."""
    label: str
    known: Callable[[], Iterable[str]]
    """The values that a vocabulary lists; the index may hold others."""


def _every_ingredient() -> Iterable[str]:
    return dict.fromkeys(name for ingredients in drugs.DRUGS for name in ingredients)


def _every_subcategory() -> Iterable[str]:
    return dict.fromkeys(name for names in CATEGORIES.values() for name in names)


def _every_chapter() -> Iterable[str]:
    return dict.fromkeys((*guidelines.MTUS_CHAPTERS, *guidelines.ODG_CHAPTERS))


def _every_edition() -> Iterable[str]:
    for name, chapter in guidelines.MTUS.items():
        for year in chapter.editions:
            yield guidelines.edition_name(name, year) or ""


def _every_page() -> Iterable[str]:
    book, last = guidelines.MAPPED_GUIDELINE, guidelines.MAPPED_EDITION
    for number in range(1, (guidelines.last_page(book, last) or 0) + 1):
        yield guidelines.page_id(book, last, number) or ""


KINDS: tuple[Kind, ...] = (
    Kind("drug", "drugs", "Drug", _every_ingredient),
    Kind("drug_class", "drug-classes", "Drug class", lambda: drugs.CLASSES),
    Kind("body_part", "body-parts", "Body part", lambda: body_parts.NAMES),
    Kind("guideline", "guidelines", "Guideline chapter", _every_chapter),
    Kind("edition", "guidelines", "Guideline chapter and edition", _every_edition),
    Kind("page", "guideline-pages", "Guideline page", _every_page),
    Kind("category", "categories", "Treatment category", lambda: CATEGORIES),
    Kind("subcategory", "subcategories", "Treatment subcategory", _every_subcategory),
    Kind("reason", "reasons", "Reason", lambda: REASONS),
)
KIND: dict[str, Kind] = {kind.field: kind for kind in KINDS}
BY_PATH: dict[str, Kind] = {kind.path: kind for kind in KINDS if kind.field not in ("edition", "page")}
"""The kinds whose addresses are a path and a slug."""
_PAGE_ID = re.compile(r"(?P<book>[a-z0-9-]+):(?P<page>[1-9][0-9]{0,3})")
_EDITION = re.compile(r"(?P<chapter>.+) (?P<year>[1-9][0-9]{3})", re.DOTALL)
_PAGE_FIELDS = frozenset(("page", "reviewer_page", "ur_page"))
_CHAPTER_FIELDS = frozenset(("reviewer_guideline", "ur_guideline"))


def slug_of(value: str) -> str:
    """A value as it stands in an address: its words, joined by hyphens."""
    return slugify("-".join(words(value))) or f"{crc32(value.encode()):08x}"


def place_url(field: str, value: str) -> str:
    """The address of the page about a keyword field's value; empty where the field has no such pages.

    There is such a page where the index holds the value, or a vocabulary lists it, see ``is_listed``.
    """
    if field in _PAGE_FIELDS:
        return _page_url(value)
    if field == "edition":
        return _edition_url(value)
    if field in _CHAPTER_FIELDS:
        return place_url("guideline", value)
    if field not in KIND:
        return ""
    return reverse("search:place", kwargs={"path": KIND[field].path, "slug": slug_of(value)})


def is_listed(field: str, value: str) -> bool:
    """Whether a vocabulary lists a value that has a page, which it then has whatever the index holds."""
    one_field = "page" if field in _PAGE_FIELDS else "guideline" if field in _CHAPTER_FIELDS else field
    return one_field in KIND and slug_of(value) in _listed_slugs(one_field)


@lru_cache
def _listed_slugs(field: str) -> frozenset[str]:
    return frozenset(map(slug_of, KIND[field].known()))


def _page_url(page_id: str) -> str:
    parts = _PAGE_ID.fullmatch(page_id)
    if not parts:
        return ""
    return reverse("search:guideline_page", kwargs={"book": parts["book"], "page": int(parts["page"])})


def _edition_url(value: str) -> str:
    parts = _EDITION.fullmatch(value)
    if not parts:
        return ""
    return reverse("search:edition", kwargs={"slug": slug_of(parts["chapter"]), "year": int(parts["year"])})
