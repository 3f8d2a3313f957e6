"""What is exported: all items of a search in its order, or those of a folder's bookmarks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookmarks.exports import items as reading
from bookmarks.exports import of_folder, of_search
from bookmarks.models import Bookmark
from determinations.models import Determination, DisputedItem
from search.address import SearchAddress
from search.index import open_engine
from tests.bookmarks.exports.keeping import (
    about,
    downloaded,
    folder_path,
    keep,
    noted_path,
    rows,
    search_path,
)


def named(row: dict[str, str]) -> tuple[str, int]:
    return row["Case number"], int(row["Item"])


def in_order(items) -> list[tuple[str, int]]:
    return [(item.determination.name, item.number) for item in items]


@pytest.mark.parametrize("query", ["", "q=pain", "sort=oldest", "outcome=overturned&sort=newest", "page=3"])
def test_a_search_is_exported_whole_and_in_its_order_whatever_its_page(items, owner, query):
    page = owner.get(f"/?{query.replace('page=3', '')}")
    hits = [pk for pk, _ in sorted(page.context["page"].ranks.items(), key=lambda one: one[1])]
    found = DisputedItem.objects.select_related("determination").in_bulk(hits)
    assert hits
    assert [named(row) for row in rows(owner, search_path("csv", query))] == in_order(
        found[pk] for pk in hits
    )


def test_a_search_that_finds_nothing_gives_a_table_without_rows(items, owner):
    content = downloaded(owner, search_path("csv", "q=nosuchwordanywhere")).decode("utf-8-sig")
    assert content.startswith('"Case number","Item"')
    assert content.count("\r\n") == 1


def test_what_is_beyond_the_most_items_is_left_out_and_the_export_says_so(items, owner, monkeypatch):
    monkeypatch.setattr(of_search, "MOST_ITEMS", 5)
    found = rows(owner, search_path("csv"))
    assert len(found) == 5
    assert f"The first 5 of the {len(items)} items found" in found[0]["Exported from"]


def test_a_folder_that_has_more_is_cut_too(folder, owner, monkeypatch):
    monkeypatch.setattr(of_folder, "MOST_ITEMS", 1)
    (row,) = rows(owner, folder_path("csv", folder))
    assert "The first 1 of the" in row["Exported from"]
    assert "items in the folder" in row["Exported from"]


def test_an_item_that_has_gone_since_the_index_was_written_is_left_out(items, owner):
    before = rows(owner, search_path("csv"))
    items["norco"].delete()
    after = rows(owner, search_path("csv"))
    assert len(after) == len(before) - 1
    assert f"({len(after)} disputed items" in after[0]["Exported from"]


def test_a_folder_is_exported_in_its_order_a_determination_as_all_its_items(folder, owner, items):
    case = items["norco"].determination
    expected = [*case.items.all(), items["acupuncture"], items["tizanidine_upheld"]]
    assert [named(row) for row in rows(owner, folder_path("csv", folder))] == in_order(expected)
    Bookmark.objects.filter(item=items["acupuncture"]).update(position=0)
    Bookmark.objects.filter(determination=case).update(position=1)
    first, *_ = rows(owner, folder_path("csv", folder))
    assert named(first) == (items["acupuncture"].determination.name, items["acupuncture"].number)


def test_an_item_of_several_bookmarks_is_one_row_with_what_they_all_say(folder, owner, items):
    keep(folder, items["acupuncture"], passage=(0, 20), note="Another.", tags=("taper",))
    found = [row for row in rows(owner, noted_path("csv", folder)) if row["Note"].endswith("Another.")]
    (row,) = found
    assert row["Note"] == "'=HYPERLINK(1)\n\nAnother."
    assert row["Tags"] == "taper"
    assert row["Bookmarked passage"] == items["acupuncture"].rationale[:20]


def test_the_note_on_a_determination_stands_with_each_of_its_items(folder, owner, items):
    case = items["norco"].determination
    noted = [row for row in rows(owner, noted_path("csv", folder)) if row["Case number"] == case.name]
    assert len(noted) == case.items.count() > 1
    assert {row["Note"] for row in noted} == {"The **whole** case."}


def test_a_passage_of_the_case_summary_stands_for_all_items_of_the_determination(folder, owner, items):
    passage = keep(folder, items["lumbar_mri"].determination)
    Bookmark.objects.filter(pk=passage.pk).update(
        kind="passage", place="summary", start=0, end=9, kept_text="Kept text"
    )
    case = items["lumbar_mri"].determination
    found = [row for row in rows(owner, folder_path("csv", folder)) if row["Case number"] == case.name]
    assert len(found) == case.items.count()
    assert found[0]["Bookmarked passage"] == "Kept text"


def test_a_removed_bookmark_is_not_exported(folder, owner, items):
    Bookmark.objects.filter(item=items["acupuncture"]).update(removed_at=timezone.now())
    assert items["acupuncture"].determination.name not in {
        row["Case number"] for row in rows(owner, folder_path("csv", folder))
    }


def test_a_bookmark_of_an_item_that_its_letter_no_longer_has_is_left_out_and_counted(folder, owner, items):
    items["acupuncture"].delete()
    recorded = about(downloaded(owner, folder_path("xlsx", folder)))
    assert "1 of an item that its letter no longer has is left out" in recorded["Bookmarks"]


def test_bookmarks_of_what_is_out_of_sight_are_counted_apart_from_items_that_are_gone(folder, owner, items):
    items["acupuncture"].delete()
    out_of_sight = Determination.objects.filter(pk=items["norco"].determination_id)
    out_of_sight.update(withdrawn_at=timezone.now())
    recorded = about(downloaded(owner, folder_path("xlsx", folder)))
    assert recorded["Bookmarks"] == (
        "3 bookmarks; 1 of an item that its letter no longer has is left out;"
        " 1 of a determination that whoever runs the portal has taken out of sight is left out"
    )
    last = Determination.objects.filter(pk=items["tizanidine_upheld"].determination_id)
    last.update(withdrawn_at=timezone.now())
    recorded = about(downloaded(owner, folder_path("xlsx", folder)))
    told = "2 of determinations that whoever runs the portal has taken out of sight are left out"
    assert recorded["Bookmarks"].endswith(told)


def test_what_must_not_be_exported_is_left_out_in_one_place(folder, owner, items, monkeypatch):
    """An item that is out of sight is in no export of a search and of no folder."""
    hidden = items["norco"].determination
    every = reading.exportable_items
    hide = lambda: every().exclude(determination=hidden)  # noqa: E731
    for module in (reading, of_folder):
        monkeypatch.setattr(module, "exportable_items", hide)
    for path in (search_path("csv"), folder_path("csv", folder)):
        assert hidden.name not in {row["Case number"] for row in rows(owner, path)}


def test_the_number_of_queries_goes_by_chunks_and_not_by_items(items, owner, monkeypatch):
    def queries(chunk: int) -> int:
        monkeypatch.setattr("bookmarks.exports.selection.CHUNK", chunk)
        selection = of_search.selection_of_search(open_engine(), SearchAddress(), "https://imr.example")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(list(selection.items())) == len(items)
        return len(captured)

    whole = queries(1000)
    assert whole <= 11
    assert queries(6) == 2 * whole
