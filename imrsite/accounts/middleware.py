"""What happens around a request of a signed-in person, and around pages of an account."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

NOTED_EVERY = timedelta(minutes=5)
"""How exact "last seen" is: allauth's own middleware writes a row for each request."""
ACCOUNT_PAGES = "/accounts/"


class SessionActivityMiddleware:
    """Notes when and from where a session was last used, for the list of sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it, at most once in ``NOTED_EVERY`` or when the address changed."""
        # Without a session's cookie nobody is signed in, and the session need not be looked at.
        if request.session.session_key and request.user.is_authenticated and _is_due(request):
            # No page is refused for want of this note, such as while something long is being written.
            with suppress(OperationalError):
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_due(request: HttpRequest) -> bool:
    noted = UserSession.objects.filter(session_key=request.session.session_key).first()
    if noted is None or timezone.now() - noted.last_seen_at > NOTED_EVERY:
        return True
    return bool(noted.ip != get_adapter().get_client_ip(request))


class AccountPagesMiddleware:
    """No page of an account is kept by the browser: some show secrets, and a later person presses Back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid to store it."""
        answer = self.get_response(request)
        if request.path_info.startswith(ACCOUNT_PAGES):
            add_never_cache_headers(answer)
        return answer
