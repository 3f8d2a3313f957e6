"""The items of a search."""

from dataclasses import replace

from django.utils import timezone

from bookmarks.exports.corpus import corpus
from bookmarks.exports.items import places_of
from bookmarks.exports.selection import MOST_ITEMS, SearchOrigin, Selection
from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import FIELD
from search.labels import value_label
from search.request import Sort

_ORDERS = {
    Sort.RELEVANCE: "Relevance",
    Sort.NEWEST: "Decision date, newest first",
    Sort.OLDEST: "Decision date, oldest first",
}


def selection_of_search(engine: Engine, address: SearchAddress, portal: str) -> Selection:
    """All items that answer, at most ``MOST_ITEMS`` of them, whatever page of them was open.

    One question for all the ids: asked for page by page, an index that is brought up to date meanwhile would
    give an item twice or never. Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    asked = address.request(address.parsed.tree)
    request = replace(asked, facets=(), snippet_fields=(), offset=0, limit=MOST_ITEMS)
    response = engine.search(request)
    places = places_of([hit.id for hit in response.hits])
    ordered = tuple(places[hit.id] for hit in response.hits if hit.id in places)
    return Selection(
        origin=_origin(address, portal),
        made_on=timezone.localdate(),
        corpus=corpus(),
        portal=portal,
        places=ordered,
        # An item that has gone since the index was written was not found.
        found=response.total - (len(response.hits) - len(ordered)),
    )


def _origin(address: SearchAddress, portal: str) -> SearchOrigin:
    filters = [
        (FIELD[name].label, value_label(name, value))
        for name, values in address.selected.items()
        for value in values
    ]
    bounds = (("Decided from", address.decided_from), ("Decided to", address.decided_to))
    filters += [(label, bound.typed) for label, bound in bounds if bound]
    return SearchOrigin(
        query=address.q,
        understood=address.understood,
        filters=tuple(filters),
        order=_ORDERS[address.order],
        other_names=address.parsed.also_searched,
        url=f"{portal}{replace(address, page=1).url}",
    )
