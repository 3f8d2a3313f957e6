"""Folders: one for each matter."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookmarks.access import Role, folder_for, folders_open_to, role_of
from bookmarks.keeping.asked import say_folder_removed, say_not_joined, selected
from bookmarks.keeping.forms import FilingForm, FolderForm, new_folder
from bookmarks.keeping.order import Step, bookmarks_in_order, place_of, reorder_bookmarks, reorder_folders
from bookmarks.keeping.removing import remove_folder
from bookmarks.keeping.shown import with_what_is_shown
from bookmarks.models import Folder
from bookmarks.sharing.counts import with_access_counts
from bookmarks.signed_in import SignedInRequest, login_required
from bookmarks.way_back import go_back

_A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def folders(request: SignedInRequest) -> HttpResponse:
    """One's own folders in their order, those shared with one, and a form for a new one."""
    form = FolderForm(request.POST or None, instance=Folder(owner=request.user))
    if request.method == "POST" and form.is_valid():
        folder = new_folder(request.user, form.cleaned_data["name"])
        folder.description = form.cleaned_data["description"]
        folder.save(update_fields=["description"])
        messages.success(request, f"The folder “{folder.name}” is made.")
        return redirect(folder)
    own = with_access_counts(_counted(folders_open_to(request.user, Role.OWNER)))
    shared = _counted(folders_open_to(request.user)).exclude(owner=request.user).select_related("owner")
    writable = set(folders_open_to(request.user, Role.WRITER).values_list("pk", flat=True))
    context = {"own": own, "shared": shared, "writable": writable, "form": form}
    return render(request, "bookmarks/folders.html", context)


@login_required
@require_safe
def folder(request: SignedInRequest, pk: int) -> HttpResponse:
    """A folder that one may read, with its bookmarks in their order."""
    opened = folder_for(request.user, pk)
    role = role_of(request.user, opened)
    if role is Role.OWNER:
        opened = with_access_counts(Folder.objects.select_related("owner")).get(pk=pk)
    page = Paginator(with_what_is_shown(bookmarks_in_order(opened)), _A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "folder": opened,
        "bookmarks": page.object_list,
        "page_obj": page,
        "can_write": role >= Role.WRITER,
        "can_select": True,
        "is_owner": role is Role.OWNER,
        "filing": FilingForm(request.user),
    }
    return render(request, "bookmarks/folder.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_folder(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rename and describe a folder of one's own."""
    opened = folder_for(request.user, pk, Role.OWNER)
    name = opened.name
    form = FolderForm(request.POST or None, instance=opened)
    if request.method == "POST" and form.is_valid() and form.is_saved():
        messages.success(request, "The folder is saved.")
        return redirect(opened)
    return render(request, "bookmarks/edit_folder.html", {"folder": opened, "name": name, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete_folder(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask what becomes of the bookmarks, then delete a folder of one's own; it can be put back."""
    opened = folder_for(request.user, pk, Role.OWNER)
    if request.method != "POST":
        context = {
            "folder": opened,
            "count": bookmarks_in_order(opened).count(),
            "shares": opened.shares.count(),
        }
        return render(request, "bookmarks/delete_folder.html", context)
    choice = request.POST.get("bookmarks", "keep")
    if choice not in ("keep", "remove"):
        raise BadRequest
    by_themselves = remove_folder(opened, with_bookmarks=choice == "remove")
    say_folder_removed(request, opened)
    say_not_joined(request, by_themselves)
    return redirect("bookmarks:folders")


@login_required
@require_POST
def order_folders(request: SignedInRequest) -> HttpResponse:
    """Take one of one's own folders up or down."""
    for step in (Step.UP, Step.DOWN):
        for pk in selected(request, step)[:1]:
            reorder_folders(request.user, folder_for(request.user, pk, Role.OWNER).pk, step)
    return redirect("bookmarks:folders")


@login_required
@require_POST
def order_bookmarks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a bookmark up or down in a folder that one may change, and come back to it."""
    opened = folder_for(request.user, pk, Role.WRITER)
    moved = [(step, key) for step in (Step.UP, Step.DOWN) for key in selected(request, step)[:1]]
    for step, key in moved:
        reorder_bookmarks(opened, {key}, step)
    place = place_of(opened, moved[-1][1]) if moved else None
    if place is None:
        return go_back(request, opened)
    page = place // _A_PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{opened.get_absolute_url()}{query}#bookmark-{moved[-1][1]}")


def _counted(rows: QuerySet[Folder]) -> QuerySet[Folder]:
    kept = Count("bookmarks", filter=Q(bookmarks__removed_at=None), distinct=True)
    return rows.annotate(count=kept).order_by("position", "name", "pk")
