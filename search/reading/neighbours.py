"""What stands before and after a result in its list, and whether it still stands there."""

from dataclasses import dataclass, replace

from determinations.models import DisputedItem
from search.engines.base import Engine
from search.reading.list_place import ListPlace
from search.request import SearchRequest


@dataclass(frozen=True)
class Neighbour:
    """Another result, and its address in the same list."""

    item: DisputedItem
    url: str


@dataclass(frozen=True)
class Standing:
    """Where a determination stands in a list of results."""

    total: int
    """Disputed items in the list now."""
    place: ListPlace | None = None
    """``None``: the determination has no item near the rank; the list changed, or the address was altered."""
    item: DisputedItem | None = None
    """The item that is the result."""
    previous: Neighbour | None = None
    next: Neighbour | None = None


def standing(engine: Engine, place: ListPlace, request: SearchRequest, determination_id: int) -> Standing:
    """Where the determination stands: one search for at most three items, without facets or snippets.

    ``request`` asks for the list. An item of the determination right before or after the rank counts too:
    a list moves by one where an item was added.
    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    first = max(1, place.rank - 1)
    response = engine.search(
        replace(request, facets=(), snippet_fields=(), offset=first - 1, limit=place.rank + 2 - first)
    )
    items = _items([hit.id for hit in response.hits])
    ranked = {first + n: items[hit.id] for n, hit in enumerate(response.hits) if hit.id in items}
    rank = _rank_of(determination_id, ranked, place.rank)
    if rank is None:
        return Standing(response.total)
    here = replace(place, rank=rank)
    if rank != place.rank:  # The neighbours are another three.
        return standing(engine, here, request, determination_id)
    return Standing(
        total=response.total,
        place=here,
        item=ranked[rank],
        previous=_neighbour(here, rank - 1, ranked.get(rank - 1)),
        next=_neighbour(here, rank + 1, ranked.get(rank + 1)),
    )


def _rank_of(determination_id: int, ranked: dict[int, DisputedItem], rank: int) -> int | None:
    """The rank itself, or one beside it, at which an item of the determination stands."""
    nearest = sorted(ranked, key=lambda one: abs(one - rank))
    return next((one for one in nearest if ranked[one].determination_id == determination_id), None)


def _neighbour(place: ListPlace, rank: int, item: DisputedItem | None) -> Neighbour | None:
    return Neighbour(item, replace(place, rank=rank).url_of_item(item)) if item else None


def _items(ids: list[int]) -> dict[int, DisputedItem]:
    rows = DisputedItem.objects.select_related("determination")
    return rows.defer("determination__case_summary", "rationale").in_bulk(ids)
