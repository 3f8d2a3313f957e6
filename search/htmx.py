"""Requests that a page makes for a part of itself."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as ``HtmxMiddleware`` passes it on."""

    htmx: HtmxDetails
