"""The bookmark button that stands on cards and pages."""

from typing import Any

from django import template
from django.http import HttpRequest

from bookmarks.models import Bookmark
from determinations.models import Determination

register = template.Library()


@register.inclusion_tag("bookmarks/button.html", takes_context=True)
def bookmark_button(context: template.Context, determination: Determination) -> dict[str, Any]:
    """Add or remove a bookmark; for a signed-out visitor the way to sign in and come back."""
    request = context["request"]
    return {
        "request": request,
        "user": request.user,
        "csrf_token": context.get("csrf_token"),
        "determination": determination,
        "bookmarked": determination.pk in _bookmarked_ids(request),
        "next": request.get_full_path(),
    }


def _bookmarked_ids(request: HttpRequest) -> frozenset[int]:
    """The determinations that the person keeps: one query a page, however many buttons stand on it."""
    if not request.user.is_authenticated:
        return frozenset()
    if not hasattr(request, "bookmarked_ids"):
        kept = Bookmark.objects.kept().filter(owner=request.user).values_list("determination_id", flat=True)
        request.bookmarked_ids = frozenset(kept)  # type: ignore[attr-defined]
    ids: frozenset[int] = request.bookmarked_ids  # type: ignore[attr-defined]
    return ids
