"""Where a form leads back to: the page of this portal that it was sent from."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def is_of_this_portal(request: HttpRequest, path: str) -> bool:
    """Whether it is the path of a page of this portal, to which a form may lead."""
    return (
        path.startswith("/")
        and path.isprintable()
        and url_has_allowed_host_and_scheme(path, {request.get_host()}, require_https=request.is_secure())
    )


def way_back(request: HttpRequest, otherwise: str | Model) -> str:
    """The page that the form says it stands on, or another."""
    back = request.POST.get("next", "")
    return back if is_of_this_portal(request, back) else resolve_url(otherwise)


def go_back(request: HttpRequest, otherwise: str | Model) -> HttpResponse:
    """To the page that the form was sent from, which says what was done."""
    return HttpResponseRedirect(way_back(request, otherwise))
