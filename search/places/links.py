"""From a search to the pages about what it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.labels import value_label
from search.places.kinds import is_listed, place_url
from search.query.tree import And, HasValue, Query
from search.request import SearchRequest

MOST = 4
"""Links at most: a search for more things than that is about none of them."""


@dataclass(frozen=True)
class PlaceLink:
    """The page about one thing."""

    label: str
    url: str


def places_asked_for(request: SearchRequest, *, found: bool) -> tuple[PlaceLink, ...]:
    """The pages about the values that every result has: one ticked alone in its field, or a query's term.

    Where nothing was ``found`` the index may not hold a value either: then only those of a vocabulary.
    """
    links = (
        PlaceLink(value_label(field, value), place_url(field, value))
        for field, value in _values(request)
        if found or is_listed(field, value)
    )
    return tuple(dict.fromkeys(link for link in links if link.url))[:MOST]


def _values(request: SearchRequest) -> Iterator[tuple[str, str]]:
    for part in _parts(request.query):
        if isinstance(part, HasValue) and len(part.values) == 1:
            yield part.field, part.values[0]
    for field, values in request.selected.items():
        if len(values) == 1:
            yield field, next(iter(values))


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)
