"""Confirming who is there by a code or a passkey, for a change of the account or as the second step."""

from typing import Any

from allauth.account.views import BaseReauthenticateView
from allauth.mfa.base.views import ReauthenticateView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib.auth import REDIRECT_FIELD_NAME

from imrsite.accounts.second_step import Way, is_second_step_asked, ways_that_count


class _SaysWhy(BaseReauthenticateView):  # type: ignore[misc]
    """Says what it is for, and offers only ways that serve it."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With whether a second step is asked for."""
        return {**super().get_context_data(**context), "is_second_step_asked": self._is_second_step_asked()}

    def get_reauthentication_alternatives(self) -> list[Way]:
        """The other ways, in the order of django-allauth."""
        ways: list[Way] = super().get_reauthentication_alternatives()
        return ways_that_count(ways) if self._is_second_step_asked() else ways

    def _is_second_step_asked(self) -> bool:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return is_second_step_asked(self.request, sent.get(REDIRECT_FIELD_NAME, ""))


class ConfirmByCodeView(_SaysWhy, ReauthenticateView):  # type: ignore[misc]
    """By a code of an app, or a recovery code."""


class ConfirmByPasskeyView(_SaysWhy, ReauthenticateWebAuthnView):  # type: ignore[misc]
    """By a passkey."""
