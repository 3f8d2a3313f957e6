"""The page of a secret link: a folder to read, without an account."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bookmarks.access import folder_by_link
from bookmarks.keeping.order import bookmarks_in_order
from bookmarks.keeping.shown import with_what_is_shown

_BOOKMARKS_OF_A_PAGE = 50


@require_safe
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The folder that a secret link opens; of every other address the same page, which tells nothing.

    No search engine keeps it, no cache keeps it, and no page that it links to learns its address.
    """
    try:
        folder = folder_by_link(token)
    except Http404:
        return _secret(render(request, "bookmarks/shared_nothing.html", status=HTTPStatus.NOT_FOUND))
    rows = with_what_is_shown(bookmarks_in_order(folder))
    page = Paginator(rows, _BOOKMARKS_OF_A_PAGE).get_page(request.GET.get("page"))
    context = {"folder": folder, "bookmarks": page.object_list, "page_obj": page, "can_write": False}
    return _secret(render(request, "bookmarks/shared.html", context))


def _secret(answer: HttpResponse) -> HttpResponse:
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
