"""The pages of saved searches as values."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F, QuerySet

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved.estimate import Estimate, estimate
from bookmarks.saved.finding import is_up_to_date, look
from bookmarks.saved.found import FoundPage, mail_named, page_of_found
from bookmarks.saved.items import count_in_sight
from bookmarks.saved.question import address_of
from bookmarks.saved.tokens import absolute, feed_path
from search.address import SearchAddress
from search.engines.base import IndexUnavailableError

SECONDS_TO_LOOK = 1.0
"""A page looks for what is new as long as this; what is left then keeps the numbers that it had."""


@dataclass(frozen=True)
class SavedRow:
    """A saved search in the list."""

    saved: SavedSearch
    understood: str
    url: str
    new: int
    """Items found since its owner last ran it."""


@dataclass(frozen=True)
class SavedList:
    """One's own saved searches."""

    rows: tuple[SavedRow, ...]
    looked_at: datetime | None
    """Where not all are up to date: since when the oldest of their numbers stands."""


@dataclass(frozen=True)
class SavedPage:
    """One saved search."""

    saved: SavedSearch
    understood: str
    url: str
    feed_url: str
    """What a feed reader is given; empty without a feed."""
    feed_path: str
    new: int
    found: FoundPage
    """Of the new items that are remembered, of all times or of one mail."""
    of_mail: AlertMail | None
    """The mail whose items alone are listed."""
    uncertain: tuple[AlertMail, ...]
    last_mail: AlertMail | None
    is_up_to_date: bool
    estimate: Estimate | None
    """What an alert would have told of; none where there is one, or while search is away."""


def own_searches(owner: User) -> QuerySet[SavedSearch]:
    """A person's saved searches, without the sets of what they have seen."""
    return SavedSearch.objects.filter(owner=owner).defer("seen")


def saved_list(owner: User) -> SavedList:
    """All of a person's saved searches, brought up to date as far as the time allows."""
    _look_at(list(own_searches(owner)))
    searches = list(own_searches(owner))
    behind = [one.looked_at for one in searches if one.looked_at and not is_up_to_date(one)]
    new = count_in_sight(_new_findings(searches))
    return SavedList(tuple(_row(saved, new[saved.pk]) for saved in searches), min(behind, default=None))


def saved_page(owner: User, pk: int, number: str, of_mail: str) -> SavedPage | None:
    """A saved search of the person with that page of what it found; none where it is not theirs.

    Where ``of_mail`` is the number of a mail of the search, that mail's items alone are listed.
    """
    saved = own_searches(owner).filter(pk=pk).first()
    if not saved:
        return None
    _look_at([saved])
    saved = own_searches(owner).get(pk=pk)
    address = address_of(saved)
    path = feed_path(saved) if saved.has_feed else ""
    mails = list(saved.mails.all()[:20])
    mail = mail_named(saved, of_mail)
    return SavedPage(
        saved=saved,
        understood=address.understood,
        url=address.url,
        feed_url=absolute(path) if path else "",
        feed_path=path,
        new=count_in_sight(_new_findings([saved]))[pk],
        found=page_of_found((mail or saved).findings.all(), number),
        of_mail=mail,
        uncertain=tuple(mail for mail in mails if mail.state == AlertMail.State.UNCERTAIN),
        last_mail=next((mail for mail in mails if mail.state == AlertMail.State.SENT), None),
        is_up_to_date=is_up_to_date(saved),
        estimate=_estimate(saved, address),
    )


def _estimate(saved: SavedSearch, address: SearchAddress) -> Estimate | None:
    if saved.alert != SavedSearch.Alert.NONE:
        return None
    with suppress(IndexUnavailableError):
        return estimate(address)
    return None


def _look_at(searches: list[SavedSearch]) -> None:
    until = time.monotonic() + SECONDS_TO_LOOK
    for saved in _longest_ago_first(searches):
        if time.monotonic() > until:
            return
        try:
            look(saved)
        except IndexUnavailableError:
            continue


def _longest_ago_first(searches: list[SavedSearch]) -> Iterator[SavedSearch]:
    behind = (saved for saved in searches if not is_up_to_date(saved))
    yield from sorted(behind, key=lambda saved: (saved.looked_at or saved.created_at, saved.pk))


def _new_findings(searches: list[SavedSearch]) -> QuerySet[Finding]:
    """What they found since their owner last ran them."""
    return Finding.objects.filter(saved_search__in=searches, found_at__gt=F("saved_search__opened_at"))


def _row(saved: SavedSearch, new: int) -> SavedRow:
    address = address_of(saved)
    return SavedRow(saved, address.understood, address.url, new)
