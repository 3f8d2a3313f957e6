"""The Atom feed of a saved search, for whoever has its secret address."""

import re
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from bookmarks.models import SavedSearch
from bookmarks.saved.finding import is_up_to_date, look
from bookmarks.saved.items import NewItem, newest
from bookmarks.saved.question import address_of
from bookmarks.saved.tokens import absolute, feed_of, feed_path, portal_host
from search.engines.base import IndexUnavailableError

MOST_ENTRIES = 100
AUTHOR = "IMR Precedent"
RIGHTS = (
    "Determinations of California’s Independent Medical Review are public records and no binding precedent. "
    "Check the letter itself. Not legal advice."
)
_MINUTES = 15
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The items that the search newly found, the latest first; looks for more where the index has changed.

    While search is away it has what was found before.
    """
    saved = feed_of(token)
    if not saved:
        raise Http404("There is no such feed.")
    if not is_up_to_date(saved):
        with suppress(IndexUnavailableError):
            look(saved)
    items = newest(saved.findings.all(), MOST_ENTRIES)
    changed = max((item.updated_at for item in items), default=saved.created_at)
    content = _atom(saved, items, changed)
    etag = f'"{sha256(content.encode()).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed.timestamp())
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = f"private, max-age={_MINUTES * 60}"
    seconds = int(changed.timestamp())
    return get_conditional_response(request, etag, seconds, answer) or answer


def _atom(saved: SavedSearch, items: list[NewItem], changed: datetime) -> str:
    address = address_of(saved)
    made = _Feed(
        title=f"{_plain(saved.name)}: new items",
        link=absolute(address.url),
        description=None,
        subtitle=_plain(address.understood),
        author_name=AUTHOR,
        feed_url=absolute(feed_path(saved)),
        feed_guid=_tag(saved.created_at, f"saved-search-{saved.pk}"),
        feed_copyright=RIGHTS,
        language="en-us",
        changed=changed,
    )
    for item in items:
        fictional = "Fictional sample: " if item.is_fictional else ""
        made.add_item(
            title=_plain(f"{fictional}{item.outcome}: {item.treatment} ({item.case}, item {item.number})"),
            link=absolute(item.path),
            description=escape(_plain(_summary(item))),  # the generator calls it HTML
            unique_id=_tag(saved.created_at, f"saved-search-{saved.pk}-item-{item.id}"),
            pubdate=item.found_at,
            updateddate=item.updated_at,
            categories=[item.outcome, *(["Fictional sample"] if item.is_fictional else [])],
        )
    return made.writeString("utf-8")


def _summary(item: NewItem) -> str:
    decided = f"Decided {_in_words(item.decided_on)}" if item.decided_on else "Decision date not stated"
    replaced = _replaced(item.replaced_at) if item.replaced_at else ""
    parts = (replaced, decided, item.outcome, item.about, item.rationale)
    made_up = "This determination is a fictional sample. " if item.is_fictional else ""
    return made_up + ". ".join(part.rstrip(".") for part in parts if part) + "."


def _replaced(moment: datetime) -> str:
    day = _in_words(timezone.localdate(moment))
    return f"Its letter was replaced on {day}, after this search found it: it may not match any more"


def _plain(text: str) -> str:
    """The text on one line, without the characters that XML does not take."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def _in_words(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def _tag(since: datetime, what: str) -> str:
    """A name that stays the same however the portal's pages move (RFC 4151)."""
    return f"tag:{portal_host()},{timezone.localdate(since):%Y-%m-%d}:{what}"


class _Feed(Atom1Feed):
    """Without entries its date is that of the search, not that of the request."""

    def latest_post_date(self) -> datetime:
        """When the latest item was found, or the letter of one replaced."""
        changed: datetime = self.feed["changed"]
        return changed
