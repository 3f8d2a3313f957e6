"""What a browser may send for a passkey: nonsense is refused in words. Real ones: ``tests/browser``."""

import base64
import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.imrsite.accounts.people import confirm, heading, is_signed_in, signed_in, words

pytestmark = pytest.mark.django_db


def coded(value: bytes | str) -> str:
    raw = value if isinstance(value, bytes) else value.encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def answer(**response) -> str:
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


NONSENSE = [
    "",
    "no json",
    "1",
    "[]",
    "{}",
    "null",
    "[" * 20_000,
    '{"a":' * 3_000 + "1" + "}" * 3_000,
    json.dumps({"id": 5, "rawId": 5, "response": 5}),
    json.dumps({"id": "AA", "rawId": "%%%", "type": "public-key", "response": {}}),
    answer(),
    answer(userHandle=None),
    answer(userHandle=7),
    answer(userHandle=coded("9" * 40), clientDataJSON=coded("{}"), authenticatorData="AA", signature="AA"),
    answer(userHandle=coded(b"\xff\xfe"), clientDataJSON="AA", authenticatorData="AA", signature="AA"),
    answer(clientDataJSON=coded("[]"), attestationObject=coded(b"\xa0")),
    answer(clientDataJSON=coded("{}"), attestationObject=coded(b"\xbf\xff")),
    answer(clientDataJSON=coded('{"type":"webauthn.get"}'), authenticatorData=coded(b"x" * 37), signature=""),
    "x" * 40_000,
]


@pytest.mark.parametrize("credential", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_signs_nobody_in(db, credential):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    got = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert got.status_code == 200
    assert heading(got) == "Sign in"
    assert not is_signed_in(got)


@pytest.mark.parametrize("credential", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_adds_no_passkey(person, credential):
    client = signed_in(person)
    confirm(client)
    client.get(reverse("mfa_add_webauthn"))
    got = client.post(reverse("mfa_add_webauthn"), {"credential": credential, "name": "x"})
    assert got.status_code == 200
    assert 'class="errorlist' in got.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_confirms_nobody(person, credential):
    client = signed_in(person)
    client.get(reverse("mfa_reauthenticate_webauthn"))
    got = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": credential}, follow=True)
    assert got.status_code == 200
    assert heading(client.get(reverse("mfa_add_webauthn"), follow=True)) == "Confirm that it is you"


def test_without_javascript_the_button_says_what_is_missing(db):
    got = Client().post(reverse("mfa_login_webauthn"), {"credential": ""}, follow=True)
    assert "Your browser sent no passkey. Passkeys need JavaScript" in words(got)
