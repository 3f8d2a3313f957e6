"""A person with an account on a benchmark's portal, who signs in and fills in forms as a browser does."""

from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

ACCOUNT = """
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
owner = get_user_model().objects.create_user("bench", "bench@example.org", "a pass phrase")
EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
"""
"""Run by ``manage.py shell``, it makes the account."""


def signed_in(portal: str) -> OpenerDirector:
    """The person at the portal of that address, signed in."""
    person = build_opener(HTTPCookieProcessor(CookieJar()))
    post(person, f"{portal}/accounts/login/", {"login": "bench@example.org", "password": "a pass phrase"})
    return person


def post(person: OpenerDirector, url: str, fields: dict[str, str]) -> bytes:
    """Fill in a page's form; the page is fetched first, as a browser does, for what the form carries."""
    page = person.open(url).read().decode()
    carried = {name: _value(page, name) for name in ("csrfmiddlewaretoken", "shown")}
    content: bytes = person.open(url, urlencode({**fields, **carried}).encode()).read()
    return content


def _value(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]
