"""Requests of a signed-in person."""

from django.contrib.auth.models import User

from search.htmx import HtmxRequest


class SignedInRequest(HtmxRequest):
    """A request that ``login_required`` has let through."""

    user: User
