"""Ending the mails of a saved search from the mail itself, without signing in (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bookmarks.models import SavedSearch
from bookmarks.saved.finding import set_alert
from bookmarks.saved.tokens import unsubscribed_key


@csrf_exempt  # a mail program posts it; the signed token says that it may
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """By POST the mails end, as often as it is asked; GET, which mail scanners send, only shows a button."""
    key = unsubscribed_key(token)
    if key is None:
        raise Http404("This is no link to unsubscribe with.")
    saved = SavedSearch.objects.filter(pk=key).defer("seen").first()
    if request.method == "POST" and saved:
        set_alert(saved, SavedSearch.Alert.NONE)
    ended = not saved or saved.alert == SavedSearch.Alert.NONE
    answer = render(request, "bookmarks/saved/unsubscribe.html", {"saved": saved, "ended": ended})
    answer["X-Robots-Tag"] = "noindex"
    return answer
