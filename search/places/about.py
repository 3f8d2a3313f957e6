"""What a place is, from the vocabularies: names, class, topics, chapter, section, neighbors."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst

from search.labels import ValueMeanings, value_label
from search.places.kinds import place_url
from search.places.place import Place, drug_place
from vocabularies import body_parts, chapter_body_parts, drugs, guidelines
from vocabularies.reasons import REASONS
from vocabularies.regulation_sections import section_of
from vocabularies.treatment_categories import CATEGORIES

MOST_COMBINATIONS = 6
_MAPPED = (guidelines.MAPPED_GUIDELINE, guidelines.MAPPED_EDITION)
_LAST = guidelines.last_page(*_MAPPED) or 0
_SCHEDULES = {
    "2009": "MTUS of 2009, in force until November 30, 2017",
    "2017": "ACOEM-based MTUS, in force since December 1, 2017",
}


@dataclass(frozen=True)
class Said:
    """A fact, and the page about it where there is one."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class AboutRow:
    """One thing that is told of a place."""

    term: str
    told: tuple[Said, ...]


def about(place: Place, meanings: ValueMeanings) -> tuple[AboutRow, ...]:
    """What the vocabularies know of the place; nothing of a name that they do not list."""
    rows = _TELLING[place.kind.field](place, meanings)
    return tuple(row for row in rows if row.told)


def _drug(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    ingredients = place.ingredients
    drug = drugs.DRUGS.get(ingredients)
    drug_class = drugs.drug_class(ingredients)
    if len(ingredients) > 1:
        yield AboutRow("Ingredients", tuple(_value("drug", name) for name in ingredients))
    if drug_class:
        yield AboutRow("Drug class", (_value("drug_class", drug_class),))
    if drug:
        yield AboutRow("Brand names", _plain(drug.brands))
        others = (name for name in drug.names if name.lower() != " with ".join(ingredients))
        yield AboutRow("Other names", _plain(others))
    if len(ingredients) == 1:
        yield AboutRow("Combined with others", tuple(_combinations(ingredients[0])))


def _combinations(ingredient: str) -> Iterator[Said]:
    combined = [drug for drug in drugs.DRUGS.values() if ingredient in drug.ingredients and drug.brands]
    for drug in [one for one in combined if len(one.ingredients) > 1][:MOST_COMBINATIONS]:
        yield Said(f"{' with '.join(drug.ingredients)} ({drug.brands[0]})", drug_place(drug.ingredients).url)


def _drug_class(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    of_class = (
        drug.ingredients[0]
        for drug in drugs.DRUGS.values()
        if drug.drug_class == place.value and len(drug.ingredients) == 1
    )
    yield AboutRow("Drugs", tuple(_value("drug", name) for name in of_class))


def _body_part(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    names = body_parts.names_of(place.value)
    yield AboutRow("Also called", _plain(name for name in names if name.lower() != place.value))
    for source, chapters in (("MTUS", guidelines.MTUS), ("ODG", guidelines.ODG)):
        fitting = (
            name for name in chapters if place.value in chapter_body_parts.parts_of_chapter(source, name)
        )
        yield AboutRow(f"{source} chapters", tuple(_value("guideline", name) for name in fitting))


def _guideline(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    yield from _chapter(place.value)
    chapter = guidelines.MTUS.get(place.value)
    if chapter:
        names = (guidelines.edition_name(place.value, year) for year in chapter.editions)
        editions = (Said(str(name)[-4:], place_url("edition", str(name))) for name in names)
        yield AboutRow("Editions", tuple(editions))


def _chapter(name: str) -> Iterator[AboutRow]:
    chapter = guidelines.MTUS.get(name)
    if chapter:
        yield AboutRow("Schedule", (Said(_SCHEDULES[chapter.mtus]),))
        if section := section_of(name):
            yield AboutRow("Regulation", (Said(f"8 CCR {section}"),))
        if chapter.acoem_chapter:
            told = f"ACOEM practice guidelines, 2nd edition, chapter {chapter.acoem_chapter}"
            yield AboutRow("Taken from", (Said(told),))
    if name in guidelines.ODG:
        yield AboutRow("Also a chapter of", (Said("Official Disability Guidelines (ODG)"),))
    source = "MTUS" if chapter else "ODG"
    parts = sorted(chapter_body_parts.parts_of_chapter(source, name))
    yield AboutRow("Body parts", tuple(_value("body_part", part) for part in parts))


def _edition(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    name = place.chapter[0] if place.chapter else place.value
    yield AboutRow("Chapter", (_value("guideline", name),))
    yield from _chapter(name)
    if place.chapter == _MAPPED:
        yield AboutRow("Pages", (Said(f"All {_LAST} pages by how often they are cited", _book_url()),))


def _page(place: Place, meanings: ValueMeanings) -> Iterator[AboutRow]:
    book, _, digits = place.value.rpartition(":")
    number = int(digits)
    yield AboutRow("Topic", _plain(filter(None, [meanings.of("page", place.value)])))
    if place.chapter:
        yield AboutRow("Guideline", (_value("edition", str(guidelines.edition_name(*place.chapter))),))
        if section := section_of(place.chapter[0]):
            yield AboutRow("Regulation", (Said(f"8 CCR {section}"),))
    if place.chapter != _MAPPED:
        return
    if number > _LAST:
        yield AboutRow(
            "Note", (Said(f"The book has {_LAST} pages: letters cite one that it does not have."),)
        )
    beside = [n for n in (number - 1, number + 1) if 1 <= n <= _LAST]
    neighbors = tuple(Said(f"p. {n}", place_url("page", f"{book}:{n}")) for n in beside)
    yield AboutRow("Pages beside it", (*neighbors, Said(f"all {_LAST} pages", _book_url())))


def _book_url() -> str:
    return reverse("search:heat_map")


def _category(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    names = CATEGORIES.get(place.value, ())
    yield AboutRow("Subcategories", tuple(_value("subcategory", name) for name in names))


def _subcategory(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    holding = (name for name, names in CATEGORIES.items() if place.value in names)
    yield AboutRow("Category", tuple(_value("category", name) for name in holding))
    if place.value in drugs.CLASSES:
        yield AboutRow("Drug class", (_value("drug_class", place.value),))


def _reason(place: Place, _meanings: ValueMeanings) -> Iterator[AboutRow]:
    if place.value in REASONS:
        yield AboutRow("The rationale says", (Said(str(capfirst(REASONS[place.value].explanation))),))


def _value(field: str, value: str) -> Said:
    return Said(value_label(field, value), place_url(field, value))


def _plain(names: Iterable[str]) -> tuple[Said, ...]:
    return tuple(Said(name) for name in names)


_TELLING: Mapping[str, Callable[[Place, ValueMeanings], Iterator[AboutRow]]] = {
    "drug": _drug,
    "drug_class": _drug_class,
    "body_part": _body_part,
    "guideline": _guideline,
    "edition": _edition,
    "page": _page,
    "category": _category,
    "subcategory": _subcategory,
    "reason": _reason,
}
