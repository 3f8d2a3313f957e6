"""The about page says what is covered and what is not, from what is stored."""

import re

from django.core.management import call_command
from django.urls import reverse

from determinations.models import Determination, DisputedItem, Letter
from letters.samples import make_letters
from search.index import rebuild_index, update_index
from tests.search.world import build_world


def about(client) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", client.get(reverse("about")).content.decode()).split())


def rejected(path: str, reason: str) -> None:
    Letter.objects.create(path=path, size=0, status=Letter.Status.REJECTED, rejection=reason)


def test_determinations_and_items_are_counted_by_year_and_by_layout(client, db, tmp_path):
    for letter in make_letters(20, seed=3):
        (tmp_path / f"{letter.name}.txt").write_text(letter.text, encoding="utf-8")
    call_command("ingest", str(tmp_path), workers=1, verbosity=0)
    rebuild_index()
    page = about(client)
    determinations, items = Determination.objects.count(), DisputedItem.objects.count()
    assert f"{determinations} determinations with {items} disputed items" in page
    year = Determination.objects.exclude(decided_on=None).latest("decided_on").decided_on.year
    of_year = Determination.objects.filter(decided_on__year=year).count()
    items_of_year = DisputedItem.objects.filter(determination__decided_on__year=year).count()
    assert f"Items {year} {of_year} {items_of_year} " in page
    for layout in Letter.objects.values_list("format", flat=True).distinct():
        assert re.search(rf"{layout} “[^”]*”[^”]*? {Letter.objects.filter(format=layout).count()} \d+", page)
    assert "All of them are fictional samples" in page


def test_files_left_out_are_counted_by_reason_and_never_named(client, db):
    rejected("smith.pdf", "The file is empty.")
    rejected("jones.pdf", "The file is empty.")
    rejected("brown.pdf", "The PDF is damaged and cannot be opened. Download it again.")
    page = about(client)
    assert "3 files could not be used" in page
    assert "The file is empty. 2 The PDF is damaged" in page
    assert "smith" not in page


def test_replaced_letters_are_counted(client, db):
    Letter.objects.create(path="old.txt", size=1, status=Letter.Status.REPLACED)
    assert "1 letter was replaced by a newer letter" in about(client)


def test_inferred_body_parts_are_counted(client, db):
    build_world()
    rebuild_index()
    answer = client.get("/", {"q": "body_part_from:injury"})
    inferred = answer.context["page"].total
    assert inferred > 0
    assert f"For {inferred} item" in about(client)


def test_it_says_which_engine_holds_how_much_and_whether_items_wait(client, db):
    build_world()
    summary = rebuild_index("whoosh")
    assert f"Whoosh holds {summary.items} items, built" in about(client)
    assert "Every stored item is in it as it is now." in about(client)
    DisputedItem.objects.filter(pk=DisputedItem.objects.first().pk).update(indexed_at=None)
    assert "1 item is not in the index yet" in about(client)
    update_index()
    assert "Every stored item is in it as it is now." in about(client)


def test_the_search_page_says_in_one_line_that_items_wait(client, db):
    build_world()
    rebuild_index()
    assert b"not in the index yet" not in client.get("/").content
    DisputedItem.objects.update(indexed_at=None)
    count = DisputedItem.objects.count()
    assert f"{count} items are not in the index yet" in client.get("/").content.decode()


def test_an_empty_portal_says_what_to_do(client, db):
    page = about(client)
    assert "holds no determination yet" in page
    assert "No file was rejected." in page
    assert "Search is not available right now." in page


def test_it_says_what_a_determination_is_not_with_its_sources(client, db):
    page = about(client)
    assert "It is not binding precedent" in page
    assert "4610.6(h)" in page
    assert "10575" in page
    assert "30 days" in page


def test_it_says_what_is_kept_of_a_person(client, db):
    page = about(client)
    assert "Searches are in no log" in page
    assert "A pasted denial is not kept" in page


def test_few_queries_are_made_and_none_but_the_waiting_items_when_counts_are_kept(
    client, db, django_assert_max_num_queries
):
    build_world()
    rebuild_index()
    with django_assert_max_num_queries(10):
        about(client)
    with django_assert_max_num_queries(4):
        about(client)
