"""Of a determination that may not be shown, a bookmark shows its owner's words, none of the letter."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from bookmarks.keeping.order import bookmarks_in_order
from bookmarks.keeping.shown import with_what_is_shown
from bookmarks.keeping.tags import tag
from bookmarks.models import Bookmark
from determinations.models import Determination
from tests.bookmarks.keeping.conftest import share, text


@pytest.fixture
def kept(kim, items):
    folder = kim.folder()
    for what in ("", "item-1", "item-1:0-40"):
        one = kim.keeps(items["norco"], what, folder)
        Bookmark.objects.filter(pk=one.pk).update(note="My own words")
        tag(one, ["my tag"])
    return kim.has(folder)


@pytest.fixture
def out_of_sight(kept):
    Determination.objects.filter(pk=kept[0].determination_id).update(withdrawn_at=timezone.now())


def test_in_sight_they_show_the_letter(kim, kept):
    assert "Norco" in text(kim.get("list"))


@pytest.mark.parametrize("name", ["list", "folder", "bookmark", "note", "filing", "removed"])
def test_nothing_of_the_letter_stands_on_any_page(kim, kept, out_of_sight, name):
    if name == "removed":
        kim.post("change", action="remove", bookmark=[one.pk for one in kept])
    keys = {
        "folder": [kept[0].folder_id],
        "bookmark": [kept[1].pk],
        "note": [kept[1].pk],
        "filing": [kept[1].pk],
    }
    page = kim.get(name, *keys.get(name, []))
    assert page.status_code == 200
    html = page.content.decode()
    for of_the_letter in (
        "Norco",
        "Opioids may be",
        "Flexeril",
        "outcome-overturned",
        "2015",
        "/determinations/CM15-9000001/",
    ):
        assert of_the_letter not in html
    assert "CM15-9000001" not in html
    assert "determination that was withdrawn" in html
    if name in ("list", "folder", "bookmark"):
        assert "My own words" in html
        assert "my tag" in html
        assert "taken" in html


def test_it_cannot_be_kept_anew(kim, items, kept, out_of_sight):
    assert kim.post("add", items["flexeril"].determination_id, what="item-2").status_code == 404


def test_the_content_of_a_folder_for_whoever_has_its_secret_link_names_nobody_and_changes_nothing(
    kim, lee, items
):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    lee.keeps(items["norco"], folder=folder)
    bookmarks = with_what_is_shown(bookmarks_in_order(folder))
    context = {"folder": folder, "bookmarks": bookmarks, "can_write": False}
    html = render_to_string("bookmarks/folder_content.html", context)
    assert "Norco 10/325mg #60" in html
    for lacking in ("example.org", "<form", "<button", "<input", "/bookmarks/"):
        assert lacking not in html


def test_no_button_that_htmx_swaps_names_the_case(kim, kept, out_of_sight):
    case = kept[0].determination.case_number
    kim.post("change", action="remove", bookmark=[kept[0].pk])
    htmx = {"HX-Request": "true"}
    for answer in (
        kim.post("restore", headers=htmx, bookmark=kept[0].pk),
        kim.post("filing", kept[0].pk, headers=htmx, new_folder="Other"),
        kim.post("remove", kept[0].determination_id, headers=htmx, what=""),
    ):
        assert answer["HX-Redirect"] == "/bookmarks/"
        assert case not in answer.content.decode()
    assert not Bookmark.objects.kept().filter(pk=kept[0].pk).exists()
