"""The browse list and the page of a determination."""

import re

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from determinations.filters import DeterminationFilter
from determinations.listing import FilteredList
from determinations.models import Determination
from determinations.originals import original_path
from determinations.page import determination_page
from determinations.withdrawn import gone_when_withdrawn, in_sight_or_gone

_TEXT, _PDF = "text/plain; charset=utf-8", "application/pdf"
_CONTENT_TYPES = {".txt": _TEXT, ".pdf": _PDF}
_POLICY_OF_A_FILE = {
    _TEXT: "default-src 'none'; frame-ancestors 'none'; sandbox",
    # Chromium shows a PDF by a plug-in of its own, which it does not start within a sandbox.
    _PDF: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}


class Browse(FilteredList):
    """All determinations, the newest decision first, narrowed by filters."""

    filterset_class = DeterminationFilter
    template_name = "determinations/browse.html"
    context_object_name = "determinations"

    def get_queryset(self) -> QuerySet[Determination]:
        """Determinations with what their rows in the list show."""
        rows = Determination.objects.select_related("letter").defer("letter__text", "case_summary")
        return rows.prefetch_related("items", "specialties")


@require_safe
@gone_when_withdrawn
def by_case_number(request: HttpRequest, case_number: str) -> HttpResponse:
    """The determination of a case; its number is found in any case of letters."""
    if "\x00" in case_number:
        raise BadRequest
    determination = in_sight_or_gone(_complete(), case_number__iexact=case_number)
    if determination.case_number != case_number:
        return redirect(determination, permanent=True)
    return _page(request, determination)


@require_safe
@gone_when_withdrawn
def by_id(request: HttpRequest, pk: int) -> HttpResponse:
    """A determination whose copy of the letter lost its case number."""
    determination = in_sight_or_gone(_complete(), pk=pk)
    if determination.case_number:
        return redirect(determination, permanent=True)
    return _page(request, determination)


@require_safe
@gone_when_withdrawn
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The file that was ingested, as a download."""
    determination = in_sight_or_gone(Determination.objects.select_related("letter"), pk=pk)
    return original_file(determination)


@require_safe
@gone_when_withdrawn
def original_in_browser(request: HttpRequest, pk: int) -> FileResponse:
    """The file that was ingested, shown by the browser itself, which may run nothing in it."""
    determination = in_sight_or_gone(Determination.objects.select_related("letter"), pk=pk)
    response = original_file(determination, as_attachment=False)
    response["Content-Security-Policy"] = _POLICY_OF_A_FILE[response["Content-Type"]]
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@gone_when_withdrawn
@cache_control(private=True, max_age=3600)
def page_header(request: HttpRequest, pk: int) -> HttpResponse:
    """The style sheet that prints the case number on each page.

    A sheet of its own, because a page's margin takes its text from nothing but a style sheet.
    """
    rows = Determination.objects.select_related("letter").only("case_number", "letter__is_fictional")
    determination = in_sight_or_gone(rows, pk=pk)
    name = re.sub(r"[^\w .()-]", " ", determination.name)
    fictional = " (fictional sample)" if determination.letter.is_fictional else ""
    sheet = f'@page {{ @top-left {{ content: "IMR final determination {name}{fictional}" }} }}\n'
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def original_file(determination: Determination, *, as_attachment: bool = True) -> FileResponse:
    """The file that was ingested. Raises ``Http404`` where it is not kept any more."""
    path = original_path(determination.letter)
    content_type = _CONTENT_TYPES.get(path.suffix)
    if not content_type or not path.is_file():
        raise Http404("The original file of this letter is not in the portal's data folder.")
    name = f"{determination.case_number or f'determination-{determination.pk}'}{path.suffix}"
    return FileResponse(
        path.open("rb"), as_attachment=as_attachment, filename=name, content_type=content_type
    )


def _complete() -> QuerySet[Determination]:
    return Determination.objects.select_related("letter").prefetch_related(
        "specialties",
        "licensures",
        "injured_body_parts",
        "items__drugs__ingredients",
        "items__body_parts",
        "items__reasons",
        "items__citations",
    )


def _page(request: HttpRequest, determination: Determination) -> HttpResponse:
    permalink = request.build_absolute_uri(determination.get_absolute_url())
    page = determination_page(determination, request.GET, permalink)
    context = {"determination": determination, "page": page}
    return render(request, "determinations/determination.html", context)
