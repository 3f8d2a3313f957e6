"""The query builder's page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url

from search.builder.form import builder_form
from search.builder.page import builder_page, offered_values
from search.engines.base import Engine, IndexUnavailableError
from search.htmx import HtmxRequest
from search.index import open_engine


@require_safe
@vary_on_headers("HX-Request")
def builder(request: HtmxRequest) -> HttpResponse:
    """The form with the query that it writes, for htmx only the query; on ``search`` the results.

    ``q`` opens a query in the form. One look into the index for the values to offer, one for the count.
    """
    engine = _engine()
    offered = {} if request.htmx or not engine else offered_values(engine)
    page = builder_page(engine, builder_form(request.GET, offered))
    if "search" in request.GET and page.query:
        return redirect(page.address.url)
    if not request.htmx:
        return render(request, "search/builder.html", {"page": page})
    return replace_url(render(request, "search/builder_preview.html", {"page": page}), page.url)


def _engine() -> Engine | None:
    try:
        return open_engine()
    except IndexUnavailableError:
        return None
