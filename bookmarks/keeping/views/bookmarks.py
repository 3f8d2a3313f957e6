"""A person's bookmarks: the list, the page of one, its note and tags, and what is done to several."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookmarks.access import Role, bookmark_for, bookmarks_open_to, role_of
from bookmarks.keeping.asked import keep_selection, say_filed, say_removed, selected
from bookmarks.keeping.filing import Filed, columns_of, copy, move
from bookmarks.keeping.filters import BookmarkFilter
from bookmarks.keeping.forms import FilingForm, NoteForm, TagsForm
from bookmarks.keeping.limits import TO_BE_PUT_BACK, TooManyError
from bookmarks.keeping.notes import replace_note, version_of
from bookmarks.keeping.order import Step, reorder_bookmarks
from bookmarks.keeping.removing import forget_old_removals, remove, removed_bookmarks, removed_folders
from bookmarks.keeping.shown import Shown, with_what_is_shown
from bookmarks.keeping.tags import replace_tags, suggested_tags, version_of_tags, written_tags
from bookmarks.models import Bookmark
from bookmarks.signed_in import SignedInRequest, login_required
from bookmarks.way_back import go_back, way_back
from determinations.listing import FilteredList


@method_decorator(login_required, name="dispatch")
class BookmarkList(FilteredList):
    """One's own bookmarks, the latest first, narrowed by filters."""

    request: SignedInRequest

    filterset_class = BookmarkFilter
    template_name = "bookmarks/list.html"
    context_object_name = "bookmarks"

    def get_queryset(self) -> QuerySet[Bookmark]:
        """The signed-in person's bookmarks with what the list shows of each."""
        return with_what_is_shown(Bookmark.objects.kept().filter(owner=self.request.user))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With the form that moves and copies what is selected."""
        return {**super().get_context_data(**context), "filing": FilingForm(self.request.user)}


@login_required
@require_safe
def bookmark(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is kept, its note, tags and folder, and how the letter differs from what was read."""
    kept = bookmark_for(request.user, pk)
    return _bookmark_page(request, kept, TagsForm(initial={"tags": written_tags(kept)}))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the note of a bookmark that one may change; ``preview`` shows it without keeping it.

    Where a script asks, the refusal is a sentence, to be said beside the form that still has what was typed.
    """
    try:
        kept = _bookmark_to_change(request.user, pk)
    except Http404 as refused:
        if not request.htmx:
            raise
        return HttpResponse(str(refused), "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)
    return _written_note(request, kept) if request.method == "POST" else _opened_note(request, kept)


@login_required
@require_POST
def tags(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a bookmark that one may change its tags, with commas between them."""
    kept = bookmark_for(request.user, pk, Role.WRITER)
    form = TagsForm(request.POST)
    if not form.is_valid():
        return _bookmark_page(request, kept, form)
    if not replace_tags(kept, form.cleaned_data["tags"], request.POST.get("version", "")):
        form.add_error("tags", "Somebody has changed these tags meanwhile. Theirs stand above yours.")
        return _bookmark_page(request, kept, form, version_of_tags(kept))
    messages.success(request, "The tags are saved.")
    return go_back(request, reverse("bookmarks:bookmark", args=[pk]))


@login_required
@require_POST
def change(request: SignedInRequest) -> HttpResponse:
    """Move, copy, order or remove the selected bookmarks, as ``action`` says.

    Copying asks for bookmarks that one may read, everything else for those that one may change; others
    among the selected are left out, and where there are no others that is an error. What could not be moved
    or copied stays selected.
    """
    action = request.POST.get("action", "")
    if action not in ("move", "copy", "remove", *Step):
        raise BadRequest
    bookmarks = _selected_bookmarks(request, Role.READER if action == "copy" else Role.WRITER)
    if not bookmarks:
        messages.error(request, "Select one or more bookmarks first.")
    elif action == "remove":
        remove(request.user, bookmarks)
        say_removed(request, bookmarks)
    elif action in list(Step):
        _reorder(bookmarks, Step(action))
    elif not _is_filed(request, bookmarks, action):
        keep_selection(request, way_back(request, reverse("bookmarks:list")))
    return go_back(request, reverse("bookmarks:list"))


@login_required
@require_safe
def removed(request: SignedInRequest) -> HttpResponse:
    """What was removed lately and can be put back."""
    forget_old_removals(request.user)
    rows = with_what_is_shown(removed_bookmarks(request.user))
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {"page_obj": page, "folders": removed_folders(request.user)[:100], "days": TO_BE_PUT_BACK.days}
    return render(request, "bookmarks/removed.html", context)


def _bookmark_to_change(user: User, pk: int) -> Bookmark:
    """As ``bookmark_for`` a writer; whoever may read it is told that this is all they may do."""
    try:
        return bookmark_for(user, pk, Role.WRITER)
    except Http404:
        bookmark_for(user, pk)
        raise Http404("You may only read this folder now.") from None


def _opened_note(request: SignedInRequest, kept: Bookmark) -> HttpResponse:
    if "close" in request.GET and request.htmx:
        return render(request, "bookmarks/note.html", _page(request, kept) | {"is_closed": True})
    return _note_form(request, kept, NoteForm(initial={"note": kept.note}))


def _written_note(request: SignedInRequest, kept: Bookmark) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _note_form(request, kept, form)
    written = form.cleaned_data["note"]
    if "preview" in request.POST:
        return _note_form(request, kept, form, preview=Shown(Bookmark(note=written)).note)
    is_of_this_version = request.POST.get("version", "") in ("", version_of(kept.note), version_of(written))
    if not (is_of_this_version and replace_note(kept, written)):
        form.add_error("note", "Somebody has changed this note meanwhile. Their words stand below yours.")
        return _note_form(request, kept, form, changed_meanwhile=True)
    if request.htmx:
        return render(request, "bookmarks/note.html", _page(request, kept) | {"is_fresh": True})
    messages.success(request, "The note is saved.")
    return go_back(request, reverse("bookmarks:bookmark", args=[kept.pk]))


def _bookmark_page(
    request: SignedInRequest, kept: Bookmark, tags_form: TagsForm, version: str = ""
) -> HttpResponse:
    """The page of a bookmark; a refused form keeps what was typed, and the version that it was opened in."""
    sent = request.POST.get("version", "") if tags_form.is_bound else version_of_tags(kept)
    others = bookmarks_open_to(request.user).filter(**columns_of(kept)).exclude(pk=kept.pk)
    context = {
        **_page(request, kept),
        "others": others.select_related("folder")[:20],
        "filing": FilingForm(request.user),
        "tags_form": tags_form,
        "tags_version": version or sent,
        "suggested_tags": suggested_tags(request.user, kept),
    }
    return render(request, "bookmarks/bookmark.html", context)


def _page(request: SignedInRequest, kept: Bookmark) -> dict[str, Any]:
    in_own_hands = kept.folder is None or role_of(request.user, kept.folder) >= Role.WRITER
    return {"bookmark": kept, "shown": Shown(kept), "can_write": in_own_hands}


def _note_form(request: SignedInRequest, kept: Bookmark, form: NoteForm, **more: Any) -> HttpResponse:
    context: Mapping[str, Any] = {
        **_page(request, kept),
        "form": form,
        "version": version_of(kept.note) if not form.is_bound else request.POST.get("version", ""),
        "next": request.POST.get("next", ""),
        **more,
    }
    if more.get("changed_meanwhile"):
        context = {**context, "version": version_of(kept.note)}
    return render(request, f"bookmarks/note_form{'' if request.htmx else '_page'}.html", context)


def _selected_bookmarks(request: SignedInRequest, needed: Role) -> list[Bookmark]:
    keys = selected(request)
    rows = bookmarks_open_to(request.user, needed).filter(pk__in=keys).select_related("folder", "owner")
    found = list(rows.prefetch_related("tags").order_by("folder", "position", "pk"))
    if keys and not found:
        raise Http404("There are no such bookmarks, or their folder is not shared with you.")
    return found


def _reorder(bookmarks: list[Bookmark], step: Step) -> None:
    for folder in {one.folder for one in bookmarks if one.folder}:
        reorder_bookmarks(folder, {one.pk for one in bookmarks}, step)


def _is_filed(request: SignedInRequest, bookmarks: list[Bookmark], action: str) -> bool:
    """Move or copy them to where the form says; where it cannot be done the next page says why."""
    form = FilingForm(request.user, request.POST)
    if not form.is_valid():
        messages.error(request, form.problem())
        return False
    try:
        folder = form.destination()
        filed: Filed = (copy if action == "copy" else move)(request.user, bookmarks, folder)
    except TooManyError as problem:
        messages.error(request, str(problem))
        return False
    verb = "copied" if action == "copy" else "moved"
    say_filed(request, verb, len(filed.done), filed.there_already, folder)
    return True
