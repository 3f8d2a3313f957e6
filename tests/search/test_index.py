"""The index follows the database: built, brought up to date, never half of either."""

from datetime import timedelta

import pytest
from django.utils import timezone

from determinations.models import DisputedItem, RemovedItem
from search import index as search_index
from search.engines.base import IndexUnavailableError
from search.index import index_status, open_engine, rebuild_index, update_index, update_some, waiting_items
from search.manifest import IndexBusyError, read_manifest, write_lock
from search.query.parser import parse_query
from search.request import SearchRequest
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = build_world()
    rebuild_index()
    return world


def found(query: str = "") -> set[int]:
    return {hit.id for hit in open_engine().search(SearchRequest(parse_query(query).tree, limit=100)).hits}


def change(item: DisputedItem, rationale: str) -> None:
    """As an ingest changes an item."""
    DisputedItem.objects.filter(pk=item.pk).update(rationale=rationale, indexed_at=None)


def test_a_rebuild_indexes_every_item_and_marks_it(world):
    assert found() == {item.pk for item in world.values()}
    assert not DisputedItem.objects.filter(indexed_at=None).exists()
    assert index_status().state == "ok"
    assert index_status().items == len(world)


def test_without_an_index_the_command_to_build_it_is_named():
    with pytest.raises(IndexUnavailableError, match=r"Run manage.py rebuild_index"):
        open_engine()
    assert index_status().state == "missing"


def test_an_update_writes_only_what_has_changed(world):
    change(world["norco"], "entirely rewritten")
    summary = update_index()
    assert (summary.written, summary.removed, summary.items) == (1, 0, len(world))
    assert found("rewritten") == {world["norco"].pk}
    assert update_index().written == 0


def test_an_update_forgets_removed_items(world):
    pk = world["flexeril"].pk
    world["flexeril"].delete()
    RemovedItem.objects.create(item_id=pk)
    assert update_index().removed == 1
    assert pk not in found()
    assert not RemovedItem.objects.exists()


def test_a_change_made_while_its_item_is_indexed_leaves_it_stale(world, monkeypatch):
    change(world["norco"], "first version")
    read = search_index.index_document

    def read_then_change(item):
        document = read(item)
        change(item, "second version")
        return document

    monkeypatch.setattr(search_index, "index_document", read_then_change)
    update_index()
    monkeypatch.undo()
    assert found("first version") == {world["norco"].pk}
    assert update_index().written == 1
    assert found("second version") == {world["norco"].pk}


def test_a_failed_update_changes_nothing_and_is_made_up_for(world, monkeypatch):
    change(world["norco"], "entirely rewritten")
    with monkeypatch.context() as broken:
        broken.setattr(search_index, "index_document", lambda item: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            update_index()
    assert found("rewritten") == set()
    assert update_index().written == 1
    assert found("rewritten") == {world["norco"].pk}


def test_marks_of_a_killed_run_do_not_count(world):
    """Killed after the marks were set and before its index was in use."""
    change(world["norco"], "entirely rewritten")
    DisputedItem.objects.filter(pk=world["norco"].pk).update(indexed_at=timezone.now())
    assert update_index().written == 1
    assert found("rewritten") == {world["norco"].pk}


def test_a_clock_that_was_set_back_hides_no_change(world, monkeypatch):
    earlier = timezone.now() - timedelta(days=30)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    change(world["norco"], "entirely rewritten")
    assert update_index().written == 1
    assert update_index().written == 0


def test_a_failed_rebuild_leaves_the_old_index_and_its_marks(world, monkeypatch):
    monkeypatch.setattr(search_index, "index_document", lambda item: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild_index()
    assert found() == {item.pk for item in world.values()}
    assert not DisputedItem.objects.filter(indexed_at=None).exists()


def test_only_one_process_writes_at_a_time(world, settings):
    with write_lock(settings.INDEX_DIR), pytest.raises(IndexBusyError, match="when it has ended"):
        update_index()
    assert update_index().written == 0


def test_an_index_of_other_fields_is_not_searched(world, settings, monkeypatch):
    monkeypatch.setattr("search.engines.embedded.fingerprint", lambda: "another")
    with pytest.raises(IndexUnavailableError, match="another version"):
        found()
    assert index_status().state == "unavailable"


def test_an_index_whose_files_are_gone_says_so(world, settings):
    manifest = read_manifest(settings.INDEX_DIR)
    (settings.INDEX_DIR / manifest.generation).rename(settings.INDEX_DIR / "elsewhere")
    assert index_status().state == "unavailable"
    assert "rebuild_index" in index_status().message


@pytest.mark.parametrize("content", ["", "{", "[]", '{"engine": "whoosh"}', "\x00"])
def test_a_broken_manifest_is_no_index(world, settings, content):
    (settings.INDEX_DIR / "manifest.json").write_text(content)
    assert index_status().state == "missing"
    assert rebuild_index().items == len(world)


def test_an_index_by_an_engine_that_is_gone_says_to_rebuild(world, settings):
    path = settings.INDEX_DIR / "manifest.json"
    path.write_text(path.read_text().replace('"whoosh"', '"lucene"'))
    with pytest.raises(IndexUnavailableError, match=r"Run manage.py rebuild_index"):
        open_engine()
    assert index_status().state == "unavailable"


def test_a_few_items_are_brought_up_to_date_and_the_others_wait_on(world):
    change(world["norco"], "entirely rewritten")
    change(world["flexeril"], "altogether rewritten")
    update_some([world["norco"].pk])
    assert found("rewritten") == {world["norco"].pk}
    assert waiting_items(10) == 1
    assert update_index().written == 1
    assert found("rewritten") == {world["norco"].pk, world["flexeril"].pk}


def test_of_a_few_items_those_that_are_gone_are_forgotten(world):
    gone, kept = world["flexeril"].pk, world["norco"].pk
    world["flexeril"].delete()
    RemovedItem.objects.bulk_create([RemovedItem(item_id=gone), RemovedItem(item_id=9999)])
    update_some([gone, kept])
    assert gone not in found()
    assert kept in found()
    assert list(RemovedItem.objects.values_list("item_id", flat=True)) == [9999]


def test_bringing_a_few_up_to_date_takes_no_killed_runs_mark_for_true(world):
    """As a killed run leaves it: marked, and not in the index as it is."""
    change(world["norco"], "entirely rewritten")
    DisputedItem.objects.filter(pk=world["norco"].pk).update(indexed_at=timezone.now() + timedelta(seconds=1))
    update_some([world["flexeril"].pk])
    assert update_index().written == 1
    assert found("rewritten") == {world["norco"].pk}


def test_when_a_few_cannot_be_written_they_wait_as_before(world, settings):
    change(world["norco"], "entirely rewritten")
    RemovedItem.objects.create(item_id=world["flexeril"].pk)
    with write_lock(settings.INDEX_DIR), pytest.raises(IndexBusyError):
        update_some([world["norco"].pk, world["flexeril"].pk])
    assert waiting_items(10) == 1
    assert RemovedItem.objects.exists()


def test_a_request_brings_only_so_many_up_to_date(world, monkeypatch):
    monkeypatch.setattr(search_index, "MOST_AT_ONCE", 2)
    for item in world.values():
        change(item, "entirely rewritten")
    search_index.update_what_waits()
    assert len(found("rewritten")) == 2
    assert waiting_items(100) == len(world) - 2
