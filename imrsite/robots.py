"""What robots are asked to leave alone: everything but the pages that are there to be read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

ROBOTS = """\
# Searches, lists, exports and what people keep are no reading for robots. The pages of determinations are,
# without the search that one came from; one that is withdrawn answers 410 Gone with "noindex".
User-agent: *
Disallow: /
Allow: /$
Allow: /about/$
Allow: /help/$
Allow: /robots.txt$
Allow: /static/
Allow: /determinations/
Disallow: /determinations/*?
Disallow: /determinations/id/*/original/
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules, by RFC 9309: of those that fit an address the longest counts."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
