"""A person's searches are kept for that person alone, once each, bounded, and none when switched off."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from bookmarks.history import receivers, recording
from bookmarks.models import HistorySwitch, PastSearch
from search.index import rebuild_index
from search.signals import searched
from search.views import results
from tests.bookmarks.matter import person
from tests.search.world import build_world

HISTORY = "/bookmarks/history/"


@pytest.fixture
def attorney(db):
    build_world()
    rebuild_index()
    return person("attorney")


@pytest.fixture
def signed_in(attorney) -> Client:
    client = Client()
    client.force_login(attorney)
    return client


def kept(client: Client) -> list[str]:
    """The links of the history, from the latest on."""
    return re.findall(r'<a href="(/\?[^"]*)"', client.get(HISTORY).content.decode())


def test_a_search_is_kept_with_what_was_understood_and_found(signed_in):
    found = signed_in.get("/", {"q": "drug:tizanidine", "outcome": "upheld"}).context["page"]
    (row,) = signed_in.get(HISTORY).context["rows"]
    assert (row.understood, row.query, row.total) == (found.understood, "drug:tizanidine", found.total)
    assert signed_in.get(row.url).context["page"].understood == found.understood


def test_a_search_by_filters_alone_is_kept_too(signed_in):
    signed_in.get("/", {"outcome": "overturned", "from": "2014"})
    (row,) = signed_in.get(HISTORY).context["rows"]
    assert row.query == ""
    assert "overturned" in row.understood.lower()


def test_the_latest_search_is_first_and_one_made_again_moves_up(signed_in):
    for q in ("pain", "spasm", "pain"):
        signed_in.get("/", {"q": q})
    assert kept(signed_in) == ["/?q=pain", "/?q=spasm"]


def test_another_order_is_the_same_search(signed_in):
    signed_in.get("/", {"q": "pain"})
    signed_in.get("/", {"q": " pain ", "sort": "oldest"})
    assert kept(signed_in) == ["/?q=pain"]


def test_a_further_page_is_no_search_of_its_own(signed_in, monkeypatch):
    monkeypatch.setattr("search.address.PAGE_SIZE", 2)
    monkeypatch.setattr("search.results.page.PAGE_SIZE", 2)
    page = signed_in.get("/", {"outcome": "upheld", "page": "2"}).context["page"]
    assert page.pagination.number == 2
    assert kept(signed_in) == []


def test_a_part_of_a_page_that_changes_the_question_is_a_search(signed_in):
    signed_in.get("/", {"q": "pain", "outcome": "upheld"}, headers={"HX-Request": "true"})
    assert kept(signed_in) == ["/?q=pain&amp;outcome=upheld"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/?sort=oldest", {}),
        ("/?q=CM15-9000003", {}),
        ("/?q=pain", {"Sec-Purpose": "prefetch;prerender"}),
        ("/?q=pain", {"Purpose": "prefetch"}),
        ("/facets/drug/?q=pain", {}),
        ("/facets/drug/?q=pain", {"HX-Request": "true", "HX-Target": "values-drug"}),
        ("/suggest/?q=pain", {}),
        ("/build/?all_words=pain", {}),
        ("/won/?q=pain", {}),
    ],
)
def test_what_is_no_search_of_a_person_is_not_kept(signed_in, path, headers):
    assert signed_in.get(path, headers=headers).status_code in (200, 302)
    assert not PastSearch.objects.exists()


def test_a_request_for_the_headers_alone_is_not_kept(signed_in):
    signed_in.head("/?q=pain")
    assert not PastSearch.objects.exists()


def test_nothing_is_kept_of_a_visitor(attorney):
    Client().get("/", {"q": "pain"})
    assert not PastSearch.objects.exists()


def test_nothing_is_kept_while_the_history_is_off(signed_in):
    signed_in.get("/", {"q": "pain"})
    page = signed_in.post(reverse("bookmarks:switch_history"), {"keep": "off"}, follow=True)
    assert "No search is kept from now on" in page.content.decode()
    signed_in.get("/", {"q": "spasm"})
    assert kept(signed_in) == ["/?q=pain"]
    signed_in.post(reverse("bookmarks:switch_history"), {"keep": "on"})
    signed_in.get("/", {"q": "spasm"})
    assert kept(signed_in) == ["/?q=spasm", "/?q=pain"]


def test_nonsense_for_the_switch_keeps_nothing(signed_in, attorney):
    signed_in.post(reverse("bookmarks:switch_history"), {"keep": "\x00"})
    assert not HistorySwitch.objects.get(user=attorney).is_on


def test_one_search_is_removed(signed_in):
    signed_in.get("/", {"q": "pain"})
    signed_in.get("/", {"q": "spasm"})
    signed_in.post(reverse("bookmarks:remove_past_search", args=[PastSearch.objects.last().pk]))
    assert kept(signed_in) == ["/?q=spasm"]


def test_all_searches_are_erased_and_only_ones_own(signed_in):
    colleague = person("colleague")
    recording.record(colleague.pk, recording.SearchAddress(q="pain"), 1)
    theirs = colleague.past_searches.get()
    signed_in.get("/", {"q": "pain"})
    signed_in.post(reverse("bookmarks:remove_past_search", args=[theirs.pk]))
    signed_in.post(reverse("bookmarks:erase_history"))
    assert PastSearch.objects.get() == theirs


@pytest.mark.parametrize("name", ["erase_history", "switch_history"])
def test_a_link_alone_changes_nothing(signed_in, name):
    assert signed_in.get(reverse(f"bookmarks:{name}")).status_code == 405


def test_only_the_latest_searches_are_kept(signed_in, attorney, monkeypatch):
    monkeypatch.setattr(recording, "MOST_KEPT", 3)
    for q in ("one", "two", "three", "four", "two"):
        signed_in.get("/", {"q": q})
    assert kept(signed_in) == ["/?q=two", "/?q=four", "/?q=three"]


def test_keeping_a_search_takes_two_queries_and_a_third_when_the_history_is_full(
    attorney, django_assert_num_queries
):
    old = timezone.now() - timedelta(days=1)
    PastSearch.objects.bulk_create(
        PastSearch(
            user=attorney, parameters=f"q={n}", digest=str(n), understood=str(n), total=0, searched_at=old
        )
        for n in range(recording.MOST_KEPT - 1)
    )
    with django_assert_num_queries(2):
        recording.record(attorney.pk, recording.SearchAddress(q="pain"), 1)
    with django_assert_num_queries(3):
        recording.record(attorney.pk, recording.SearchAddress(q="spasm"), 1)
    assert attorney.past_searches.count() == recording.MOST_KEPT


def test_a_search_is_kept_when_its_page_is_sent_so_that_nobody_waits_for_the_database(
    signed_in, attorney, rf
):
    request = rf.get("/", {"q": "pain"})
    request.user, request.htmx = attorney, False
    request.resolver_match = resolve("/")
    answer = results(request)
    assert b"</html>" in answer.content
    assert not PastSearch.objects.exists()
    answer.close()  # as a server does when the last byte is written
    assert PastSearch.objects.get().user == attorney


def test_a_search_that_cannot_be_kept_is_answered_and_reaches_no_log(signed_in, monkeypatch, caplog):
    def fail(*_):
        raise DatabaseError("DETAIL: confidentialword")

    monkeypatch.setattr(receivers, "record", fail)
    assert signed_in.get("/", {"q": "confidentialword"}).status_code == 200
    assert "not kept in its history: DatabaseError" in caplog.text
    assert "confidentialword" not in caplog.text


def test_a_listener_that_fails_does_not_break_the_page(signed_in):
    def broken(sender, **_):
        raise RuntimeError("broken")

    searched.connect(broken)
    try:
        assert signed_in.get("/", {"q": "pain"}).status_code == 200
    finally:
        searched.disconnect(broken)
    assert kept(signed_in) == ["/?q=pain"]


def test_an_account_that_is_gone_meanwhile_keeps_nothing(attorney):
    pk = attorney.pk
    attorney.delete()
    recording.record(pk, recording.SearchAddress(q="pain"), 1)
    assert not PastSearch.objects.exists()


def test_a_long_history_is_shown_page_by_page(signed_in, attorney):
    for n in range(60):
        recording.record(attorney.pk, recording.SearchAddress(q=f"word{n}"), n)
    assert len(kept(signed_in)) == 50
    assert len(signed_in.get(HISTORY, {"page": "2"}).context["rows"]) == 10


@pytest.mark.parametrize("page", ["0", "x", "9" * 5000, "\x00"])
def test_a_page_that_there_is_not_is_the_nearest_one(signed_in, page):
    assert signed_in.get(HISTORY, {"page": page}).status_code == 200


def test_the_page_is_kept_in_no_cache_and_says_what_is_kept(signed_in):
    answer = signed_in.get(HISTORY)
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "Your latest 500 searches are kept" in text
    assert "Turn the history off" in text
