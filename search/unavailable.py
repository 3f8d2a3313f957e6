"""The page that stands in while search is away."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from search.engines.base import IndexUnavailableError
from search.htmx import HtmxRequest


def unavailable(
    request: HtmxRequest, problem: IndexUnavailableError, context: Mapping[str, object] | None = None
) -> HttpResponse:
    """Why search is away, what to do, and what works meanwhile, with status 503; for htmx a part of a page.

    With an ``address`` in its context it keeps the question that was asked.
    """
    template = "search/unavailable_body.html" if request.htmx else "search/unavailable.html"
    return render(request, template, {**(context or {}), "problem": str(problem)}, status=503)
