"""The page that reads a denial. What it is given lives as long as the request and no longer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from letters.denial import read_denial
from search import boilerplate
from search.denial.answer import answer
from search.denial.asked import OUTCOMES, Asked, asked_again, asked_first
from search.denial.chips import grouped, missing
from search.denial.forms import DenialForm
from search.engines.base import IndexUnavailableError
from search.htmx import HtmxRequest
from search.index import open_engine
from search.likeness import LIKENESS
from search.unavailable import explained


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def denial(request: HtmxRequest) -> HttpResponse:
    """The empty form; or what was found in a text, with the closest items, and these anew for other chips."""
    if request.method != "POST":
        return render(request, "denial/denial.html", {"form": DenialForm()})
    try:
        if "again" in request.POST:
            return _answered(request, asked_again(request.POST))
        form = DenialForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "denial/denial.html", {"form": form})
        asked = asked_first(read_denial(form.document.text))
        return _answered(request, asked, form.document.notes, just_read=True)
    finally:
        boilerplate.forget()


def _answered(
    request: HtmxRequest, asked: Asked, notes: tuple[str, ...] = (), *, just_read: bool = False
) -> HttpResponse:
    context: dict[str, object] = {
        "asked": asked,
        "groups": grouped(asked.chips),
        "missing": missing(asked.chips),
        "notes": notes,
        "just_read": just_read,
        "bases": LIKENESS.items(),
        "outcomes": OUTCOMES.items(),
        "form": DenialForm(),
    }
    status = 200
    try:
        context["answer"] = answer(open_engine(), asked)
    except IndexUnavailableError as problem:
        context["problem"], status = explained(request, problem), 503
    template = "denial/closest.html" if request.htmx else "denial/denial.html"
    return render(request, template, context, status=status)
