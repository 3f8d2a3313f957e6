"""Who may open the pages of staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from imrsite.accounts.second_step import second_step_required


class StaffRequest(HttpRequest):
    """A request of somebody of staff."""

    user: User


def staff_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For staff alone: a visitor is asked to sign in, and for everybody else there is no such page.

    Staff without a second sign-in step is led to set one up; a session that was begun with the password alone
    is asked for it. The answer is kept nowhere: it may show what nobody else may see.
    """
    opened = second_step_required(view, first_page="staff:overview")

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            is_page = request.method in ("GET", "HEAD")
            return redirect_to_login(request.get_full_path() if is_page else reverse("staff:overview"))
        if not request.user.is_staff:
            raise Http404("There is no such page.")
        response = opened(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded
