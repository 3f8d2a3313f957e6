"""A folder's page until bookmarks/keeping is merged: delete it then, with its line in urls.py."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bookmarks.access import bookmarks_in, folder_for
from bookmarks.signed_in import SignedInRequest


@login_required
@require_safe
def folder(request: SignedInRequest, pk: int) -> HttpResponse:
    """The folder, for whoever may open it."""
    opened = folder_for(request.user, pk)
    context = {"folder": opened, "bookmarks": bookmarks_in(opened), "can_write": False}
    return render(request, "bookmarks/folder_stub.html", context)
