"""Pages for what went wrong, which lean on nothing that may have failed: no database, session or user."""

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


def _page(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"color_scheme": chosen_scheme(request)}), status=status)
