"""Persons, their authenticator apps, and what they send."""

import base64
import hashlib
import hmac
import re
import time

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

PASSWORD = "a long enough phrase 7"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def make_person(name: str = "pat", verified: bool = True):
    person = get_user_model().objects.create_user(name, f"{name}@example.com", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
    return person


def sign_in(client: Client, person, password: str = PASSWORD, **extra):
    form = {"login": person.email, "password": password, **extra}
    return client.post(reverse("account_login"), form, follow=True)


def signed_in(person, **headers: str) -> Client:
    """A browser in which the person has signed in with the password."""
    client = Client(headers=headers)
    assert is_signed_in(sign_in(client, person)), "the password alone was to sign in"
    return client


def is_signed_in(response) -> bool:
    return response.wsgi_request.user.is_authenticated


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Enter the password once more, as changes ask for it."""
    answer = client.post(reverse("account_reauthenticate"), {"password": password})
    assert answer.status_code == 302


def heading(response) -> str:
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL).group(1).strip()


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def app_code(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows: RFC 6238 with SHA-1, six digits, 30 seconds."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def next_code(secret: str) -> str:
    """What the app shows after the code that set it up, which is taken once; a clock may be so far off."""
    return app_code(secret, time.time() + 30)


def shown_secret(page) -> str:
    """The key on the page that sets up an app."""
    pieces = re.search(r"Key: <code>(.*?)</code>", page.content.decode()).group(1)
    return re.sub(r"<[^>]*>", "", pieces)


def add_app(client: Client) -> str:
    """Set up an authenticator app; its secret."""
    confirm(client)
    secret = shown_secret(client.get(reverse("mfa_activate_totp")))
    answer = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert answer.status_code == 302, words(answer)
    return secret


def recovery_codes(client: Client) -> list[str]:
    confirm(client)
    return client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
