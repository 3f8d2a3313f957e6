"""The page of an account says how each part stands and leads to it."""

import pytest
from django.test import Client
from django.urls import reverse

from imrsite.accounts import home
from tests.imrsite.accounts.people import add_app, confirm, make_person, signed_in, words

pytestmark = pytest.mark.django_db


def account(client: Client) -> str:
    return words(client.get(reverse("account_home")))


def test_every_page_leads_a_signed_in_person_to_the_account(person):
    html = signed_in(person).get(reverse("search:help")).content.decode()
    assert f'href="{reverse("account_home")}"' in html


def test_it_leads_to_addresses_password_second_step_and_sessions(person):
    html = signed_in(person).get(reverse("account_home")).content.decode()
    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list"):
        assert f'href="{reverse(name)}"' in html


def test_it_says_how_the_second_step_stands(person):
    client = signed_in(person)
    assert "Off: the password alone signs in" in account(client)
    add_app(client)
    assert "On: an authenticator app" in account(client)


def test_it_says_that_an_address_is_not_confirmed_where_it_can_be(settings):
    client = Client()
    client.force_login(make_person("old", verified=False))
    assert "old@example.com, not confirmed" in account(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "not confirmed" not in account(client)


def test_it_counts_the_sessions(person):
    signed_in(person)
    assert "Signed in with 2 browsers" in account(signed_in(person))


def test_it_leads_to_the_persons_data_where_the_portal_has_such_pages(person, monkeypatch):
    client = signed_in(person)
    known = {"bookmarks:take_out": "/bookmarks/account/"}
    monkeypatch.setattr(home, "_url_of", lambda name: known.get(name, ""))
    assert "Take out your data" in account(client)
    assert "Delete your account" not in account(client)
    known.clear()
    assert "Your data" not in account(client)


def test_no_page_of_an_account_is_kept_by_the_browser(person):
    client = signed_in(person)
    confirm(client)
    for name in ("account_home", "account_email", "mfa_index", "usersessions_list", "mfa_activate_totp"):
        assert "no-store" in client.get(reverse(name))["Cache-Control"]
    assert "no-store" not in client.get(reverse("search:help")).get("Cache-Control", "")


def test_an_address_is_changed_only_after_the_password_was_entered_once_more(person):
    client = signed_in(person)
    form = {"action_add": "", "email": "second@example.com"}
    asked = client.post(reverse("account_email"), form)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert "second@example.com" not in words(client.get(reverse("account_email")))
    client.post(asked["Location"], {"password": "a long enough phrase 7", "next": reverse("account_email")})
    assert "second@example.com" in words(client.get(reverse("account_email")))
