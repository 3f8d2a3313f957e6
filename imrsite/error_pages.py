"""Pages for what went wrong, which lean on nothing that may have failed: no database, session or user."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from imrsite.color_scheme import chosen_scheme


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address, a header or a form that cannot be understood."""
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


def _page(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"color_scheme": chosen_scheme(request)}), status=status)
