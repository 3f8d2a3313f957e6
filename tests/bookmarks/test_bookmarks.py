"""Bookmarks: add, remove, list; one's own alone."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from bookmarks.models import Bookmark
from determinations.models import Determination
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def determination() -> Determination:
    build_world()
    return Determination.objects.first()


@pytest.fixture
def attorney():
    return get_user_model().objects.create_user("attorney", "attorney@example.org", "pass phrase")


@pytest.fixture
def signed_in(client, attorney):
    client.force_login(attorney)
    return client


def add(client, determination, **data):
    return client.post(reverse("bookmarks:add", args=[determination.pk]), data)


def remove(client, determination):
    return client.post(reverse("bookmarks:remove", args=[determination.pk]))


def listed(client, **filters) -> list[Determination]:
    page = client.get(reverse("bookmarks:list"), filters)
    assert page.status_code == 200
    return [bookmark.determination for bookmark in page.context["bookmarks"]]


def test_a_bookmark_is_added_listed_and_removed(signed_in, determination):
    add(signed_in, determination)
    assert listed(signed_in) == [determination]
    remove(signed_in, determination)
    assert listed(signed_in) == []


def test_adding_twice_keeps_one(signed_in, determination):
    add(signed_in, determination)
    add(signed_in, determination)
    assert Bookmark.objects.count() == 1


def test_removing_what_is_not_kept_is_no_error(signed_in, determination):
    assert remove(signed_in, determination).status_code == 302


def test_nobody_sees_or_removes_the_bookmarks_of_another(client, signed_in, determination, attorney):
    add(signed_in, determination)
    stranger = get_user_model().objects.create_user("stranger", "stranger@example.org", "pass phrase")
    client.force_login(stranger)
    assert listed(client) == []
    remove(client, determination)
    assert list(Bookmark.objects.values_list("owner", flat=True)) == [attorney.pk]


@pytest.mark.parametrize("name", ["add", "remove"])
def test_a_visitor_is_asked_to_sign_in_and_nothing_is_kept(client, determination, name):
    answer = client.post(reverse(f"bookmarks:{name}", args=[determination.pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert not Bookmark.objects.exists()


def test_the_list_asks_a_visitor_to_sign_in(client):
    answer = client.get(reverse("bookmarks:list"))
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["add", "remove"])
def test_a_link_alone_changes_nothing(signed_in, determination, name):
    assert signed_in.get(reverse(f"bookmarks:{name}", args=[determination.pk])).status_code == 405


def test_a_form_without_its_token_is_refused(attorney, determination):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(attorney)
    assert add(client, determination).status_code == 403


def test_a_plain_form_comes_back_to_its_page_but_never_to_another_host(signed_in, determination):
    assert add(signed_in, determination, next="/?q=norco")["Location"] == "/?q=norco"
    elsewhere = add(signed_in, determination, next="https://elsewhere.example/")
    assert elsewhere["Location"] == determination.get_absolute_url()


def test_htmx_gets_the_button_in_its_new_state(signed_in, determination):
    answer = signed_in.post(
        reverse("bookmarks:add", args=[determination.pk]), {"next": "/"}, headers={"HX-Request": "true"}
    )
    html = answer.content.decode()
    assert reverse("bookmarks:remove", args=[determination.pk]) in html
    assert "Remove bookmark" in html
    assert "<html" not in html


def test_the_list_is_narrowed_by_outcome_and_drug(signed_in):
    build_world()
    for determination in Determination.objects.all():
        add(signed_in, determination)
    overturned = listed(signed_in, outcome="overturned")
    assert overturned
    assert {determination.outcome for determination in overturned} == {"overturned"}
    with_drug = listed(signed_in, drug="Zanaflex")
    assert with_drug
    for determination in with_drug:
        assert determination.items.filter(drugs__ingredients__name="tizanidine").exists()


def test_a_search_page_asks_for_the_bookmarks_once_however_many_cards_it_has(
    signed_in, determination, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        signed_in.get(reverse("determinations:browse"))
