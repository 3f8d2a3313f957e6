"""The history of runs, and what one run stored and rejected."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from determinations.listing import FilteredList
from determinations.models import Determination, IngestRun, Letter
from imrsite.staff.access import staff_only
from imrsite.staff.filters import RunFilter

LETTERS_SHOWN = 25
"""A page of rejected letters; and so many of the determinations that a run stored."""


@method_decorator(staff_only, name="dispatch")
class Runs(FilteredList):
    """Runs, the latest first."""

    filterset_class = RunFilter
    template_name = "staff/runs.html"
    context_object_name = "runs"

    def get_queryset(self) -> QuerySet[IngestRun]:
        """Runs with who started them."""
        return IngestRun.objects.select_related("started_by")


@require_safe
@staff_only
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: its numbers, the letters it rejected, a page at a time, and some of those that it stored."""
    row = get_object_or_404(IngestRun.objects.select_related("started_by"), pk=pk)
    rejected = row.letters.filter(status=Letter.Status.REJECTED).defer("text", "warnings").order_by("pk")
    pages = Paginator(rejected, LETTERS_SHOWN)
    stored = Determination.everything.filter(letter__run=row).select_related("letter")
    context = {
        "run": row,
        "page_obj": pages.get_page(request.GET.get("page")),
        "rejected_before": max(0, row.rejected - pages.count),
        "stored": stored.defer("letter__text", "case_summary").order_by("pk")[:LETTERS_SHOWN],
        "paths_left_out": row.paths_given - len(row.paths),
    }
    return render(request, "staff/run.html", context)
