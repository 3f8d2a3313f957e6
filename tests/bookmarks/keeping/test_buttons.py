"""The bookmark buttons: what they keep, how they look, and filing at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bookmarks.models import Bookmark
from search.index import rebuild_index
from tests.bookmarks.keeping.conftest import says, share, text

HTMX = {"HX-Request": "true"}


def add(attorney, item, what, **options):
    return attorney.post("add", item.determination_id, what=what, **options)


def test_a_determination_is_kept_with_its_items_and_their_outcomes(kim, items):
    add(kim, items["norco"], "")
    (kept,) = kim.has()
    assert (kept.kind, kept.place, kept.item) == ("determination", "", None)
    assert "Item 1: Norco 10/325mg #60\nOverturned" in kept.kept_text
    assert "Item 2: Flexeril 7.5mg #60\nUpheld" in kept.kept_text


def test_an_item_is_kept_with_its_treatment_outcome_and_rationale(kim, items):
    flexeril = items["flexeril"]
    add(kim, flexeril, "item-2")
    (kept,) = kim.has()
    assert (kept.kind, kept.item, kept.item_number, kept.place) == ("item", flexeril, 2, "item-2")
    assert kept.kept_text == f"Flexeril 7.5mg #60\nUpheld\n\n{flexeril.rationale}"


def test_a_passage_is_cut_by_the_portal_from_its_own_text(kim, items):
    norco = items["norco"]
    add(kim, norco, "item-1:0-28", text="words of somebody else", kept_text="words of somebody else")
    (kept,) = kim.has()
    assert (kept.kind, kept.item, kept.start, kept.end) == ("passage", norco, 0, 28)
    assert kept.kept_text == norco.rationale[:28]


@pytest.mark.parametrize("place", ["summary", "letter"])
def test_passages_of_the_case_summary_and_of_the_letter_are_kept(kim, items, place):
    determination = items["norco"].determination
    add(kim, items["norco"], f"{place}:2-9")
    (kept,) = kim.has()
    whole = determination.case_summary if place == "summary" else determination.letter.text
    assert kept.kept_text == whole[2:9]
    assert kept.item is None


@pytest.mark.parametrize(
    "what",
    [
        "item-9",
        "item-0",
        "item-2:5-5",
        "item-1:0-99999",
        "item-9:0-5",
        "nowhere:0-5",
        "item-1:0-5; x",
        "\x00",
        "item-" + "9" * 5000,
    ],
)
def test_what_the_letter_does_not_have_cannot_be_kept(kim, items, what):
    assert add(kim, items["norco"], what).status_code == 404
    assert not Bookmark.objects.exists()


def test_the_determination_its_item_and_a_passage_are_three_bookmarks_each_kept_once(kim, items):
    for what in ("", "item-1", "item-1:0-20") * 2:
        add(kim, items["norco"], what)
    assert [one.kind for one in kim.has()] == ["determination", "item", "passage"]


def test_letting_go_of_an_item_leaves_the_determination_kept(kim, items):
    for what in ("", "item-1"):
        add(kim, items["norco"], what)
    kim.post("remove", items["norco"].determination_id, what="item-1")
    assert [one.kind for one in kim.has()] == ["determination"]


def test_letting_go_takes_a_bookmark_out_of_every_folder_of_ones_own_and_one_button_undoes_it(kim, items):
    norco = items["norco"]
    folder = kim.folder()
    kept = [kim.keeps(norco), kim.keeps(norco, folder=folder)]
    answer = kim.post("remove", norco.determination_id, what="item-1", headers=HTMX)
    assert kim.has() == kim.has(folder) == []
    keys = re.search(r'name="bookmark" value="([\d,]+)"', answer.content.decode())[1]
    kim.post("restore", bookmark=keys)
    assert [*kim.has(), *kim.has(folder)] == kept


def test_htmx_gets_the_button_with_the_choice_of_a_folder(kim, items):
    kim.folder("Alvarez")
    answer = add(kim, items["norco"], "item-1", headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert "Remove bookmark" in html
    assert "Alvarez" in html
    assert reverse("bookmarks:filing", args=[kim.has()[0].pk]) in html


def test_without_htmx_a_message_leads_to_the_bookmark(kim, items):
    answer = add(kim, items["norco"], "item-1", next="/?q=norco")
    assert answer["Location"] == "/?q=norco"
    assert "Bookmarked. File it in a folder, or write a note" in says(kim)


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/a\nb", "0", "?q=x"]
)
def test_a_plain_form_never_leads_to_another_host(kim, items, back):
    answer = add(kim, items["norco"], "item-1", next=back)
    assert answer["Location"] == items["norco"].get_absolute_url()


def test_a_bookmark_is_filed_in_a_folder_and_the_button_names_it(kim, items):
    kept, folder = kim.keeps(items["norco"]), kim.folder("Alvarez")
    answer = kim.post("filing", kept.pk, folder=folder.pk, headers=HTMX)
    assert kim.has(folder) == [kept]
    assert "Filed in Alvarez" in text(answer)
    page = kim.client.get(items["norco"].determination.get_absolute_url())
    assert "Folder of this bookmark: Alvarez" in text(page)


@pytest.mark.parametrize("headers", [None, HTMX])
def test_a_bookmark_in_a_folder_is_moved_to_another_or_kept_in_both(kim, items, headers):
    smith, jones, brown = (kim.folder(name) for name in ("Smith", "Jones", "Brown"))
    kept = kim.keeps(items["norco"], folder=smith)
    kim.post("filing", kept.pk, folder=jones.pk, headers=headers)
    assert (kim.has(smith), kim.has(jones)) == ([], [kept])
    answer = kim.post("filing", kept.pk, folder=brown.pk, copy="1", headers=headers)
    assert (len(kim.has(jones)), len(kim.has(brown))) == (1, 1)
    assert "In 2 places" in text(answer) if headers else "1 bookmark copied to Brown" in says(kim)


@pytest.mark.parametrize("headers", [None, HTMX])
def test_without_a_choice_a_bookmark_stays_in_its_folder_and_the_form_says_so(kim, items, headers):
    folder = kim.folder("Alvarez")
    kept = kim.keeps(items["norco"], folder=folder)
    answer = kim.post("filing", kept.pk, folder="", headers=headers)
    assert kim.has(folder) == [kept]
    assert "Choose a folder first, or “No folder”, or write a new one’s name." in text(answer)


def test_what_is_wrong_with_a_choice_is_said_within_the_button(kim, items):
    """htmx swaps the whole button, so that the form alone would take its place."""
    kept = kim.keeps(items["norco"])
    for sent in ({"folder": ""}, {"new_folder": "x" * 201}):
        html = kim.post("filing", kept.pk, headers=HTMX, **sent).content.decode()
        assert 'role="alert"' in html
        assert "Remove bookmark" in html
        assert re.search(r'<details class="filing" open>', html)


def test_a_bookmark_is_filed_in_a_new_folder_at_once(kim, items):
    kept = kim.keeps(items["norco"])
    kim.post("filing", kept.pk, new_folder="  Brand   new ")
    kept.refresh_from_db()
    assert kept.folder.name == "Brand new"
    assert kept.folder.owner == kim.user


def test_the_name_of_a_folder_that_is_there_means_that_folder(kim, items):
    folder = kim.folder("Alvarez")
    kim.post("filing", kim.keeps(items["norco"]).pk, new_folder="Alvarez")
    assert len(kim.has(folder)) == 1


@pytest.mark.parametrize("folder", ["nonsense", "9" * 30, "0", "-1", "\x00"])
def test_no_such_folder_is_said_and_nothing_moves(kim, items, folder):
    kept = kim.keeps(items["norco"])
    assert kim.post("filing", kept.pk, folder=folder).status_code == 200
    assert kim.has() == [kept]


def test_a_visitor_is_led_to_signing_in_once_a_determination_and_for_a_passage(client, items):
    address = items["norco"].determination.get_absolute_url()
    page = client.get(f"{address}?passage=item-1:0-20").content.decode()
    # The header's, that of the linked passage, and the pattern for a selected one.
    assert page.count("Sign in to bookmark") == 3
    assert "Bookmark item" not in page


def test_the_page_of_a_linked_passage_bookmarks_it_without_a_script(kim, items):
    address = items["norco"].determination.get_absolute_url()
    page = kim.client.get(f"{address}?passage=item-1:0-20").content.decode()
    assert '<input type="hidden" name="what" value="item-1:0-20">' in page
    kim.keeps(items["norco"], "item-1:0-20")
    page = kim.client.get(f"{address}?passage=item-1:0-20")
    assert "Remove bookmark of this passage" in text(page)


@pytest.mark.parametrize(
    "address", ["/", "/determinations/", "/items/{item}/similar/", "/determinations/{case}/"]
)
def test_one_query_a_page_asks_for_all_its_buttons(kim, items, address):
    rebuild_index()
    norco = items["norco"]
    kim.keeps(norco)
    with CaptureQueriesContext(connection) as queries:
        page = kim.client.get(address.format(item=norco.pk, case=norco.determination.case_number))
    assert page.content.decode().count('class="bookmark') >= 1
    (asked,) = [one["sql"] for one in queries if "bookmarks_bookmark" in one["sql"]]
    assert '"determination_id" IN (' in asked, "reads all that the person keeps, of other pages too"


def test_the_buttons_of_a_list_show_what_is_kept_of_each_of_its_determinations(kim, items):
    rebuild_index()
    kept = [kim.keeps(items[name]) for name in ("norco", "zanaflex_overturned", "tizanidine_upheld")]
    for address in ("/", "/determinations/"):
        page = text(kim.client.get(address))
        for one in kept:
            assert (
                f"Remove bookmark of item {one.item_number}, {one.item.name}, {one.determination.name}"
                in page
            )
        assert page.count("Remove bookmark") == len(kept)


def test_every_item_of_a_card_has_a_button(kim, items):
    rebuild_index()
    for address in ("/?q=norco", "/determinations/"):
        page = text(kim.client.get(address))
        assert "Bookmark item 1, Norco 10/325mg #60, CM15-9000001" in page


def test_what_one_filed_in_somebody_elses_folder_counts_as_kept_while_one_may_change_it(kim, lee, items):
    folder = kim.folder()
    share(folder, lee, can_write=True)
    kept = lee.keeps(items["norco"], "")
    lee.post("filing", kept.pk, folder=folder.pk)
    address = items["norco"].determination.get_absolute_url()
    assert "Remove bookmark CM15-9000001" in text(lee.client.get(address))
    assert "Remove bookmark CM15-9000001" in text(kim.client.get(address))
    folder.shares.all().delete()
    assert "Remove bookmark" not in text(lee.client.get(address))
    lee.post("remove", items["norco"].determination_id, what="")
    assert kim.has(folder) == [kept]
