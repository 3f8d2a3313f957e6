"""The exhibits of a folder or of a search: each determination once, with what it is cited for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from bookmarks.earlier import earlier_copy
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, CitedFor, Exhibit, Original, Quotation
from bookmarks.keeping.order import bookmarks_in_order
from bookmarks.models import Bookmark, Folder
from bookmarks.notes.lines import note_text
from determinations.citing import CitedCase, cite
from determinations.models import Determination, DisputedItem
from determinations.originals import original_path
from determinations.passages import LETTER, SUMMARY
from search.address import SearchAddress
from search.engines.base import Engine

_AT_ONCE = 200
_SEARCHED = 2_000
"""Items of a search that are looked at: of a determination only these are seen to have matched."""
_QUOTED = 30
"""Passages of one determination on its slip sheet."""


@dataclass(frozen=True)
class Gathered:
    """A determination that will be an exhibit."""

    determination: Determination
    exhibit: Exhibit
    warnings: tuple[str, ...] = ()
    """What of its bookmarks is no longer as it was, each in a sentence."""


@dataclass(frozen=True)
class Found:
    """The exhibits to choose from."""

    exhibits: tuple[Gathered, ...]
    total: int
    """Determinations of the folder or the search, of which these are the first."""
    out_of_sight: int = 0
    """Determinations of the folder besides, that staff has withdrawn."""


def folder_exhibits(folder: Folder, *, with_notes: bool) -> Found:
    """The determinations of a folder's bookmarks, in its order; notes only where they are asked for."""
    kept = bookmarks_in_order(folder)
    wanted = list(dict.fromkeys(kept.values_list("determination_id", flat=True)))
    in_sight = set(_determinations(wanted).values_list("pk", flat=True))
    chosen = [pk for pk in wanted if pk in in_sight]
    rows = _by_key(chosen[:MAX_EXHIBITS])
    bookmarks: dict[int, list[Bookmark]] = {pk: [] for pk in rows}
    for bookmark in kept.filter(determination__in=rows):
        bookmarks[bookmark.determination_id].append(bookmark)
    gathered = [_of_bookmarks(rows[pk], bookmarks[pk], with_notes=with_notes) for pk in rows]
    return Found(tuple(gathered), len(chosen), out_of_sight=len(wanted) - len(chosen))


def search_exhibits(engine: Engine, address: SearchAddress, most: int) -> Found:
    """The first ``most`` determinations of a search, in its order, each with its items that matched.

    Raises ``IndexUnavailableError`` where there is nothing to search.
    """
    request = replace(address.request(address.parsed.tree), facets=(), snippet_fields=(), limit=_AT_ONCE)
    matched: dict[int, list[DisputedItem]] = {}
    determinations = 0
    for offset in range(0, _SEARCHED, _AT_ONCE):
        response = engine.search(replace(request, offset=offset))
        determinations = response.determinations
        for item in _items(hit.id for hit in response.hits):
            if item.determination_id in matched or len(matched) < most:
                matched.setdefault(item.determination_id, []).append(item)
        if offset + _AT_ONCE >= response.total:
            break
    gathered = [
        Gathered(row, _exhibit(row, {item.number for item in matched[pk]}))
        for pk, row in _by_key(matched).items()
    ]
    return Found(tuple(gathered), determinations)


def _determinations(pks: Iterable[int]) -> QuerySet[Determination]:
    """The determinations with these keys that may be shown: the one place of exhibit packs that says so."""
    return Determination.objects.filter(pk__in=list(pks))


def _by_key(pks: Iterable[int]) -> Mapping[int, Determination]:
    """The determinations that may be shown, with what a pack says of them, in the order of these keys."""
    wanted = list(pks)
    rows = _determinations(wanted).select_related("letter").prefetch_related("items").in_bulk()
    return {pk: rows[pk] for pk in wanted if pk in rows}


def _items(ids: Iterable[int]) -> list[DisputedItem]:
    """The items in the order of their ids; one that has gone meanwhile is left out."""
    wanted = list(ids)
    rows = DisputedItem.objects.only("number", "determination_id").in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]


def _of_bookmarks(
    determination: Determination, bookmarks: Sequence[Bookmark], *, with_notes: bool
) -> Gathered:
    there = {item.number for item in determination.items.all()}
    named = {bookmark.item_number for bookmark in bookmarks if bookmark.item_number}
    passages = [bookmark for bookmark in bookmarks if _is_passage(bookmark)]
    exhibit = replace(
        _exhibit(determination, named & there),
        quotations=tuple(_quotation(determination, bookmark) for bookmark in passages[:_QUOTED]),
        notes=tuple(_notes(bookmarks)) if with_notes else (),
    )
    return Gathered(determination, exhibit, tuple(_warnings(determination, passages, named - there)))


def _notes(bookmarks: Sequence[Bookmark]) -> Iterable[str]:
    return (note_text(bookmark.note) for bookmark in bookmarks if bookmark.note.strip())


def _warnings(
    determination: Determination, passages: Sequence[Bookmark], gone: Iterable[int]
) -> Iterable[str]:
    for number in sorted(gone):
        yield f"Item {number} was bookmarked, but the letter as it is now has no such item."
    if any(earlier_copy(bookmark, determination) for bookmark in passages):
        yield "A passage was read in an earlier copy of the letter; its slip sheet says so."
    if len(passages) > _QUOTED:
        yield f"Only the first {_QUOTED} of its {len(passages)} passages are quoted."


def _is_passage(bookmark: Bookmark) -> bool:
    return bookmark.kind == Bookmark.Kind.PASSAGE and bool(bookmark.kept_text.strip())


def _quotation(determination: Determination, bookmark: Bookmark) -> Quotation:
    where = {SUMMARY: "Passage of the case summary", LETTER: "Passage of the letter"}.get(bookmark.place, "")
    if not where:
        where = (
            f"Passage of the rationale, item {bookmark.item_number}" if bookmark.item_number else "Passage"
        )
    told = filter(None, (where, earlier_copy(bookmark, determination)))
    return Quotation(bookmark.kept_text.strip(), ", ".join(told))


def _exhibit(determination: Determination, numbers: Iterable[int]) -> Exhibit:
    """The exhibit, cited for the items with these numbers; with none of them for all of its items."""
    wanted, items = set(numbers), list(determination.items.all())
    letter = determination.letter
    cited = [item for item in items if item.number in wanted] or items
    case = CitedCase(
        determination.case_number, determination.decided_on, determination.outcome, letter.is_fictional
    )
    return Exhibit(
        name=determination.case_number or "Case number not in this copy of the letter",
        decided_on=determination.decided_on,
        outcome=determination.outcome,
        citation=cite(case, "").sentence,
        cited_for=tuple(CitedFor(item.number, item.name, item.outcome) for item in cited),
        text=letter.text,
        original=_original(determination),
        is_fictional=letter.is_fictional,
    )


def _original(determination: Determination) -> Original | None:
    letter = determination.letter
    if letter.media_type != "application/pdf" or not letter.sha256:
        return None
    return Original(original_path(letter), letter.sha256)
