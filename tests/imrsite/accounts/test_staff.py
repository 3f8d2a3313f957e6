"""Pages that ask for a second step, as those of staff may."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from imrsite.accounts.second_step import has_second_step, second_step_required
from tests.imrsite.accounts.people import (
    add_app,
    app_code,
    next_code,
    recovery_codes,
    sign_in,
    signed_in,
    words,
)

pytestmark = pytest.mark.django_db


@second_step_required
def guarded(request):
    return HttpResponse("open")


def opened(client: Client):
    """The guarded view, in the session of the client."""
    request = client.get(reverse("account_home")).wsgi_request
    answer = guarded(request)
    request.session.save()  # as the middleware does, which is behind it by now
    return answer


def test_a_visitor_signs_in_first(rf):
    request = rf.get("/staff/")
    request.user = AnonymousUser()
    assert guarded(request)["Location"] == "/accounts/login/?next=/staff/"


def test_who_has_none_is_sent_to_add_one(person):
    assert not has_second_step(person)
    assert opened(signed_in(person))["Location"] == reverse("mfa_index")


def test_a_session_that_was_begun_with_the_password_alone_is_asked_for_the_step(person):
    client = signed_in(person)
    add_app(client)
    assert has_second_step(person)
    assert opened(client)["Location"].startswith(reverse("mfa_reauthenticate"))


def test_who_has_just_turned_on_an_app_is_told_to_wait_for_its_next_code(person):
    client = signed_in(person)
    secret = add_app(client)
    asked = client.get(opened(client)["Location"])
    assert "if you have just used the one that your app shows, also to turn the app on, wait" in words(asked)
    following = {"next": reverse("account_home")}
    refused = client.post(reverse("mfa_reauthenticate"), {"code": app_code(secret), **following})
    assert "was used already. An app shows a new one every 30 seconds." in words(refused)
    client.post(reverse("mfa_reauthenticate"), {"code": next_code(secret), **following})
    assert opened(client).content == b"open"


def test_a_session_with_the_second_step_opens_it(person):
    first = signed_in(person)
    secret = add_app(first)
    client = Client()
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": next_code(secret)})
    assert opened(client).content == b"open"
    first.post(reverse("mfa_reauthenticate"), {"code": recovery_codes(first)[0]})
    assert opened(first).content == b"open"


NEEDS_IT = "The page that you asked for needs two-step sign-in"


def test_asked_for_the_step_a_person_is_told_why_and_offered_no_way_that_leads_back_to_it(
    person, monkeypatch
):
    monkeypatch.setattr(auth, "begin_authentication", lambda user: {})  # the passkey below is no real one
    client = signed_in(person)
    secret = add_app(client)
    add_passkey(person)
    asked = opened(client)["Location"]
    page = client.get(asked)
    assert NEEDS_IT in words(page)
    assert "before you change your account" not in words(page)
    assert ways_offered(page) == [reverse("mfa_reauthenticate_webauthn")]
    by_passkey = client.get(reverse("mfa_reauthenticate_webauthn"), {"next": reverse("account_home")})
    assert NEEDS_IT in words(by_passkey)
    assert ways_offered(by_passkey) == [reverse("mfa_reauthenticate")]
    following = {"next": reverse("account_home")}
    again = client.post(reverse("mfa_reauthenticate"), {"code": "000000", **following})
    assert NEEDS_IT in words(again)
    answer = client.post(reverse("mfa_reauthenticate"), {"code": next_code(secret), **following})
    assert answer["Location"] == reverse("account_home")
    assert opened(client).content == b"open"


def test_a_change_of_the_account_may_still_be_confirmed_by_the_password(person):
    client = signed_in(person)
    add_app(client)
    opened(client)
    page = client.get(reverse("mfa_reauthenticate"), {"next": reverse("account_email")})
    assert "before you change your account" in words(page)
    assert NEEDS_IT not in words(page)
    assert ways_offered(page) == [reverse("account_reauthenticate")]


def test_who_has_a_passkey_alone_is_asked_for_it(person):
    client = signed_in(person)
    add_passkey(person)
    assert opened(client)["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


def add_passkey(person) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})


def ways_offered(page) -> list[str]:
    """The addresses of the ways that the page lists, without what follows."""
    listed = re.search(r'<ul class="account-ways">.*?</ul>', page.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"?]*)', listed[0]) if listed else []
