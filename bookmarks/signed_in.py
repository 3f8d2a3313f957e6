"""Views for a signed-in person: everybody else is asked to sign in first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from bookmarks.way_back import is_of_this_portal
from search.htmx import HtmxRequest

_TYPED = {
    "note": "Note",
    "name": "Name",
    "description": "Description",
    "tags": "Tags",
    "new_folder": "New folder",
    "label": "For whom",
    "title": "Title",
    "case_name": "Case name",
    "adj_number": "ADJ number",
    "imr_number": "IMR case number",
    "prepared_by": "Prepared by",
}
"""The fields of this room's forms in which a person writes words, and what each is called."""


class SignedInRequest(HtmxRequest):
    """A request that ``login_required`` has let through."""

    user: User


def login_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask a visitor to sign in, and lead back to the page from there.

    A form that was sent after the session had ended is not sent again: signing in leads to the page that it
    stands on, since its own address is none that can be opened. Words that were typed into it are shown
    first, to be copied, as nothing has saved them.

    No answer is kept by the browser: after signing out, a later person at the same computer presses Back.
    """

    @wraps(view)
    def guarded(request: HtmxRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        signed_in = request.user.is_authenticated
        answer = view(request, *args, **kwargs) if signed_in else _asked_to_sign_in(request)
        add_never_cache_headers(answer)
        return answer

    return guarded


def _asked_to_sign_in(request: HtmxRequest) -> HttpResponse:
    asked = redirect_to_login(_page_of(request))
    if request.htmx:  # which would put the page into the place of a button
        return HttpResponseClientRedirect(asked.url)
    if typed := _typed_into(request):
        context = {"typed": typed, "sign_in": asked.url}
        return render(request, "bookmarks/signed_out.html", context, status=403)
    return asked


def _typed_into(request: HtmxRequest) -> list[tuple[str, str]]:
    """The words that a form brought, each after what its field is called."""
    return [(label, words) for name, label in _TYPED.items() if (words := request.POST.get(name, "").strip())]


def _page_of(request: HtmxRequest) -> str:
    """The page that was asked for, or that the form stands on."""
    if request.method in ("GET", "HEAD") and not request.htmx:
        return request.get_full_path()
    there = urlsplit(request.htmx.current_url or request.headers.get("Referer", ""))
    page = f"{there.path}?{there.query}" if there.query else there.path
    candidates = (request.POST.get("next", ""), page if there.netloc == request.get_host() else "")
    return next((one for one in candidates if is_of_this_portal(request, one)), reverse("bookmarks:list"))
