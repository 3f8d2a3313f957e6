"""Somebody whose session has ended while a page was open signs in, and is back on that page."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertInHTML, assertNotContains

HOST = "http://testserver"


def back(answer) -> str:
    """Where signing in leads to, from its address."""
    address = answer.get("HX-Redirect") or answer["Location"]
    path, _, following = address.partition("?next=")
    assert path == reverse("account_login")
    return following


@pytest.fixture
def add(matter):
    return reverse("bookmarks:add", args=[matter.bookmark.determination_id])


def test_from_a_page_that_was_opened(matter):
    assert back(Client().get("/bookmarks/?page=2")) == "/bookmarks/%3Fpage%3D2"


def test_from_a_form_that_says_where_it_stands(add):
    assert back(Client().post(add, {"next": "/?q=pain"})) == "/%3Fq%3Dpain"


def test_from_a_form_on_a_page_that_the_browser_names(matter):
    path = reverse("bookmarks:share", args=[matter.folder.pk])
    page = reverse("bookmarks:sharing", args=[matter.folder.pk])
    assert back(Client().post(path, headers={"Referer": f"{HOST}{page}"})) == page


def test_from_a_button_that_htmx_sends_the_whole_page_changes(add):
    headers = {"HX-Request": "true", "HX-Current-URL": f"{HOST}/?q=pain"}
    assert back(Client().post(add, headers=headers)) == "/%3Fq%3Dpain"


def test_words_typed_into_a_form_are_shown_to_be_copied(matter):
    page = reverse("bookmarks:edit_folder", args=[matter.folder.pk])
    sent = {"name": "Alvarez <v.> Harbor", "description": "First line\nSecond line", "tags": " "}
    answer = Client().post(page, sent, headers={"Referer": f"{HOST}{page}"})
    assert answer.status_code == 403
    assertContains(answer, "Nothing was saved", status_code=403)
    assertInHTML(
        '<textarea id="typed-1" rows="1" readonly>Alvarez &lt;v.&gt; Harbor</textarea>',
        answer.content.decode(),
    )
    assertContains(answer, "First line\nSecond line</textarea>", status_code=403)
    assertContains(answer, f'href="{reverse("account_login")}?next={page}"', status_code=403)
    assertNotContains(answer, ">Tags<", status_code=403)
    matter.folder.refresh_from_db()
    assert matter.folder.name not in sent["name"]


@pytest.mark.parametrize(
    "named", ["https://evil.example/x", "//evil.example/x", "/\\evil.example", "javascript:alert(1)", "\x00"]
)
def test_never_to_another_site(add, named):
    client = Client()
    for answer in (
        client.post(add, {"next": named}),
        client.post(add, headers={"Referer": named.replace("\x00", "x")}),
        client.post(add, headers={"HX-Request": "true", "HX-Current-URL": named.replace("\x00", "x")}),
    ):
        assert back(answer) == "/bookmarks/"
