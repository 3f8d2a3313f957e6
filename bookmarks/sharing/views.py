"""The sharing page of a folder, what its forms do, and leaving somebody else's folder."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bookmarks.access import Role, folder_for, role_of
from bookmarks.sharing.addresses import shares_of
from bookmarks.sharing.forms import LinkForm, RoleForm, ShareForm
from bookmarks.sharing.page import SharingPage, sharing_page
from bookmarks.signed_in import SignedInRequest, login_required

SHARED = (
    "If somebody has an account under {address}, they can open the folder now; if not, they can once they "
    "have made one. The portal sends them no message: tell them yourself."
)
"""Said of every address alike, so that nobody can try out which ones have an account."""


@login_required
@require_safe
def sharing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has access to one's own folder."""
    return _page(request, sharing_page(request, folder_for(request.user, pk, Role.OWNER)))


@login_required
@require_POST
def share(request: SignedInRequest, pk: int) -> HttpResponse:
    """Share a folder with whoever has an account under a mail address."""
    folder = folder_for(request.user, pk, Role.OWNER)
    form = ShareForm(folder, request.POST)
    if not form.is_valid():
        return _page(request, sharing_page(request, folder, share_form=form))
    form.save()
    messages.success(request, SHARED.format(address=form.cleaned_data["address"]))
    return redirect("bookmarks:sharing", pk)


@login_required
@require_POST
def change_share(request: SignedInRequest, pk: int, share_pk: int) -> HttpResponse:
    """Let somebody read, or read and write."""
    folder = folder_for(request.user, pk, Role.OWNER)
    shared = get_object_or_404(folder.shares, pk=share_pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        shared.can_write = form.can_write
        shared.save(update_fields=["can_write"])
        messages.success(request, "Changed.")
    else:
        messages.error(request, "Nothing was changed: choose “Read” or “Read and write”.")
    return redirect("bookmarks:sharing", pk)


@login_required
@require_POST
def end_share(request: SignedInRequest, pk: int, share_pk: int) -> HttpResponse:
    """Take a folder away from somebody; one who has it no longer is no error."""
    folder_for(request.user, pk, Role.OWNER).shares.filter(pk=share_pk).delete()
    messages.success(request, "The share is ended: they can no longer open the folder.")
    return redirect("bookmarks:sharing", pk)


@login_required
@require_POST
def make_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a secret link that opens a folder for a while."""
    folder = folder_for(request.user, pk, Role.OWNER)
    form = LinkForm(folder, request.POST)
    if not form.is_valid():
        return _page(request, sharing_page(request, folder, link_form=form))
    form.save()
    messages.success(request, "The link is made: copy it from the list below.")
    return redirect("bookmarks:sharing", pk)


@login_required
@require_POST
def revoke_link(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Make a secret link open nothing any more; one that was revoked before stays as it is."""
    links = folder_for(request.user, pk, Role.OWNER).links
    links.filter(pk=link_pk, revoked_at=None).update(revoked_at=timezone.now())
    messages.success(request, "The link is revoked: it opens the folder no longer.")
    return redirect("bookmarks:sharing", pk)


@login_required
@require_POST
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give up somebody else's folder; whose own it is, has nothing to leave."""
    folder = folder_for(request.user, pk)
    if role_of(request.user, folder) is Role.OWNER:
        messages.error(request, "This folder is your own: you can delete it, but not leave it.")
        return redirect("bookmarks:sharing", pk)
    shares_of(request.user).filter(folder=folder).delete()
    messages.success(request, f"You have left the folder “{folder.name}”.")
    return redirect("bookmarks:list")


def _page(request: SignedInRequest, page: SharingPage) -> HttpResponse:
    return render(request, "bookmarks/sharing.html", {"page": page})
