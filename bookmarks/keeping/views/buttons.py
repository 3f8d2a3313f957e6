"""The bookmark buttons: keep, let go, file at once. For htmx the button anew, else back to the page."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from bookmarks.access import Role, bookmark_for, bookmarks_open_to
from bookmarks.keeping.asked import say_filed, say_removed, selected
from bookmarks.keeping.buttons import kept_by
from bookmarks.keeping.filing import copy, keep, move
from bookmarks.keeping.forms import FilingForm
from bookmarks.keeping.limits import TooManyError
from bookmarks.keeping.removing import remove as remove_bookmarks
from bookmarks.keeping.removing import restore as restore_bookmarks
from bookmarks.keeping.removing import restore_folder
from bookmarks.keeping.shown import Shown
from bookmarks.keeping.targets import Target, item_at, target_of
from bookmarks.models import Bookmark
from bookmarks.signed_in import SignedInRequest, login_required
from bookmarks.way_back import go_back
from determinations.models import Determination

_TOO_LARGE = 2**63
"""No database takes it for a key."""


@login_required
@require_POST
def add(request: SignedInRequest, determination_id: int) -> HttpResponse:
    """Keep a determination, or the item or passage that ``what`` names; keeping it twice changes nothing."""
    target = _target(determination_id, request.POST.get("what", ""))
    try:
        kept = keep(request.user, target)
    except TooManyError as problem:
        return _refused(request, target, str(problem))
    if request.htmx:
        return _button(request, target.determination, target.written, done="kept", filing=kept)
    told = format_html(
        'Bookmarked. <a href="{}">File it in a folder, or write a note</a>',
        reverse("bookmarks:bookmark", args=[kept.pk]),
    )
    messages.success(request, told)
    return go_back(request, _page_of(target))


@login_required
@require_POST
def remove(request: SignedInRequest, determination_id: int) -> HttpResponse:
    """Let go of what ``what`` names, wherever one keeps it; what is not kept is no error."""
    if determination_id >= _TOO_LARGE:
        raise Http404("There is no such determination.")
    what = request.POST.get("what", "")
    kept = kept_by(request.user, [determination_id])
    keys = [one.pk for one in kept.get((determination_id, what), [])]
    bookmarks = list(bookmarks_open_to(request.user, Role.WRITER).filter(pk__in=keys))
    remove_bookmarks(request.user, bookmarks)
    # Of one that staff has withdrawn there is no page to go back to.
    determination = _determinations().filter(pk=determination_id).first()
    if request.htmx and determination:
        return _button(request, determination, what, done="removed", removed=bookmarks)
    if bookmarks:
        say_removed(request, bookmarks)
    if request.htmx:
        return HttpResponseClientRedirect(reverse("bookmarks:list"))
    return go_back(request, determination or reverse("bookmarks:list"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose the folder of a bookmark that one may change."""
    bookmark = bookmark_for(request.user, pk, Role.WRITER)
    form = FilingForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _filed(request, bookmark, form)
        except TooManyError as problem:
            form.add_error(None, str(problem))
    if request.htmx and form.errors:  # the form stands in the button, and is swapped with it
        what = Shown(bookmark).written
        return _button(request, bookmark.determination, what, filing=bookmark, form=form)
    context = {
        "bookmark": bookmark,
        "form": form,
        "shown": Shown(bookmark),
        "next": request.POST.get("next", ""),
    }
    template = "filing_menu.html" if request.htmx else "filing.html"
    return render(request, f"bookmarks/{template}", context)


@login_required
@require_POST
def restore(request: SignedInRequest) -> HttpResponse:
    """Undo a removal of bookmarks, or the deletion of a folder of one's own."""
    try:
        back, refused = restore_bookmarks(request.user, selected(request))
    except TooManyError as problem:
        messages.error(request, str(problem))
        removed = reverse("bookmarks:removed")
        return HttpResponseClientRedirect(removed) if request.htmx else go_back(request, removed)
    folders = [folder for pk in selected(request, "folder") if (folder := restore_folder(request.user, pk))]
    if not (back or refused or folders):
        raise Http404("There is nothing to put back: it is back already, or it was removed too long ago.")
    if request.htmx and back:
        shown = Shown(back[0])
        return _button(request, back[0].determination, shown.written, done="put back")
    for folder in folders:
        messages.success(request, f"The folder “{folder.name}” is back.")
    if back:
        messages.success(
            request, "The bookmark is back." if len(back) == 1 else f"{len(back):,} bookmarks are back."
        )
    if refused:
        messages.info(
            request, "What you have bookmarked again since, with a note or tags, stays as it is now."
        )
    return go_back(request, folders[0] if folders else reverse("bookmarks:list"))


def _filed(request: SignedInRequest, bookmark: Bookmark, form: FilingForm) -> HttpResponse:
    """Moved there, or with ``copy`` kept there, too: one item may be of use in two matters."""
    folder = form.destination()
    act, verb = (copy, "copied") if "copy" in request.POST else (move, "moved")
    if folder == bookmark.folder:
        done, there_already = [bookmark], 0
    else:
        filed = act(request.user, [bookmark], folder)
        done, there_already = list(filed.done), filed.there_already
    if request.htmx:
        what = Shown(bookmark).written
        told = "there already" if there_already else "filed"
        return _button(request, bookmark.determination, what, done=told, folder=folder)
    say_filed(request, verb, len(done), there_already, folder)
    return go_back(request, reverse("bookmarks:bookmark", args=[(done or [bookmark])[0].pk]))


def _determinations() -> QuerySet[Determination]:
    return Determination.objects.select_related("letter").defer("letter__text").prefetch_related("items")


def _target(determination_id: int, what: str) -> Target:
    target = target_of(get_object_or_404(_determinations(), pk=determination_id), what)
    if not target:
        raise Http404("The letter has no such item or passage; it may have been read anew. Reload its page.")
    return target


def _page_of(target: Target) -> str:
    page = target.determination.get_absolute_url()
    return f"{page}#{target.place}" if target.item else page


def _refused(request: SignedInRequest, target: Target, problem: str) -> HttpResponse:
    if request.htmx:
        return _button(request, target.determination, target.written, problem=problem)
    messages.error(request, problem)
    return go_back(request, _page_of(target))


def _button(request: SignedInRequest, determination: Determination, what: str, **state: Any) -> HttpResponse:
    """The button in its new state; ``filing`` is a bookmark that may be filed at once.

    Of a determination that staff has withdrawn there is none, which would name it: the list comes instead.
    """
    if not determination.is_in_sight:
        return HttpResponseClientRedirect(reverse("bookmarks:list"))
    context = {
        "determination": determination,
        "item": item_at(determination, what),
        "what": what,
        "kept": kept_by(request.user, [determination.pk]).get((determination.pk, what), []),
        "next": request.POST.get("next", ""),
        **state,
    }
    if bookmark := state.get("filing"):
        context = {"form": FilingForm(request.user), **context, "bookmark": bookmark}
    return render(request, "bookmarks/button.html", context)
