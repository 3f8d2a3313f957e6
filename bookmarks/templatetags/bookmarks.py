"""The bookmark button that stands on cards and pages, and what lists show of a bookmark."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest

from bookmarks.keeping.asked import kept_selection
from bookmarks.keeping.buttons import Buttons, kept_by
from bookmarks.keeping.shown import Shown
from bookmarks.models import Bookmark
from bookmarks.saved.items import NewItem
from determinations.models import Determination, DisputedItem
from search.results.cards import Card

register = template.Library()


@register.inclusion_tag("bookmarks/button.html", takes_context=True)
def bookmark_button(
    context: template.Context,
    determination: Determination,
    item: DisputedItem | None = None,
    passage: str = "",
) -> dict[str, Any]:
    """Keep or let go of a determination, one of its items, or a passage as an address has it.

    For a signed-out visitor the way to sign in and come back. A list asks by ``with_bookmarks`` first.
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
        "kept": _kept_of(request, determination.pk).get((determination.pk, what), []),
        "next": back,
    }


@register.simple_tag(takes_context=True)
def with_bookmarks(context: template.Context, rows: Iterable[Any]) -> str:
    """Before a list of determinations, cards, items or results with buttons: asks for all of them at once.

    One query, however many rows; without it each determination asks for itself.
    """
    keys = {key for row in rows for key in _determinations_of(row)}
    if keys:
        _ask(context["request"], keys)
    return ""


@register.simple_tag
def shown(bookmark: Bookmark) -> Shown:
    """What may be shown of a bookmark; lists fetch theirs by ``keeping.shown.with_what_is_shown``."""
    return Shown(bookmark)


@register.simple_tag(takes_context=True)
def is_selected(context: template.Context, bookmark: Bookmark) -> bool:
    """Whether its box is ticked at first: what was selected when moving or copying was refused."""
    request = context["request"]
    if not hasattr(request, "bookmarks_selected"):
        request.bookmarks_selected = kept_selection(request)
    return bookmark.pk in request.bookmarks_selected


def _kept_of(request: HttpRequest, determination: int) -> Buttons:
    """What the person keeps of a determination of this page, and of those that stand with it."""
    if determination not in _asked(request):
        _ask(request, {determination})
    return _asked(request)[determination]


def _ask(request: HttpRequest, determinations: set[int]) -> None:
    kept = kept_by(request.user, determinations)
    _asked(request).update(dict.fromkeys(determinations, kept))


def _asked(request: HttpRequest) -> dict[int, Buttons]:
    """By determination, what one query told of it and of others."""
    if not hasattr(request, "bookmarks_kept"):
        request.bookmarks_kept = {}  # type: ignore[attr-defined]
    asked: dict[int, Buttons] = request.bookmarks_kept  # type: ignore[attr-defined]
    return asked


def _determinations_of(row: Any) -> Iterable[int]:
    """The keys of the determinations whose buttons stand with a determination, card, item or result."""
    if isinstance(row, Card):
        return row.determination_ids
    if isinstance(row, Determination):
        return (row.pk,)
    if isinstance(row, NewItem):
        return (row.row.determination_id,)
    return (getattr(row, "item", row).determination_id,)
