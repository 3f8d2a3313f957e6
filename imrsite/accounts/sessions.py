"""The browsers that a person is signed in with: the list, and ending one of them or all others."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What a browser says of itself, the telling word first: most claim to be others too."""
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionRow:
    """One line of the list."""

    pk: int
    browser: str
    user_agent: str
    address: str
    started_at: datetime
    last_seen_at: datetime
    is_current: bool


def browser_name(user_agent: str) -> str:
    """Such as ``Firefox on Windows``; a guess, which anybody can forge."""
    browser = next((name for word, name in BROWSERS if word in user_agent), "")
    system = next((name for word, name in SYSTEMS if word in user_agent), "")
    return " on ".join(filter(None, (browser, system))) or "An unknown browser"


class SessionsView(ListUserSessionsView):  # type: ignore[misc]
    """The list; a form sent to it ends all other sessions."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``sessions``: the rows, this browser's first, then the latest used."""
        found = super().get_context_data(**kwargs)
        rows = [_row(session) for session in found["sessions"]]
        rows.sort(key=lambda row: (row.is_current, row.last_seen_at), reverse=True)
        return {**found, "sessions": rows}


def _row(session: UserSession) -> SessionRow:
    return SessionRow(
        pk=session.pk,
        browser=browser_name(session.user_agent),
        user_agent=session.user_agent,
        address=session.ip,
        started_at=session.created_at,
        last_seen_at=session.last_seen_at,
        is_current=session.is_current(),
    )


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the person's own sessions; the present one is thereby signed out."""
    # Not by a query for the number: one that no database holds would be an error of the database.
    session = next((one for one in UserSession.objects.filter(user=request.user) if one.pk == pk), None)
    if session is None:
        raise Http404
    end_sessions(request, [session])
    if request.user.is_authenticated:
        get_adapter().add_message(
            request, messages.SUCCESS, message=f"{browser_name(session.user_agent)} is signed out."
        )
    return redirect("usersessions_list")
