"""What the portal decides for django-allauth: words, addresses of clients, who gets how much mail."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from imrsite.accounts import stored_secrets
from imrsite.accounts.browsers import browser_name
from imrsite.error_pages import mail_unavailable

logger = logging.getLogger(__name__)
SITE_NAME = "IMR Precedent"
SENT_TO_WHOM_ANYBODY_NAMES = frozenset(
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "unknown_account",
        "password_reset_key",
        "email_confirmation_signup",
    )
)
"""Messages that a visitor who has not signed in can have sent to an address."""
NEEDED_TO_GO_ON = SENT_TO_WHOM_ANYBODY_NAMES | {"account/email/email_confirmation"}
CODE_NOT_TAKEN = "This code is not right, or was used already. An app shows a new one every 30 seconds."
UNKNOWN_CLIENT = "0.0.0.0"  # noqa: S104 - it is no address to listen at


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and up, passwords, addresses."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is not active.",
        "cannot_remove_primary_email": "Make another address primary before you remove this one.",
        "duplicate_email": "Your account has this address already.",
        "email_password_mismatch": "The address and the password do not fit together.",
        "email_taken": "There is an account with this address already.",
        "enter_current_password": "This is not your present password.",
        "incorrect_code": CODE_NOT_TAKEN,
        "incorrect_password": "This is not your password.",
        "invalid_login": "The address and the password do not fit together.",
        "max_email_addresses": "An account has at most %d addresses.",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
        "rate_limited": "Too many tries. Wait five minutes, then try again.",
        "unverified_primary_email": "Only a confirmed address can be the primary one.",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address: of limits, of the list of sessions and of notices by mail.

        ``IMR_TRUSTED_PROXIES`` says how much of X-Forwarded-For to believe. A request that did not come
        through them all, such as a monitor's, counts with the address that it came from.
        """
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or UNKNOWN_CLIENT

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """The browser's name, for notices by mail: what it says in full may be anything."""
        return browser_name(request.META.get("HTTP_USER_AGENT", ""))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where the other things to change are."""
        return reverse("account_home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it, unless strangers had many messages sent to this address in the last hour.

        A notice that cannot be sent is logged: what it tells has happened. For want of any other message
        nobody could go on, and a page says so.
        """
        if template_prefix in SENT_TO_WHOM_ANYBODY_NAMES and not ratelimit.consume(
            allauth_context.request, app="allauth.account", action="mail_to_address", key=email.lower()
        ):
            return
        try:
            super().send_mail(template_prefix, email, {**context, "site_name": SITE_NAME})
        except OSError as problem:  # SMTPException is one
            logger.error("A message (%s) could not be sent: %s", template_prefix, type(problem).__name__)
            if template_prefix in NEEDED_TO_GO_ON:
                raise ImmediateHttpResponse(mail_unavailable(allauth_context.request)) from problem


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "An account with a second sign-in step takes no further address.",
        "cannot_delete_authenticator": "The second sign-in step of this account cannot be turned off.",
        "cannot_generate_recovery_codes": "Recovery codes need an authenticator app or a passkey first.",
        "incorrect_code": CODE_NOT_TAKEN,
        "unverified_email": "Confirm every address of your account first; then a second step can be added.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as markup for the page itself: the content policy allows no image from a data URI.

        Safe: the library writes it from squares, without style or script, and no text of ours is in it.
        """
        code = QRCode(border=4)
        code.add_data(url)
        image = code.make_image(image_factory=SvgPathImage)
        markup: str = image.to_string(encoding="unicode")
        return mark_safe(markup)  # noqa: S308 - see above

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return stored_secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return stored_secrets.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A name to begin with, by which a person tells passkeys apart."""
        others = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {others + 1}"

    def _get_site_name(self) -> str:
        return SITE_NAME
