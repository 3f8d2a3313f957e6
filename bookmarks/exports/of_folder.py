"""The items of a folder's bookmarks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import F
from django.utils import timezone

from bookmarks.exports.corpus import corpus
from bookmarks.exports.items import exportable_items, in_chunks, is_of_case, places_of
from bookmarks.exports.selection import MOST_ITEMS, FolderOrigin, Selection
from bookmarks.keeping.order import bookmarks_in_order
from bookmarks.models import Bookmark, Folder


def selection_of_folder(folder: Folder, portal: str, *, with_notes: bool) -> Selection:
    """The items in the order of the folder's bookmarks, each once, whoever asks: access is not decided here.

    A bookmark of a determination, or of a passage outside of any item's rationale, stands for all of the
    determination's items; one of an item that its letter no longer has, or of what is withdrawn, for none.
    """
    rows = bookmarks_in_order(folder).annotate(withdrawn_at=F("determination__withdrawn_at"))
    bookmarks = list(rows.only("kind", "determination", "item", "item_number"))
    items_of_case = _items_of_cases(one.determination_id for one in bookmarks if is_of_case(one))
    found: dict[int, list[int]] = {}
    for bookmark in bookmarks:
        for item_id in _items_of(bookmark, items_of_case):
            found.setdefault(item_id, []).append(bookmark.pk)
    places = places_of(list(found))
    ordered = [places[pk]._replace(bookmarks=tuple(ids)) for pk, ids in found.items() if pk in places]
    held = {pk for place in ordered for pk in place.bookmarks}
    left_out = [one for one in bookmarks if one.pk not in held]
    out_of_sight = sum(one.withdrawn_at is not None for one in left_out)
    return Selection(
        origin=FolderOrigin(
            name=folder.name,
            description=folder.description,
            bookmarks=len(bookmarks),
            left_out=len(left_out) - out_of_sight,
            out_of_sight=out_of_sight,
        ),
        made_on=timezone.localdate(),
        corpus=corpus(),
        portal=portal,
        places=tuple(ordered[:MOST_ITEMS]),
        found=len(ordered),
        with_notes=with_notes,
    )


def _items_of(bookmark: Bookmark, items_of_case: dict[int, list[int]]) -> Iterator[int]:
    if is_of_case(bookmark):
        yield from items_of_case[bookmark.determination_id]
    elif bookmark.item_id:
        yield bookmark.item_id


def _items_of_cases(determinations: Iterable[int]) -> dict[int, list[int]]:
    """The ids of the determinations' items, in the order of the letter."""
    found: dict[int, list[int]] = defaultdict(list)
    for chunk in in_chunks(list(dict.fromkeys(determinations)), 1000):
        rows = exportable_items().filter(determination__in=chunk).order_by("determination", "number")
        for determination, pk in rows.values_list("determination_id", "pk"):
            found[determination].append(pk)
    return found
