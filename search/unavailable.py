"""The page that stands in while search is away."""

import logging
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.engines.base import IndexUnavailableError, QuestionTooLargeError
from search.htmx import HtmxRequest

FOR_VISITORS = "Whoever looks after this portal finds the reason in its log. Try again in a while."
_log = logging.getLogger(__name__)


def unavailable(
    request: HtmxRequest, problem: IndexUnavailableError, context: Mapping[str, object] | None = None
) -> HttpResponse:
    """That search is away, and what works meanwhile, with status 503; for htmx a part of a page.

    With an ``address`` in its context it keeps the question that was asked.
    """
    template = "search/unavailable_body.html" if request.htmx else "search/unavailable.html"
    shown = {**(context or {}), "problem": explained(request, problem)}
    return render(request, template, shown, status=503)


def explained(request: HttpRequest, problem: IndexUnavailableError) -> str:
    """Why a question is not answered, as far as whoever asks can do something about it."""
    if isinstance(problem, QuestionTooLargeError):
        return str(problem)
    return reason_for(request, str(problem))


def reason_for(request: HttpRequest, reason: str) -> str:
    """The reason, for staff and while debugging; others cannot mend it, and it may name an inner address.

    It is logged for whoever runs the portal.
    """
    _log.error("Search is not available: %s", reason)
    return reason if settings.DEBUG or request.user.is_staff else FOR_VISITORS
