"""Pages for what went wrong, which lean on nothing that may have failed: no database, session or user."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from imrsite.color_scheme import chosen_scheme
from letters.reading.document import MAX_BYTES, MAX_CHARACTERS

_MOST_IN_VAIN = 50_000_000
"""So many bytes of a form that is too large are taken, for its sender to come to read why it was refused."""
_AT_ONCE = 65_536


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address, a header or a form that cannot be understood, or is too large."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(request)
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A form that was sent too often; the limits count by minutes and hours."""
    answer = _page(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = "60"
    return answer


def mail_unavailable(request: HttpRequest) -> HttpResponse:
    """A message that somebody waits for cannot be sent."""
    return _page(request, "mail_unavailable.html", HTTPStatus.SERVICE_UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """The portal's own mistake."""
    return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that cannot be told to come from the person who sent it."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN)


class WrongMethodMiddleware:
    """Whoever opens an address that only takes a form is told so: Django's own answer is an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the page in place of an empty answer, which tells no more than what is allowed."""
        answer = self.get_response(request)
        is_opened = request.method in ("GET", "HEAD")
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or answer.content or not is_opened:
            return answer
        page = _page(request, "405.html", HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = answer.get("Allow", "POST")
        return page


def _too_large(request: HttpRequest) -> HttpResponse:
    # Were the connection closed on it, the browser would say that, and not show the page.
    with suppress(UnreadablePostError):
        _take_in_vain(request)
    sizes = {
        "form_limit": _megabytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "file_limit": _megabytes(MAX_BYTES),
        "characters": f"{MAX_CHARACTERS:,}",
    }
    return _page(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sizes)


def _take_in_vain(request: HttpRequest) -> None:
    taken = 0
    while taken < _MOST_IN_VAIN and (piece := request.read(_AT_ONCE)):
        taken += len(piece)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:g} MB"


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, context: Mapping[str, str] | None = None
) -> HttpResponse:
    shown = {"color_scheme": chosen_scheme(request), **(context or {})}
    return HttpResponse(render_to_string(template, shown), status=status)
