"""The page of items like a given one, and in words what each shares with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from determinations.models import DisputedItem
from search.cards import items_with_facts
from search.engines.base import Engine
from search.fields import FIELD
from search.labels import value_label

SIMILAR_LIMIT = 10
# The closest ties first: what is shared below them is mostly a consequence of them.
SHARED_FIELDS = ("drug", "body_part", "page", "reason", "subcategory", "category", "guideline")
# Sharing the narrower fact, two items share the wider one as a matter of course.
NARROWER = {"guideline": "page", "category": "subcategory", "subcategory": "drug"}
MOST_SHOWN = 5


@dataclass(frozen=True)
class Shared:
    """What two items have in common in one respect."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class SimilarResult:
    """An item of another case."""

    item: DisputedItem
    shared: tuple[Shared, ...]


@dataclass(frozen=True)
class SimilarPage:
    """An item and the items of other cases that are like it, the closest first."""

    item: DisputedItem
    results: tuple[SimilarResult, ...]


def similar_page(engine: Engine, item: DisputedItem) -> SimilarPage:
    """The items most like ``item``. Raises ``IndexUnavailableError`` where there is nothing to search."""
    found = engine.similar(item.pk, limit=SIMILAR_LIMIT)
    items = items_with_facts(one.id for one in found)
    results = (SimilarResult(items[one.id], tuple(_shared(one.shared))) for one in found if one.id in items)
    return SimilarPage(item, tuple(results))


def _shared(shared: Mapping[str, tuple[str, ...]]) -> Iterator[Shared]:
    for name in SHARED_FIELDS:
        values = shared.get(name)
        if values and not shared.get(NARROWER.get(name, "")):
            yield Shared(FIELD[name].label, _labels(name, values))
    if words := shared.get("text"):
        yield Shared("Words", words[:MOST_SHOWN])


def _labels(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    labels = tuple(value_label(name, value) for value in values[:MOST_SHOWN])
    return (*labels, f"and {len(values) - MOST_SHOWN} more") if len(values) > MOST_SHOWN else labels
