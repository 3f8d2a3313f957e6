"""The search index of this portal: opened for pages, built and kept up to date from the database."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from determinations.models import DisputedItem, RemovedItem
from search.documents import in_chunks, index_document, items_to_index
from search.engines import ENGINES
from search.engines.base import Engine, IndexStatus, IndexUnavailableError, IndexWriter
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from search.manifest import (
    fingerprint,
    note_indexed_until,
    read_manifest,
    write_lock,
)

OnProgress = Callable[[int, int], None]
"""Called with the number of items written and of all, at first with none written."""

MOST_AT_ONCE = 500
"""Items that are brought up to date within a request; for more there is ``update_index``."""

_in_use: Engine | None = None
_opening = Lock()


@dataclass(frozen=True)
class IndexSummary:
    """What a run did."""

    engine: str
    written: int
    removed: int
    items: int
    """In the index now."""


def open_engine() -> Engine:
    """The engine of the index in use, one for each process; it follows the manifest by itself.

    Raises ``IndexUnavailableError``, which says what to do, where there is no index.
    """
    manifest = read_manifest(settings.INDEX_DIR)
    if not manifest:
        raise IndexUnavailableError("There is no search index yet. Run manage.py rebuild_index.")
    return _engine(manifest.engine)


def index_status() -> IndexStatus:
    """Whether there is an index to search; never raises."""
    try:
        return open_engine().status()
    except IndexUnavailableError as problem:
        is_there = read_manifest(settings.INDEX_DIR) is not None
        return IndexStatus("unavailable" if is_there else "missing", "", message=str(problem))


def waiting_items(most: int) -> int:
    """How many items ``update_index`` would write, counted up to ``most``."""
    return DisputedItem.objects.filter(_stale()).order_by()[:most].count()


def waiting_removals(most: int) -> int:
    """How many items the index still holds that are gone or withdrawn, counted up to ``most``."""
    return RemovedItem.objects.order_by()[:most].count()


def chosen_engine(name: str = "auto") -> str:
    """The engine that an index is built with; ``auto`` goes by how many items there are.

    Raises ``IndexUnavailableError`` for an unknown one.
    """
    chosen = settings.SEARCH_ENGINE if name == "auto" else name
    if chosen == "auto":
        few = DisputedItem.objects.count() <= settings.WHOOSH_MAX_ITEMS
        return WhooshEngine.name if few else TantivyEngine.name
    if chosen not in ENGINES:
        known = ", ".join(["auto", *ENGINES])
        raise IndexUnavailableError(f"There is no search engine {chosen!r}. Use one of: {known}.")
    return chosen


def why_no_update() -> str:
    """Why only a rebuild helps, as the beginning of a sentence; "" where the index can be brought up to date.

    One that lies elsewhere and is away now is there all the same: a rebuild would not reach it either.
    """
    manifest = read_manifest(settings.INDEX_DIR)
    if not manifest or manifest.fingerprint != fingerprint() or manifest.engine not in ENGINES:
        return "There is no index of the present fields to update"
    # An update would carry what is damaged on, and say that all is well.
    if not ENGINES[manifest.engine].is_remote and _engine(manifest.engine).examined().state != "ok":
        return "The search index cannot be read"
    return ""


def rebuild_index(
    engine_name: str = "auto", on_progress: OnProgress = lambda done, total: None
) -> IndexSummary:
    """Build the index anew from all items and put it in use; if that fails, the old one stays in use.

    Raises ``IndexBusyError`` while another process writes the index.
    """
    engine = _engine(chosen_engine(engine_name))
    return _write(engine, engine.rebuild, Q, on_progress)


def update_index(on_progress: OnProgress = lambda done, total: None) -> IndexSummary:
    """Bring the index up to date with the items that have changed or gone.

    Raises ``IndexUnavailableError`` where there is no index of the present fields to update,
    and ``IndexBusyError`` while another process writes it.
    """
    engine = open_engine()
    return _write(engine, engine.update, _stale, on_progress)


def update_some(items: Iterable[int]) -> None:
    """Bring only these few items up to date, by their keys, at most ``MOST_AT_ONCE``; the others wait on.

    What is gone or withdrawn is forgotten, what is there is written. Where it fails, nothing is lost: what
    was to be done is done by the next update. Raises what ``update_index`` raises.
    """
    some = set(islice(items, MOST_AT_ONCE))
    engine = open_engine()
    with write_lock(settings.INDEX_DIR), transaction.atomic():
        notes = list(RemovedItem.objects.filter(item_id__in=some).values_list("pk", flat=True))
        # Marked as of the last whole update: a later mark than its moment would not count, and a later
        # moment would make the marks of a run that was killed count.
        manifest = read_manifest(settings.INDEX_DIR)
        moment = (manifest and manifest.indexed_until) or timezone.now()
        DisputedItem.objects.filter(pk__in=some).update(indexed_at=moment)
        rows = list(items_to_index().filter(pk__in=some))
        with engine.update() as writer:
            for gone in sorted(some.difference(row.pk for row in rows)):
                writer.remove(gone)
            for row in rows:
                writer.add(index_document(row))
        RemovedItem.objects.filter(pk__in=notes).delete()


def update_what_waits() -> None:
    """Bring up to date what waits for it, at most ``MOST_AT_ONCE`` items, first those that are to go.

    Raises what ``update_index`` raises.
    """
    gone = RemovedItem.objects.order_by("pk").values_list("item_id", flat=True)
    waiting = DisputedItem.objects.filter(_stale()).order_by("pk").values_list("pk", flat=True)
    update_some([*gone[:MOST_AT_ONCE], *waiting[:MOST_AT_ONCE]])


def _write(
    engine: Engine,
    opened: Callable[[], AbstractContextManager[IndexWriter]],
    which: Callable[[], Q],
    on_progress: OnProgress,
) -> IndexSummary:
    """Write the items that ``which`` lets through, forget those that are gone, and say how many."""
    with write_lock(settings.INDEX_DIR):
        items, moment = which(), _moment_of_marks()
        last_removed, gone = _removed_items()
        total = DisputedItem.objects.filter(items).count()
        on_progress(0, total)
        written = 0
        with opened() as writer:
            for item_id in gone:
                writer.remove(item_id)
            for count in _written_chunks(writer, items, moment):
                written += count
                on_progress(written, total)
        note_indexed_until(settings.INDEX_DIR, moment)
        RemovedItem.objects.filter(pk__lte=last_removed).delete()
    manifest = read_manifest(settings.INDEX_DIR)
    return IndexSummary(engine.name, written, len(gone), manifest.items if manifest else 0)


def _written_chunks(writer: IndexWriter, items: Q, moment: datetime) -> Iterator[int]:
    for chunk in in_chunks(items):
        # Cleared before reading: a change made meanwhile marks the row stale again.
        DisputedItem.objects.filter(_stale(), pk__in=chunk).update(indexed_at=moment)
        rows = list(items_to_index().filter(pk__in=chunk))
        for row in rows:
            writer.add(index_document(row))
        yield len(rows)


def _stale() -> Q:
    """Items without a mark, or with one of a run that was killed before its index was in use."""
    manifest = read_manifest(settings.INDEX_DIR)
    if not manifest or not manifest.indexed_until:
        return Q(indexed_at=None)
    return Q(indexed_at=None) | Q(indexed_at__gt=manifest.indexed_until)


def _moment_of_marks() -> datetime:
    """Now, but always later than the marks of every run that ended well, even if the clock was set back."""
    manifest = read_manifest(settings.INDEX_DIR)
    now = timezone.now()
    if not manifest or not manifest.indexed_until:
        return now
    return max(now, manifest.indexed_until + timedelta(microseconds=1))


def _removed_items() -> tuple[int, list[int]]:
    """The newest note of an item that is gone, and the items' primary keys."""
    rows = list(RemovedItem.objects.order_by("pk").values_list("pk", "item_id"))
    return max((pk for pk, _ in rows), default=0), [item_id for _, item_id in rows]


def _engine(name: str) -> Engine:
    """This process's engine of that name for the present index folder."""
    global _in_use
    if name not in ENGINES:
        raise IndexUnavailableError(
            f"The index was built by {name!r}, which this portal lacks. Run manage.py rebuild_index."
        )
    folder = Path(settings.INDEX_DIR)
    with _opening:
        if not _in_use or (_in_use.name, _in_use.directory) != (name, folder):
            _in_use = ENGINES[name](folder)
        return _in_use
