"""A person's bookmarks: list, add, remove. Every query starts from the signed-in person's own."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bookmarks.filters import BookmarkFilter
from bookmarks.models import Bookmark
from determinations.listing import FilteredList
from determinations.models import Determination
from search.htmx import HtmxRequest


class BookmarkList(LoginRequiredMixin, FilteredList):
    """One's own bookmarks, the latest first."""

    request: "SignedInRequest"

    filterset_class = BookmarkFilter
    template_name = "bookmarks/list.html"
    context_object_name = "bookmarks"

    def get_queryset(self) -> QuerySet[Bookmark]:
        """The signed-in person's bookmarks with what the list shows of each."""
        own = Bookmark.objects.kept().filter(owner=self.request.user)
        rows = own.select_related("determination__letter").defer("determination__letter__text")
        return rows.prefetch_related("determination__items", "determination__specialties")


class SignedInRequest(HtmxRequest):
    """A request of a signed-in person."""

    user: User


@login_required
@require_POST
def add(request: SignedInRequest, determination_id: int) -> HttpResponse:
    """Keep a determination; keeping it twice changes nothing."""
    determination = get_object_or_404(Determination, pk=determination_id)
    of_it = Bookmark.objects.kept().filter(kind=Bookmark.Kind.DETERMINATION, determination=determination)
    of_it.get_or_create(
        owner=request.user,
        folder=None,
        defaults={
            "kind": Bookmark.Kind.DETERMINATION,
            "determination": determination,
            "letter_id": determination.letter_id,
            "added_by": request.user,
        },
    )
    return _button_or_back(request, determination, bookmarked=True)


@login_required
@require_POST
def remove(request: SignedInRequest, determination_id: int) -> HttpResponse:
    """Let go of a determination; one that is not kept is no error."""
    determination = get_object_or_404(Determination.everything, pk=determination_id)
    Bookmark.objects.filter(owner=request.user, folder=None, determination=determination).delete()
    return _button_or_back(request, determination, bookmarked=False)


def _button_or_back(request: HtmxRequest, determination: Determination, *, bookmarked: bool) -> HttpResponse:
    """The button's new state for htmx; for a plain form the page that it was sent from."""
    if request.htmx:
        context = {
            "determination": determination,
            "bookmarked": bookmarked,
            "just_changed": True,
            "next": request.POST.get("next", ""),
        }
        return render(request, "bookmarks/button.html", context)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect(determination)
