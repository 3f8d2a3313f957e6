"""Search and filters over one's own bookmarks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bookmarks.keeping.tags import tag
from bookmarks.models import Bookmark
from determinations.models import Determination
from tests.bookmarks.keeping.conftest import text


def listed(attorney, **parameters) -> list[Bookmark]:
    page = attorney.get("list", **parameters)
    assert page.status_code == 200
    return list(page.context["bookmarks"])


@pytest.fixture
def kept(kim, items) -> dict[str, Bookmark]:
    return {name: kim.keeps(item) for name, item in items.items()}


def test_the_latest_stands_first(kim, kept):
    assert listed(kim) == list(kept.values())[::-1]


def test_words_are_looked_for_in_note_text_tags_and_case_number(kim, kept):
    norco, flexeril = kept["norco"], kept["flexeril"]
    Bookmark.objects.filter(pk=norco.pk).update(note="Quote this at the hearing")
    tag(flexeril, ["taper case"])
    assert listed(kim, q="HEARING quote") == [norco]
    assert listed(kim, q="muscle relaxant short course") == [flexeril]
    assert listed(kim, q="taper case") == [flexeril]
    assert set(listed(kim, q="cm15-9000001")) == {norco, flexeril}
    assert listed(kim, q="hearing nosuchword") == []


def test_folder_tag_and_kind(kim, kept, items):
    folder = kim.folder()
    filed = kim.keeps(items["norco"], folder=folder)
    passage = kim.keeps(items["norco"], "item-1:0-20")
    tag(kept["flexeril"], ["to cite"])
    assert listed(kim, folder=folder.pk) == [filed]
    assert filed not in listed(kim, folder="null")
    assert listed(kim, tag="to cite") == [kept["flexeril"]]
    assert listed(kim, kind="passage") == [passage]


def test_outcome_drug_and_body_part_hold_on_the_item_that_is_kept(kim, kept):
    assert listed(kim, drug="Norco") == [kept["norco"]]
    assert listed(kim, drug="Norco", outcome="upheld") == []
    assert kept["flexeril"] in listed(kim, outcome="upheld")
    assert kept["norco"] not in listed(kim, outcome="upheld")
    assert kept["norco"] in listed(kim, body_part="low back")


def test_of_a_whole_determination_one_item_has_to_fit_all_of_them(kim, items):
    whole = kim.keeps(items["norco"], "")
    assert listed(kim, drug="Norco", outcome="overturned") == [whole]
    assert listed(kim, drug="Norco", outcome="upheld") == []


def test_made_from_and_to(kim, kept):
    now = timezone.now()
    Bookmark.objects.filter(pk=kept["norco"].pk).update(created_at=now - timedelta(days=40))
    day = timezone.localdate() - timedelta(days=30)
    assert listed(kim, made_to=day.isoformat()) == [kept["norco"]]
    assert kept["norco"] not in listed(kim, made_from=day.isoformat())


def test_orders(kim, kept):
    assert listed(kim, order="made") == list(kept.values())
    numbers = [one.determination.case_number for one in listed(kim, order="case")]
    named = [number for number in numbers if number]
    assert named == sorted(named)


def test_decisions_without_a_date_stand_last_in_both_orders(kim, kept):
    undated = kept["norco"].determination
    Determination.objects.filter(pk=undated.pk).update(decided_on=None)
    for order, is_latest_first in (("-decided", True), ("decided", False)):
        dates = [one.determination.decided_on for one in listed(kim, order=order)]
        known = [day for day in dates if day]
        assert dates == [*sorted(known, reverse=is_latest_first), *[None] * dates.count(None)]
        assert None in dates


def test_the_list_is_paged_and_keeps_its_filters(kim, items):
    norco = items["norco"]
    for end in range(1, 31):
        kim.keeps(norco, f"item-1:0-{end}")
    page = kim.get("list", kind="passage")
    assert len(page.context["bookmarks"]) == 25
    assert "?kind=passage&amp;page=2" in page.content.decode()
    assert len(listed(kim, kind="passage", page=2)) == 5


def test_nobody_elses_bookmarks_folders_and_tags_are_in_it(kim, lee, items):
    folder = lee.folder("Secret matter")
    kept = lee.keeps(items["norco"], folder=folder)
    tag(kept, ["secret word"])
    page = text(kim.get("list"))
    assert "Secret matter" not in page
    assert "secret word" not in page
    # A filter that means nothing to this person narrows nothing.
    assert listed(kim, folder=folder.pk, tag="secret word") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "\x00"),
        ("q", "a " * 99),
        ("folder", "9" * 40),
        ("tag", "\x00"),
        ("kind", "nothing"),
        ("made_from", "soon"),
        ("made_to", "9999-99-99"),
        ("order", "drop table"),
        ("page", "-1"),
        ("page", "nonsense"),
        ("drug", "'; --"),
    ],
)
def test_nonsense_is_answered(kim, kept, name, value):
    assert kim.get("list", **{name: value}).status_code == 200


def test_a_list_asks_as_many_questions_for_many_bookmarks_as_for_few(
    kim, items, django_assert_max_num_queries
):
    for item in items.values():
        kim.keeps(item)
        kim.keeps(item, "")
    kim.get("folders")  # the first request of a session notes it
    with django_assert_max_num_queries(16):
        kim.get("list")
