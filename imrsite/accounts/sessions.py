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
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from imrsite.accounts.browsers import browser_name


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
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    end_sessions(request, [session])
    if request.user.is_authenticated:
        get_adapter().add_message(
            request, messages.SUCCESS, message=f"{browser_name(session.user_agent)} is signed out."
        )
    return redirect("usersessions_list")
