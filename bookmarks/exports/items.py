"""The disputed items that may be exported, with all that an export says of them.

Nothing else in this package reads items: what must never be exported is left out here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from django.db.models import Prefetch, QuerySet

from bookmarks.models import Bookmark
from determinations.models import Determination, DisputedItem, Letter

CHUNK = 200
"""Items read at a time: each chunk costs the same few queries, and is forgotten before the next."""
Value = TypeVar("Value")


class Place(NamedTuple):
    """An item in its place of an export, before it is read."""

    item: int
    determination: int
    is_fictional: bool
    bookmarks: tuple[int, ...] = ()
    """The bookmarks that put it there, of a folder."""


def exportable_items() -> QuerySet[DisputedItem]:
    """The items that may be exported at all."""
    return DisputedItem.objects.order_by("pk")


def places_of(ids: Sequence[int]) -> Mapping[int, Place]:
    """The places of those of the items that are there and may be exported, by the item's id."""
    found: dict[int, Place] = {}
    for chunk in in_chunks(ids, 1000):
        rows = exportable_items().filter(pk__in=chunk)
        for values in rows.values_list("pk", "determination_id", "determination__letter__is_fictional"):
            found[values[0]] = Place(*values)
    return found


def items_to_export(ids: Iterable[int]) -> Mapping[int, DisputedItem]:
    """The items by id with all that an export says of them, in a fixed number of queries."""
    return (
        exportable_items()
        .prefetch_related(
            Prefetch("determination", Determination.objects.defer("case_summary")),
            Prefetch("determination__letter", Letter.objects.only("is_fictional")),
            "determination__specialties",
            "determination__licensures",
            "determination__injured_body_parts",
            "drugs__ingredients",
            "body_parts",
            "reasons",
            "citations",
        )
        .in_bulk(list(ids))
    )


def is_of_case(bookmark: Bookmark) -> bool:
    """Whether a bookmark is of the whole determination, or of a passage that no item has."""
    is_of_none = bookmark.item_number is None and bookmark.item_id is None
    return bookmark.kind == Bookmark.Kind.DETERMINATION or is_of_none


def bookmarks_with_tags(ids: Iterable[int]) -> Mapping[int, Bookmark]:
    """Bookmarks by id, in two queries."""
    return Bookmark.objects.kept().prefetch_related("tags").in_bulk(list(ids))


def in_chunks(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """The values, ``size`` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
