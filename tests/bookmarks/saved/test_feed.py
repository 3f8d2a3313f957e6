"""The Atom feed of a saved search, as a feed reader gets it."""

import shutil
from time import sleep
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from django.urls import reverse

from bookmarks.models import SavedSearch
from bookmarks.saved.feed import MOST_ENTRIES
from bookmarks.saved.tokens import feed_path, unsubscribe_path
from search.index import update_index
from tests.bookmarks.saved.alerts import add_indexed, add_item, read_anew, replace_letter, save, send_alerts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.BASE_URL = "https://imr.example.org"


@pytest.fixture
def saved(own) -> SavedSearch:
    return save(own, name="Zanaflex & spasm", has_feed="on", alert="none")


def fetch(saved, **headers):
    return Client().get(feed_path(saved), headers=headers)


def parsed(saved):
    answer = fetch(saved)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    return feed


def test_a_feed_without_news_is_a_feed(saved):
    feed = parsed(saved)
    assert feed.entries == []
    assert feed.feed.title == "Zanaflex & spasm: new items"
    assert feed.feed.subtitle == "Disputed items where drug is tizanidine."
    assert feed.feed.author == "IMR Precedent"
    assert "no binding precedent" in feed.feed.rights
    assert feed.feed.updated_parsed


def test_what_is_newly_found_is_an_entry_the_latest_first(saved):
    add_indexed(treatment="Tizanidine 2mg")
    parsed(saved)
    item = add_indexed(
        treatment="Zanaflex <4mg> & more", rationale="Spasm\x0b & guarding.", is_fictional=True
    )
    first, second = parsed(saved).entries
    case = item.determination.case_number
    assert first.title == f"Fictional sample: Overturned: Zanaflex <4mg> & more ({case}, item 1)"
    assert first.link == f"https://imr.example.org{item.get_absolute_url()}"
    assert "fictional sample" in first.summary
    assert "Decided Jun 1, 2015. Overturned. Tizanidine, Low back. Spasm &amp; guarding." in first.summary
    assert "Fictional sample" in [tag.term for tag in first.tags]
    assert second.title.startswith("Overturned: Tizanidine 2mg")
    assert "ictional" not in f"{second.title}{second.summary}"
    assert first.updated_parsed


def test_entries_keep_their_ids_and_an_item_read_anew_is_no_second_entry(saved):
    item = add_indexed()
    before = [entry.id for entry in parsed(saved).entries]
    read_anew(item, "Other words.")
    update_index()
    assert [entry.id for entry in parsed(saved).entries] == before
    assert before[0].startswith("tag:imr.example.org,")
    assert parsed(saved).feed.id != before[0]


REPLACED = "after this search found it: it may not match any more."


def test_an_item_whose_letter_was_replaced_says_so_and_is_told_of_as_changed_and_once(own):
    saved = save(own, "q=drug:tizanidine&outcome=overturned", has_feed="on", alert="none")
    item = add_indexed()
    first = fetch(saved)
    [before] = feedparser.parse(first.content).entries
    assert REPLACED not in before.summary
    sleep(1.1)  # a feed tells the time in seconds
    replace_letter(item, outcome="upheld")
    changed = fetch(saved, **{"If-Modified-Since": first["Last-Modified"]})
    assert changed.status_code == 200
    feed = feedparser.parse(changed.content)
    [after] = feed.entries
    assert REPLACED in after.summary
    assert after.title.startswith("Upheld")
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated
    assert feed.feed.updated == after.updated
    replace_letter(item, outcome="overturned")
    assert len(parsed(saved).entries) == 1


def test_an_item_that_a_re_parse_newly_matches_is_an_entry(own, index):
    saved = save(own, "q=acupuncture", has_feed="on")
    read_anew(index[2], "Acupuncture was tried.")
    update_index()
    assert len(parsed(saved).entries) == 1


def test_the_feed_and_the_mails_tell_of_the_same_items(own):
    saved = save(own, has_feed="on")
    add_indexed()
    send_alerts()
    assert len(parsed(saved).entries) == 1
    add_indexed()
    assert len(parsed(saved).entries) == 2


def test_the_feed_has_so_many_entries_at_most(saved):
    for _ in range(MOST_ENTRIES + 5):
        add_item()
    update_index()
    assert len(parsed(saved).entries) == MOST_ENTRIES


def test_a_reader_that_has_the_feed_gets_it_again_only_when_it_changed(saved):
    add_indexed()
    first = fetch(saved)
    again = fetch(saved, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(saved, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    add_indexed()
    changed = fetch(saved, **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_it_is_private_sets_no_cookie_and_no_search_engine_lists_it(saved):
    answer = fetch(saved)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


def test_while_search_is_away_the_feed_has_what_it_had(saved, settings):
    add_indexed()
    parsed(saved)
    shutil.rmtree(settings.INDEX_DIR)
    assert len(parsed(saved).entries) == 1


def test_an_index_that_did_not_change_is_not_searched_again(saved, monkeypatch):
    parsed(saved)
    monkeypatch.setattr("bookmarks.saved.finding.open_engine", lambda: pytest.fail("it was searched"))
    parsed(saved)


def test_a_new_address_revokes_the_one_before(saved, own):
    before = feed_path(saved)
    own.post(reverse("bookmarks:new_feed_address", args=[saved.pk]))
    saved.refresh_from_db()
    assert feed_path(saved) != before
    assert Client().get(before).status_code == 404
    assert fetch(saved).status_code == 200


def test_its_owner_alone_is_shown_the_address(saved, own):
    page = own.get(saved.get_absolute_url()).content.decode()
    assert f"https://imr.example.org{feed_path(saved)}" in page


def test_a_feed_that_is_switched_off_or_whose_owner_is_gone_leads_nowhere(saved, own, person):
    own.post(saved.get_absolute_url(), {"name": "x", "alert": "none"})
    assert fetch(saved).status_code == 404
    own.post(saved.get_absolute_url(), {"name": "x", "alert": "none", "has_feed": "on"})
    assert fetch(saved).status_code == 200
    person.is_active = False
    person.save()
    assert fetch(saved).status_code == 404


def test_forged_addresses_lead_nowhere(saved):
    token = feed_path(saved).split("/")[-2]
    unsubscribing = unsubscribe_path(saved).split("/")[-2]
    wrong = (
        token[:-1],
        f"9{token}",
        f"{saved.pk}-1",
        "1-1.x",
        "é",
        "x" * 3000,
        unsubscribing,
        f"{saved.pk}-1.",
    )
    for one in wrong:
        assert Client().get(reverse("bookmarks:feed", args=[one])).status_code == 404


def test_words_that_xml_cannot_hold_break_no_feed(own):
    saved = save(own, "q=tizanidine%1b\ufffe OR spasm", has_feed="on")
    SavedSearch.objects.update(name="a\x1bb\ufffe")  # the form took such names once
    add_indexed()
    feed = parsed(saved)
    assert feed.feed.title == "ab: new items"
    ElementTree.fromstring(fetch(saved).content)  # noqa: S314 - our own
