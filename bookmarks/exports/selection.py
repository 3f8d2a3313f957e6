"""What is exported: one value for every form that it can be written in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from bookmarks.earlier import earlier_copy
from bookmarks.exports.items import (
    CHUNK,
    Place,
    bookmarks_with_tags,
    in_chunks,
    is_of_case,
    items_to_export,
)
from bookmarks.models import Bookmark
from determinations.models import Determination, DisputedItem

MOST_ITEMS = 10_000
"""Of one export; what is beyond is left out, and the export says so."""


@dataclass(frozen=True)
class SearchOrigin:
    """A search, as it was asked and understood."""

    query: str
    """As typed; empty where only filters were used."""
    understood: str
    filters: tuple[tuple[str, str], ...]
    """Field and value in words."""
    order: str
    """In words."""
    other_names: tuple[str, ...]
    """Which names were searched for by their other names too, each in a sentence."""
    url: str
    """The absolute address of its results."""

    @property
    def title(self) -> str:
        """The search on one line."""
        asked = [self.query] if self.query else []
        asked += [f"{field}: {value}" for field, value in self.filters]
        return f"Search: {'; '.join(asked) or 'all items'}"


@dataclass(frozen=True)
class FolderOrigin:
    """A person's folder."""

    name: str
    description: str
    bookmarks: int
    left_out: int = 0
    """Bookmarks of items that their letters no longer have."""
    out_of_sight: int = 0
    """Bookmarks of determinations that staff has withdrawn; these are left out, too."""

    @property
    def title(self) -> str:
        """The folder on one line."""
        return f"Folder: {self.name}"


@dataclass(frozen=True)
class Corpus:
    """What the portal held when the export was made."""

    determinations: int
    items: int
    samples: int
    """Determinations that are samples, made up."""
    first_decided_on: date | None
    last_decided_on: date | None
    parser_versions: tuple[str, ...]
    """With which the letters' facts were read."""


@dataclass(frozen=True)
class Kept:
    """What a person keeps of an item."""

    bookmark: int
    of_whole_case: bool
    """Whether the bookmark is of the determination, so that its other items have it, too."""
    passage: str
    """The passage that was bookmarked; empty where it was none."""
    earlier: str
    """Where it was read in a letter that was replaced since: that it was, in words; else empty."""
    note: str
    """Markdown, as it was typed; empty also where the export is without notes."""
    tags: tuple[str, ...]
    """None also where the export is without notes."""


@dataclass(frozen=True)
class ExportedItem:
    """A disputed item, read with its facts, and what is kept of it in the folder that is exported."""

    item: DisputedItem
    kept: tuple[Kept, ...] = ()

    @property
    def determination(self) -> Determination:
        """The determination that decides it."""
        return self.item.determination


@dataclass(frozen=True)
class Selection:
    """The items of an export in their order, and what has to be recorded with them."""

    origin: SearchOrigin | FolderOrigin
    made_on: date
    corpus: Corpus
    portal: str
    """Scheme and host of this portal: what an absolute address begins with."""
    places: tuple[Place, ...]
    found: int
    """Items before the export was cut to so many as it may have."""
    with_notes: bool = False
    """Whether the bookmarks' private notes and tags go out with it, of a folder: only where it was asked."""

    @property
    def total(self) -> int:
        """Items in the export."""
        return len(self.places)

    @property
    def is_cut(self) -> bool:
        """Whether there are more items than these."""
        return self.found > self.total

    @cached_property
    def determinations(self) -> int:
        """Determinations that the items belong to."""
        return len({place.determination for place in self.places})

    @cached_property
    def samples(self) -> int:
        """Items of made-up letters."""
        return sum(place.is_fictional for place in self.places)

    @property
    def is_of_folder(self) -> bool:
        """Whether the items are those of a folder's bookmarks."""
        return isinstance(self.origin, FolderOrigin)

    def url_of(self, of: Determination | DisputedItem) -> str:
        """The absolute address of a determination, or of an item on its page."""
        return f"{self.portal}{of.get_absolute_url()}"

    def items(self) -> Iterator[ExportedItem]:
        """The items in their order, read in chunks; one that has gone meanwhile is left out."""
        for chunk in in_chunks(self.places, CHUNK):
            yield from self._read(chunk)

    def cases(self) -> Iterator[tuple[Determination, list[ExportedItem]]]:
        """The determinations in the order of their first item, each with its items of the selection.

        The items of a determination are in the order of the letter.
        """
        by_case: dict[int, list[Place]] = {}
        for place in self.places:
            by_case.setdefault(place.determination, []).append(place)
        for group in _groups(by_case.values()):
            read: dict[int, list[ExportedItem]] = {}
            for one in self._read(list(chain.from_iterable(group))):
                read.setdefault(one.item.determination_id, []).append(one)
            for items in read.values():
                yield items[0].determination, sorted(items, key=lambda one: one.item.number)

    def _read(self, places: Sequence[Place]) -> Iterator[ExportedItem]:
        items = items_to_export(place.item for place in places)
        bookmark_ids = {pk for place in places for pk in place.bookmarks}
        bookmarks = bookmarks_with_tags(bookmark_ids) if bookmark_ids else {}
        for place in places:
            if item := items.get(place.item):
                kept = (bookmarks[pk] for pk in place.bookmarks if pk in bookmarks)
                yield ExportedItem(item, tuple(self._kept(bookmark, item.determination) for bookmark in kept))

    def _kept(self, bookmark: Bookmark, determination: Determination) -> Kept:
        """The one place that lets notes and tags into an export."""
        is_passage = bookmark.kind == Bookmark.Kind.PASSAGE
        return Kept(
            bookmark=bookmark.pk,
            of_whole_case=is_of_case(bookmark),
            passage=bookmark.kept_text if is_passage else "",
            earlier=earlier_copy(bookmark, determination),
            note=bookmark.note if self.with_notes else "",
            tags=tuple(tag.name for tag in bookmark.tags.all()) if self.with_notes else (),
        )


def _groups(cases: Iterable[Sequence[Place]]) -> Iterator[list[Sequence[Place]]]:
    """Whole cases, as many together as have about a chunk of items."""
    group: list[Sequence[Place]] = []
    for case in cases:
        group.append(case)
        if sum(map(len, group)) >= CHUNK:
            yield group
            group = []
    if group:
        yield group
