"""Light or dark pages: the system's scheme, or the one that a person chose, kept in a cookie.

A cookie, so that the server writes the choice into the page: nothing flashes, and no script is needed.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bookmarks.way_back import go_back

COOKIE = "color_scheme"
SCHEMES = (("", "System"), ("light", "Light"), ("dark", "Dark"))
"""What can be chosen: the value that is kept, and its name; the system's scheme keeps nothing."""
_A_YEAR = 365 * 24 * 60 * 60


def chosen_scheme(request: HttpRequest) -> str:
    """``light`` or ``dark``; empty where the system decides."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in dict(SCHEMES) else ""


@csrf_exempt
@require_POST
def choose_color_scheme(request: HttpRequest) -> HttpResponse:
    """Keep the ``scheme`` and go back to the page ``next``.

    Without a CSRF token, which would set a cookie on every page for everybody: nothing but a color changes,
    and browsers say themselves when another site sends the form.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden(
            "Only the portal's own pages choose its colors.", content_type="text/plain"
        )
    answer = go_back(request, "search:results")
    scheme = request.POST.get("scheme", "")
    if scheme in ("light", "dark"):
        answer.set_cookie(
            COOKIE, scheme, max_age=_A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
