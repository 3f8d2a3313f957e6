"""Light and dark: the system's scheme, or the one chosen in the footer, which the server puts in pages."""

import pytest
from django.test import Client
from django.urls import reverse


def choose(client, scheme: str, **data: str):
    return client.post(reverse("color_scheme"), {"scheme": scheme, **data})


def page(client, address: str = "/help/") -> str:
    return client.get(address).content.decode()


def test_until_one_is_chosen_the_system_decides(client, db):
    assert "data-scheme" not in page(client)
    assert '<meta name="color-scheme" content="light dark">' in page(client)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_scheme_stands_in_every_page_from_then_on(client, db, scheme):
    choose(client, scheme)
    for address in ("/help/", "/about/", "/no/such/page/"):
        assert f'<html lang="en" data-scheme="{scheme}">' in page(client, address)
        assert f'<meta name="color-scheme" content="{scheme}">' in page(client, address)


def test_the_chosen_one_is_marked_for_screen_readers(client, db):
    choose(client, "dark")
    assert 'value="dark" aria-pressed="true"' in page(client)
    assert 'value="light" aria-pressed="false"' in page(client)


def test_the_system_may_decide_again(client, db):
    choose(client, "dark")
    choose(client, "")
    assert "data-scheme" not in page(client)


def test_a_cookie_that_was_tampered_with_reaches_no_page(client, db):
    client.cookies["color_scheme"] = 'dark"><script>'
    assert "data-scheme" not in page(client)


def test_the_cookie_is_kept_a_year_and_no_script_reads_it(client, db):
    cookie = choose(client, "dark").cookies["color_scheme"]
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_one_comes_back_to_the_page_that_one_was_on(client, db):
    assert choose(client, "dark", next="/?q=pain&sort=newest")["Location"] == "/?q=pain&sort=newest"


@pytest.mark.parametrize(
    "next_page", ["https://example.org/", "//example.org/", "/\\example.org", "", "help/"]
)
def test_one_never_leaves_the_portal(client, db, next_page):
    assert choose(client, "dark", next=next_page)["Location"] == "/"


def test_no_page_sets_a_cookie_for_the_sake_of_the_chooser(client, db):
    assert not client.get("/help/").cookies


def test_no_token_is_needed_but_another_site_cannot_choose(db):
    strict = Client(enforce_csrf_checks=True)
    assert choose(strict, "dark").status_code == 302
    answer = strict.post(
        reverse("color_scheme"), {"scheme": "light"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403
    assert "color_scheme" not in answer.cookies


def test_a_link_cannot_choose(client, db):
    assert client.get(reverse("color_scheme"), {"scheme": "dark"}).status_code == 405
