"""Pages that ask for a second step, as those of staff may."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from imrsite.accounts.second_step import has_second_step, second_step_required
from tests.imrsite.accounts.people import add_app, next_code, recovery_codes, sign_in, signed_in

pytestmark = pytest.mark.django_db


@second_step_required
def guarded(request):
    return HttpResponse("open")


def opened(client: Client):
    """The guarded view, in the session of the client."""
    request = client.get(reverse("account_home")).wsgi_request
    return guarded(request)


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


def test_a_session_with_the_second_step_opens_it(person):
    first = signed_in(person)
    secret = add_app(first)
    client = Client()
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": next_code(secret)})
    assert opened(client).content == b"open"
    first.post(reverse("mfa_reauthenticate"), {"code": recovery_codes(first)[0]})
    assert opened(first).content == b"open"
