"""Values of keyword fields by their beginning: ``drug:tiza*``."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from letters.parsed_letter import SOURCES
from search.fields import Field
from search.query.tree import HasValue, Or, Prefix, Query
from search.query.values import Resolved, drug_query, resolve_value
from vocabularies import body_parts, drugs, guidelines, specialties, states
from vocabularies.reasons import REASONS
from vocabularies.treatment_categories import CATEGORIES

MOST_VALUES = 200
"""That a beginning may stand for; the rest is left out, and said."""
_LEAST_LETTERS = 2
_MOST_NAMED = 5
_YEAR_OF_CASE = re.compile(r"(?:cm|imr[-\s]?)(\d\d)", re.IGNORECASE)
_OUTCOMES = ("overturned", "partially overturned", "upheld")

Named = Iterator[tuple[str, Query]]


@lru_cache(maxsize=256)
def values_that_begin(field: Field, typed: str) -> Resolved:
    """Any value of a keyword field with a name that begins with ``typed``."""
    label = field.label.lower()
    if field.name == "case":
        return Resolved(resolve_value(field, typed).query, note=_whole_case_number(field, typed))
    if field.name not in _KNOWN:
        resolved = resolve_value(field, typed)
        return Resolved(resolved.query, note=f"{field.name}: takes no *. {resolved.note}".strip())
    start = _plain(typed)
    if len(start) < _LEAST_LETTERS:
        note = f"“{typed}*” is too short for a {label}: searched as the word “{typed}”."
        return Resolved(resolve_value(field, typed).query, note=note)
    found = {query: None for name, query in _known(field.name) if name.startswith(start)}
    if not found:
        note = f"No known {label} begins with “{typed}”: searched as a word that begins so."
        return Resolved(Prefix("".join(start.split())), note=note)
    return _any_of(field, typed, list(found))


def _whole_case_number(field: Field, typed: str) -> str:
    year = _YEAR_OF_CASE.match(typed)
    then = f" For the cases decided in a year write decided:20{year[1]}." if year else ""
    return (
        f"“case:{typed}*”: a case is found by its whole number only, not by its beginning."
        f" Write {field.example}.{then}"
    )


def _any_of(field: Field, typed: str, found: list[Query]) -> Resolved:
    kept = found[:MOST_VALUES]
    values = [value for query in kept if isinstance(query, HasValue) for value in query.values]
    others = [query for query in kept if not isinstance(query, HasValue)]
    single: list[Query] = [HasValue(field.name, tuple(dict.fromkeys(values)))] if values else []
    parts = (*single, *others)
    cut = "" if len(found) <= MOST_VALUES else f"Only the first {MOST_VALUES} values of {typed}* are used."
    query = parts[0] if len(parts) == 1 else Or(parts)
    return Resolved(query, f"“{field.name}:{typed}*” stands for {_told(kept)}.", cut)


def _told(queries: list[Query]) -> str:
    names = [_name(query) for query in queries[:_MOST_NAMED]]
    if more := len(queries) - len(names):
        return f"{', '.join(names)} and {more} more"
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name(query: Query) -> str:
    if isinstance(query, HasValue):
        is_page = query.field.endswith("page")
        return ", ".join(guidelines.page_label(value) if is_page else value for value in query.values)
    return " with ".join(_name(part) for part in getattr(query, "parts", ()))


@lru_cache(maxsize=32)
def _known(field: str) -> tuple[tuple[str, Query], ...]:
    """Every name of every value that the vocabularies know of a field, and what it stands for."""
    return tuple((_plain(name), query) for name, query in _KNOWN[field](field))


def _drugs(field: str) -> Named:
    for ingredients, drug in sorted(drugs.DRUGS.items(), key=lambda row: (len(row[0]), row[0])):
        for name in (*drug.names, *drug.brands):
            yield name, drug_query(ingredients)


def _body_parts(field: str) -> Named:
    for part in body_parts.NAMES:
        for name in dict.fromkeys((part, *body_parts.names_of(part))):
            yield name, HasValue(field, (part,))


def _reasons(field: str) -> Named:
    for code, reason in REASONS.items():
        yield code, HasValue(field, (code,))
        yield reason.label, HasValue(field, (code,))


def _pages(field: str) -> Named:
    for name, chapter in guidelines.MTUS.items():
        for edition in chapter.editions:
            for number in range(1, (guidelines.last_page(name, edition) or 0) + 1):
                if page := guidelines.page_id(name, edition, number):
                    yield page, HasValue(field, (page,))


def _list(values: Callable[[], tuple[str, ...]]) -> Callable[[str], Named]:
    def named(field: str) -> Named:
        return ((value, HasValue(field, (value,))) for value in values())

    return named


def _subcategories() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in CATEGORIES.values() for name in names))


def _editions() -> tuple[str, ...]:
    names = (
        guidelines.edition_name(name, year)
        for name, chapter in guidelines.MTUS.items()
        for year in chapter.editions
    )
    return tuple(filter(None, names))


def _plain(text: str) -> str:
    """Lower case, hyphens and runs of white space as one space."""
    return " ".join(text.lower().replace("-", " ").split())


_KNOWN: Mapping[str, Callable[[str], Named]] = {
    "drug": _drugs,
    "body_part": _body_parts,
    "reason": _reasons,
    **dict.fromkeys(("page", "ur_page", "reviewer_page"), _pages),
    "outcome": _list(lambda: _OUTCOMES),
    "category": _list(lambda: tuple(CATEGORIES)),
    "subcategory": _list(_subcategories),
    "drug_class": _list(lambda: tuple(drugs.CLASSES)),
    "edition": _list(_editions),
    "licensure": _list(lambda: tuple(states.NAMES)),
    **dict.fromkeys(
        ("guideline", "reviewer_guideline", "ur_guideline"),
        _list(lambda: (*guidelines.MTUS_CHAPTERS, *guidelines.ODG_CHAPTERS)),
    ),
    "specialty": _list(lambda: specialties.NAMES),
    "source": _list(lambda: tuple(SOURCES)),
}
