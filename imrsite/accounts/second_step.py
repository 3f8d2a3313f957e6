"""Who has a second sign-in step, for pages that ask for one: those of staff."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
View = Callable[..., HttpResponseBase]
Way = Mapping[str, Any]
_ASKED_FOR = "second_step_asked_for"
"""In the session: the page that the person was to see."""


def has_second_step(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account asks for more than a password: an authenticator app or a passkey."""
    return bool(is_mfa_enabled(person, list(STEPS)))


def signed_in_with_second_step(request: HttpRequest) -> bool:
    """Whether this session itself was begun, or confirmed, with an app, a passkey or a recovery code."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def ways_that_count(ways: Iterable[Way]) -> list[Way]:
    """Of django-allauth's ways to confirm who is there those that are a second step."""
    return [way for way in ways if way["id"] != "reauthenticate"]


def is_second_step_asked(request: HttpRequest, following: str) -> bool:
    """Whether the session was sent to confirm because the page that follows needs its second step.

    A password confirms a change of the account, but would lead from there to the same question again.
    """
    asked = request.session.get(_ASKED_FOR)
    return asked is not None and asked == following and not signed_in_with_second_step(request)


def second_step_required(view: View, first_page: str = "account_home") -> View:
    """Open the view only in sessions with a second step; say how to get one.

    A form is not sent again after that: it leads to ``first_page``, since its own address opens no page.

    For the staff's site: ``admin.site.admin_view`` wrapped by it. Such a site must sign in by allauth too
    (``admin.site.login = secure_admin_login(admin.site.login)``): Django's own form asks for no second step
    and knows no limits.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if signed_in_with_second_step(request):
            return view(request, *args, **kwargs)
        if has_second_step(request.user):
            return _ask(request, first_page)
        messages.warning(request, "This page needs two-step sign-in. Add an authenticator app or a passkey.")
        return redirect("mfa_index")

    return guarded


def _ask(request: HttpRequest, first_page: str) -> HttpResponseBase:
    is_page = request.method in ("GET", "HEAD")
    following = request.get_full_path() if is_page else resolve_url(first_page)
    if not is_page:
        messages.warning(request, "Nothing was done yet: confirm that it is you, then send the form again.")
    request.session[_ASKED_FOR] = following
    ways = ways_that_count(get_adapter().get_reauthentication_methods(request.user))
    return redirect_to_login(following, ways[0]["url"])
