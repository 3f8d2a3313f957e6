"""The bookmark button that stands on cards and pages, and what lists show of a bookmark."""

from typing import Any

from django import template
from django.http import HttpRequest

from bookmarks.keeping.buttons import Buttons, kept_by
from bookmarks.keeping.shown import Shown
from bookmarks.models import Bookmark
from determinations.models import Determination, DisputedItem

register = template.Library()


@register.inclusion_tag("bookmarks/button.html", takes_context=True)
def bookmark_button(
    context: template.Context,
    determination: Determination,
    item: DisputedItem | None = None,
    passage: str = "",
) -> dict[str, Any]:
    """Keep or let go of a determination, one of its items, or a passage as an address has it.

    For a signed-out visitor the way to sign in and come back.
    """
    request = context["request"]
    what = passage or (item.anchor if item else "")
    # A page that a form led to cannot be come back to: plain forms then lead to what was kept.
    back = request.get_full_path() if request.method == "GET" else ""
    return {
        "request": request,
        "user": request.user,
        "csrf_token": context.get("csrf_token"),
        "determination": determination,
        "item": item,
        "what": what,
        "kept": _kept_on_page(request).get((determination.pk, what), []),
        "next": back,
    }


@register.simple_tag
def shown(bookmark: Bookmark) -> Shown:
    """What may be shown of a bookmark; lists fetch theirs by ``keeping.shown.with_what_is_shown``."""
    return Shown(bookmark)


def _kept_on_page(request: HttpRequest) -> Buttons:
    """What the person keeps: one query a page, however many buttons stand on it."""
    if not hasattr(request, "bookmarks_kept"):
        request.bookmarks_kept = kept_by(request.user)  # type: ignore[attr-defined]
    kept: Buttons = request.bookmarks_kept  # type: ignore[attr-defined]
    return kept
