"""The page about what won, and its phrases, which take longer and come by themselves."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search.engines.base import IndexUnavailableError
from search.forms import SearchForm
from search.htmx import HtmxRequest
from search.index import open_engine
from search.unavailable import unavailable
from search.won.page import won_page, won_phrases


@require_safe
def won(request: HtmxRequest) -> HttpResponse:
    """Reasons of a search's overturned against its upheld items; a script fetches the phrases."""
    form = SearchForm(request.GET)
    try:
        page = won_page(open_engine(), form.address, form.problems)
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": form.address})
    return render(request, "won/won.html", {"page": page, "address": page.address})


@require_safe
@vary_on_headers("HX-Request")
def phrases(request: HtmxRequest) -> HttpResponse:
    """The same page with its phrases; for htmx the phrases alone."""
    form = SearchForm(request.GET)
    context: dict[str, object] = {}
    try:
        context["phrases"] = won_phrases(open_engine(), form.address)
        if not request.htmx:
            page = won_page(open_engine(), form.address, form.problems)
            context |= {"page": page, "address": page.address}
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": form.address})
    return render(request, "won/phrases.html" if request.htmx else "won/won.html", context)
