"""The page of a person's search history, and what its forms do. Every query starts from the person's own."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bookmarks.history.recording import MOST_KEPT, is_on_for
from bookmarks.models import HistorySwitch, PastSearch
from bookmarks.signed_in import SignedInRequest, login_required

_SEARCHES_OF_A_PAGE = 50


@dataclass(frozen=True)
class HistoryRow:
    """One search."""

    understood: str
    query: str
    """As it was typed; empty where only filters were chosen."""
    url: str
    searched_at: datetime
    total: int
    remove_url: str


@login_required
@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """One's own searches, the latest first."""
    searches = PastSearch.objects.filter(user=request.user)
    page = Paginator(searches, _SEARCHES_OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_row(search) for search in page.object_list],
        "page_obj": page,
        "is_on": is_on_for(request.user),
        "most_kept": MOST_KEPT,
    }
    return render(request, "bookmarks/history.html", context)


@login_required
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget one search; one that is not there, or not one's own, is no error."""
    PastSearch.objects.filter(user=request.user, pk=pk).delete()
    messages.success(request, "The search is removed from your history.")
    return redirect("bookmarks:history")


@login_required
@require_POST
def erase(request: SignedInRequest) -> HttpResponse:
    """Forget all of one's searches."""
    PastSearch.objects.filter(user=request.user).delete()
    messages.success(request, "Your search history is erased.")
    return redirect("bookmarks:history")


@login_required
@require_POST
def switch(request: SignedInRequest) -> HttpResponse:
    """Keep searches from now on (``keep`` is ``on``), or none (anything else)."""
    is_on = request.POST.get("keep") == "on"
    HistorySwitch.objects.update_or_create(user=request.user, defaults={"is_on": is_on})
    messages.success(
        request,
        "Your searches are kept from now on."
        if is_on
        else "No search is kept from now on. Those below stay until you erase them.",
    )
    return redirect("bookmarks:history")


def _row(search: PastSearch) -> HistoryRow:
    return HistoryRow(
        understood=search.understood,
        query="".join(parse_qs(search.parameters).get("q", ())),
        url=f"{reverse('search:results')}?{search.parameters}",
        searched_at=search.searched_at,
        total=search.total,
        remove_url=reverse("bookmarks:remove_past_search", args=[search.pk]),
    )
