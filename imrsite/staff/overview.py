"""The first page of staff: what waits for somebody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from determinations.models import Determination, IngestRun, Letter
from imrsite.staff import index
from imrsite.staff.access import staff_only
from search.index import waiting_items, waiting_removals

RUNS_SHOWN = 5
MOST_COUNTED = 10_000


@require_safe
@staff_only
def overview(request: HttpRequest) -> HttpResponse:
    """Counts with the lists behind them, and the last runs."""
    withdrawn = Determination.everything.filter(withdrawn_at__isnull=False)
    context = {
        "rejected": Letter.objects.filter(status=Letter.Status.REJECTED).count(),
        "withdrawn": withdrawn.count(),
        "to_remove": waiting_removals(MOST_COUNTED),
        "to_write": waiting_items(MOST_COUNTED),
        "most_counted": MOST_COUNTED,
        "runs": IngestRun.objects.select_related("started_by")[:RUNS_SHOWN],
    }
    return render(request, "staff/overview.html", context)


@require_POST
@staff_only
def update_index(request: HttpRequest) -> HttpResponse:
    """Bring the index up to date with what waits, as far as a request can."""
    if problem := index.tell_what_waits():
        messages.error(request, f"The index could not be brought up to date. {problem}")
    elif waiting_items(1) or waiting_removals(1):
        messages.warning(request, "Some items still wait: press again, or run manage.py update_index.")
    else:
        messages.success(request, "The index is up to date.")
    return redirect("staff:overview")
