"""Who has a second sign-in step, for pages that ask for one: those of staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
View = Callable[..., HttpResponseBase]


def has_second_step(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account asks for more than a password: an authenticator app or a passkey."""
    return bool(is_mfa_enabled(person, list(STEPS)))


def signed_in_with_second_step(request: HttpRequest) -> bool:
    """Whether this session itself was begun, or confirmed, with an app, a passkey or a recovery code."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def second_step_required(view: View) -> View:
    """Open the view only in sessions with a second step; say how to get one.

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
            return redirect_to_login(request.get_full_path(), "mfa_reauthenticate")
        messages.warning(request, "This page needs two-step sign-in. Add an authenticator app or a passkey.")
        return redirect("mfa_index")

    return guarded
