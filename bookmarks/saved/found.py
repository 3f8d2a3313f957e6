"""What a saved search has found, as a list to page through."""

from dataclasses import dataclass
from itertools import islice

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from pyroaring import BitMap

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved.items import NewItem, told_of
from determinations.withdrawn import ids_of_withdrawn_items

ITEMS_OF_A_PAGE = 50
"""As many as a mail lists: what it leaves out begins on the second page of its items."""


@dataclass(frozen=True)
class FoundPage:
    """One page of what was found, the latest finding first."""

    page: Page[int]
    """Where it stands among the others."""
    items: tuple[NewItem, ...]
    """Fewer than the page counts where some are gone since."""


def page_of_found(findings: QuerySet[Finding], number: str) -> FoundPage:
    """That page of what staff has not withdrawn; where there is no such page, the nearest one."""
    hidden = BitMap(ids_of_withdrawn_items())
    shown = [(finding.found_at, finding.items - hidden) for finding in findings]
    count = sum(len(items) for _, items in shown)
    page = Paginator(range(count), ITEMS_OF_A_PAGE).get_page(number)
    places = ((pk, moment) for moment, items in shown for pk in reversed(items))
    start = (page.number - 1) * ITEMS_OF_A_PAGE
    return FoundPage(page, tuple(told_of(dict(islice(places, start, start + ITEMS_OF_A_PAGE)))))


def rest_of_mail(mail: AlertMail) -> str:
    """Where the items begin that a mail counts and does not list. Later findings do not move it."""
    return f"{mail.saved_search.get_absolute_url()}?mail={mail.pk}&page=2#new"


def mail_named(saved: SavedSearch, number: str) -> AlertMail | None:
    """The search's mail of that number, as an address names it; none where there is no such mail."""
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return saved.mails.filter(pk=int(number)).first() if is_number else None
