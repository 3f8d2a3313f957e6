"""The pages of search: results, similar items, help; and what its box suggests."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect, push_url, replace_url

from determinations.models import Determination, DisputedItem
from determinations.withdrawn import gone_when_withdrawn, in_sight_or_gone
from search.engines.base import IndexUnavailableError
from search.facets.address import FacetForm
from search.facets.page import facet_page, narrowed_facet
from search.fields import FIELD, FIELDS
from search.forms import MAX_QUERY_LENGTH, SearchForm
from search.help import SECTIONS
from search.htmx import HtmxRequest
from search.index import open_engine
from search.query.parser import ParsedQuery
from search.results.page import ResultsPage, results_page
from search.signals import searched
from search.similar import similar_page
from search.suggestions import suggestions
from search.unavailable import unavailable


@require_safe
@vary_on_headers("HX-Request")
def results(request: HtmxRequest) -> HttpResponse:
    """The search page; for htmx only the part of it that changes."""
    form = SearchForm(request.GET)
    address = form.address
    parsed = address.parsed
    if determination := _determination_asked_for(parsed):
        return _go_to(request, determination)
    problems = (*form.problems, *_missing_case(parsed))
    try:
        page = results_page(open_engine(), address, parsed, problems)
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address})
    context = {"page": page, "address": page.address}
    if request.htmx:
        answer = push_url(render(request, "search/results_body.html", context), page.address.url)
    else:
        answer = render(request, "search/results.html", context)
    _tell_of(request, answer, page)
    return answer


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def facet(request: HtmxRequest, name: str) -> HttpResponse:
    """All values of a facet for a search; ``apply`` leads to the results with those that are ticked.

    For htmx only the list: that of this page, or that in the panel beside the results.
    """
    field = FIELD.get(name)
    if not field or not field.facet:
        raise Http404(f"There is no facet {name!r}.")
    form = FacetForm(field, request.GET)
    address = form.facet_address
    if "apply" in request.GET:
        return redirect(address.search.url)
    try:
        if request.htmx and request.htmx.target == f"values-{name}":
            narrowed, fitting = narrowed_facet(open_engine(), address)
            found = {"facet": narrowed, "fitting": fitting, "address": address}
            return render(request, "search/facet_found.html", found)
        page = facet_page(open_engine(), address, form.problems)
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"address": address.search})
    if not request.htmx:
        return render(request, "search/facet.html", {"page": page})
    return replace_url(render(request, "search/facet_list.html", {"page": page}), page.address.url)


@require_safe
@vary_on_headers("HX-Request")
@gone_when_withdrawn
def similar(request: HtmxRequest, pk: int) -> HttpResponse:
    """Items of other cases that are like this one, by ``basis`` and ``outcome``; for htmx only their list."""
    item = in_sight_or_gone(DisputedItem.objects.select_related("determination__letter"), pk=pk)
    try:
        page = similar_page(open_engine(), item, request.GET.get("basis", ""), request.GET.get("outcome", ""))
    except IndexUnavailableError as problem:
        return unavailable(request, problem, {"item": item})
    template = "search/similar_list.html" if request.htmx else "search/similar.html"
    return render(request, template, {"page": page, "item": item})


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """What the end of the query ``q`` may become; nothing while search is away."""
    typed = request.GET.get("q", "").replace("\x00", "")[:MAX_QUERY_LENGTH]
    try:
        found = suggestions(open_engine(), typed)
    except IndexUnavailableError:
        found = ()
    return JsonResponse({"suggestions": [asdict(one) for one in found]})


@require_safe
def query_help(request: HttpRequest) -> HttpResponse:
    """How to put a query, from the field table."""
    return render(request, "search/help.html", {"fields": FIELDS, "sections": SECTIONS})


def _tell_of(request: HtmxRequest, answer: HttpResponse, page: ResultsPage) -> None:
    """Say that a search was made, where a person made it: a browser may ask ahead of a click."""
    ahead = any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose"))
    if request.method == "GET" and page.address.page == 1 and page.understood and not ahead:
        searched.send_robust(sender=results, request=request, answer=answer, page=page)


def _determination_asked_for(parsed: ParsedQuery) -> Determination | None:
    """The determination whose case number is the whole query, if the portal has it."""
    if not parsed.case_number:
        return None
    return Determination.objects.filter(case_number__iexact=parsed.case_number).first()


def _missing_case(parsed: ParsedQuery) -> tuple[str, ...]:
    """What to say of a case number that led to no determination."""
    if not parsed.case_number:
        return ()
    return (f"{parsed.case_number} is not in this portal: it holds only the letters that were ingested.",)


def _go_to(request: HtmxRequest, determination: Determination) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(determination.get_absolute_url())
    return redirect(determination)
