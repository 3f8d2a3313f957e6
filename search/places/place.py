"""A place: one thing that attorneys start from, found by its address or by what people call it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from search.field import Field
from search.fields import FIELD
from search.labels import value_label
from search.places.conditions import Condition
from search.places.held import Held
from search.places.kinds import KIND, KINDS, Kind, place_url, slug_of
from search.query.tree import And, HasValue, Query
from search.query.values import resolve_value
from vocabularies import drugs, guidelines

_WITH = "-with-"
EDITION_OF_BOOK = {
    str(guidelines.page_id(name, year, 1)).rpartition(":")[0]: (name, year)
    for name, chapter in guidelines.MTUS.items()
    for year in chapter.editions
}
"""By what a page's id begins with, "chronic-pain-2009": the chapter and the year of its edition."""


@dataclass(frozen=True)
class Place:
    """A drug, guideline, page, body part, category or reason, and the items that have to do with it."""

    kind: Kind
    label: str
    conditions: tuple[Condition, ...]
    """What the items hold: one value; the ingredients of one drug; or a name that is spelt in two ways."""
    url: str

    @property
    def value(self) -> str:
        """The value as it is indexed, the first of several."""
        return self.conditions[0].values[0]

    @property
    def chapter(self) -> tuple[str, int] | None:
        """Of an edition, or of a page of the schedule: the guideline chapter and the year of the edition."""
        if self.kind.field == "edition":
            return self.value[:-4].strip(), int(self.value[-4:])
        if self.kind.field == "page":
            return EDITION_OF_BOOK.get(self.value.rpartition(":")[0])
        return None

    @property
    def ingredients(self) -> tuple[str, ...]:
        """Of a drug: what it consists of."""
        return tuple(one.values[0] for one in self.conditions)


def place_of(field: str, values: tuple[str, ...]) -> Place:
    """The place of a field's value, or of its spellings."""
    return Place(
        kind=KIND[field],
        label=value_label(field, values[0]),
        conditions=(Condition(field, values),),
        url=place_url(field, values[0]),
    )


def drug_place(ingredients: tuple[str, ...]) -> Place:
    """The place of a drug; one of several ingredients that are sold as one drug has a place of its own."""
    if len(ingredients) == 1:
        return place_of("drug", ingredients)
    slug = _WITH.join(slug_of(name) for name in ingredients)
    return Place(
        kind=KIND["drug"],
        label=value_label("drug", " with ".join(ingredients)),
        conditions=tuple(Condition("drug", (name,)) for name in ingredients),
        url=reverse("search:place", kwargs={"path": KIND["drug"].path, "slug": slug}),
    )


def place_at(kind: Kind, slug: str, held: Held) -> Place | None:
    """The place with this address, or the one whose other name stands in it; ``None`` where there is none."""
    if values := held.by_slug[kind.field].get(slug):
        return place_of(kind.field, values)
    if kind.field == "drug" and (combined := _combination(slug, held)):
        return combined
    return _called(FIELD[kind.field], slug.replace("-", " "), held)


def edition_at(slug: str, year: int, held: Held) -> Place | None:
    """The place of a chapter's edition."""
    by_slug = held.by_slug["edition"]
    if values := by_slug.get(f"{slug}-{year}"):
        return place_of("edition", values)
    meant = resolve_value(FIELD["edition"], f"{slug.replace('-', ' ')} {year}").query
    if isinstance(meant, HasValue) and len(meant.values) == 1:
        values = by_slug.get(slug_of(meant.values[0]))
    return place_of("edition", values) if values else None


def page_at(book: str, number: int, held: Held) -> Place | None:
    """The place of a page: one of a book whose length is known, or one that the index holds.

    Letters also cite pages beyond the end of a book.
    """
    page_id = f"{book}:{number}"
    if page_id in held.by_field["page"] or page_id in KIND["page"].known():
        return place_of("page", (page_id,))
    named = resolve_value(FIELD["page"], f"{book.replace('-', ' ')} p. {number}").query
    if isinstance(named, HasValue) and len(named.values) == 1 and named.values[0] != page_id:
        other_book = named.values[0].rpartition(":")[0]
        return page_at(other_book, number, held) if other_book != book else None
    return None


def places_called(typed: str, held: Held) -> Iterator[Place]:
    """The places that people call so: first those with just this name, then those with this other name."""
    slug = slug_of(typed)
    for kind in KINDS:
        if values := held.by_slug.get(kind.field, {}).get(slug):
            yield place_of(kind.field, values)
    for kind in KINDS:
        if found := _called(FIELD[kind.field], typed, held):
            yield found


def place_of_query(query: Query, held: Held) -> Place | None:
    """The place of the items that a query for values asks for, if there is one."""
    if isinstance(query, HasValue) and len(query.values) == 1 and query.field in KIND:
        value = query.values[0]
        if query.field == "page":
            book, _, number = value.rpartition(":")
            return page_at(book, int(number), held)
        values = held.by_slug[query.field].get(slug_of(value))
        return place_of(query.field, values) if values else None
    if isinstance(query, And):
        named = [one.values[0] for one in query.parts if isinstance(one, HasValue) and one.field == "drug"]
        ingredients = tuple(sorted(named))
        if len(named) == len(query.parts) and ingredients in drugs.DRUGS:
            return drug_place(ingredients)
    return None


def _called(field: Field, typed: str, held: Held) -> Place | None:
    """The one place that the query language takes the name for; of a group of drugs their class."""
    if field.name == "drug" and (named := drugs.class_of(typed)):
        return place_of("drug_class", (named,))
    if field.name == "edition" or (field.name == "drug_class" and not drugs.class_of(typed)):
        return None
    return place_of_query(resolve_value(field, typed).query, held)


def _combination(slug: str, held: Held) -> Place | None:
    known = held.by_slug["drug"]
    parts = [known.get(part, ("",))[0] for part in slug.split(_WITH)]
    ingredients = tuple(sorted(parts))
    return drug_place(ingredients) if len(parts) > 1 and ingredients in drugs.DRUGS else None
