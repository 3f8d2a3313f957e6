"""What the addresses of a withdrawn determination answer: 410 Gone, no word of it. And which items are so."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from determinations.models import Determination, DisputedItem

Row = TypeVar("Row", Determination, DisputedItem)
View = TypeVar("View", bound=Callable[..., Any])


class WithdrawnError(Exception):
    """It is there and out of sight."""

    def __init__(self, determination_id: int) -> None:
        super().__init__(f"Determination {determination_id} is withdrawn.")
        self.determination_id = determination_id


def in_sight_or_gone(rows: QuerySet[Row], **which: Any) -> Row:
    """The one row of ``rows``, all of them in sight, that ``which`` asks for.

    Raises ``WithdrawnError`` where it is withdrawn, else ``Http404``.
    """
    if row := rows.filter(**which).first():
        return row
    model = cast(type[Model], rows.model)
    is_item = issubclass(model, DisputedItem)
    everything = (DisputedItem if is_item else Determination).everything
    withdrawn = everything.filter(**which).values_list("determination" if is_item else "pk", flat=True)
    if (determination_id := withdrawn.first()) is not None:
        raise WithdrawnError(determination_id)
    raise Http404(f"There is no such {model._meta.verbose_name}.")


def ids_of_withdrawn_items() -> list[int]:
    """The items that are out of sight now, by their ids alone: few, to be left out of what remembers ids."""
    withdrawn = DisputedItem.everything.filter(determination__withdrawn_at__isnull=False)
    return list(withdrawn.order_by().values_list("pk", flat=True))


def gone_when_withdrawn(view: View) -> View:
    """Let a view that raises ``WithdrawnError`` answer with the page that says so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return cast(HttpResponse, view(request, *args, **kwargs))
        except WithdrawnError as gone:
            return _gone(request, gone.determination_id)

    return cast(View, answered)


def _gone(request: HttpRequest, determination_id: int) -> HttpResponse:
    context = {"withdrawn_id": determination_id}
    response = render(request, "determinations/withdrawn.html", context, status=HTTPStatus.GONE)
    # A crawler that had it is to forget it, and a browser to ask again: it may be restored.
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
