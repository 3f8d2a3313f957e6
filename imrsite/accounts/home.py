"""The page from which everything about one's own account is reached."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.text import get_text_list

from bookmarks.mail_addresses import portal_sends_mail


@dataclass(frozen=True)
class Link:
    """Where something is changed."""

    label: str
    url: str


@dataclass(frozen=True)
class Section:
    """One thing about an account: how it stands, and where it is changed."""

    heading: str
    state: str
    links: tuple[Link, ...]


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Addresses, password, second step, sessions, and the person's data where another room handles them."""
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - login_required says so
    sections = (_addresses(person), _password(person), _second_step(person), _sessions(person), _data())
    return render(request, "account/home.html", {"sections": [one for one in sections if one]})


def _addresses(person: User) -> Section:
    primary = EmailAddress.objects.get_primary(person)
    state = primary.email if primary else person.email or "No address"
    if portal_sends_mail() and not (primary and primary.verified):
        state += ", not confirmed"
    return Section("E-mail addresses", state, (Link("Change or add an address", reverse("account_email")),))


def _password(person: User) -> Section:
    if not person.has_usable_password():
        return Section("Password", "Not set", (Link("Set a password", reverse("account_set_password")),))
    link = Link("Change your password", reverse("account_change_password"))
    return Section("Password", "Set. Changing it signs out your other browsers.", (link,))


def _second_step(person: User) -> Section:
    types = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    passkeys = types.count(Authenticator.Type.WEBAUTHN)
    parts = ["an authenticator app"] if Authenticator.Type.TOTP in types else []
    if passkeys:
        parts.append(f"{passkeys} passkey{'s' if passkeys > 1 else ''}")
    state = f"On: {get_text_list(parts, 'and')}" if parts else "Off: the password alone signs in"
    links = (Link("Authenticator app, passkeys, recovery codes", reverse("mfa_index")),)
    return Section("Two-step sign-in", state, links)


def _sessions(person: User) -> Section:
    count = len(UserSession.objects.purge_and_list(person))
    state = f"Signed in with {count} browser{'s' if count != 1 else ''}"
    return Section("Sessions", state, (Link("See and end sessions", reverse("usersessions_list")),))


def _data() -> Section | None:
    """Links to what the portal's configuration has."""
    known = (
        ("Take out your data", "bookmarks:take_out"),
        ("Delete your account", "bookmarks:delete_account"),
    )
    links = tuple(Link(label, url) for label, name in known if (url := _url_of(name)))
    if not links:
        return None
    return Section("Your data", "Bookmarks, folders, notes and searches that the portal keeps for you", links)


def _url_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
