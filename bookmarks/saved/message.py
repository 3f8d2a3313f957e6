"""An alert's mail: text and HTML of the same, with one-click unsubscribing (RFC 8058)."""

from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from bookmarks.models import AlertMail, SavedSearch
from bookmarks.saved.found import ITEMS_OF_A_PAGE, rest_of_mail
from bookmarks.saved.items import NewItem, newest
from bookmarks.saved.mailing import uncertain_before
from bookmarks.saved.question import address_of
from bookmarks.saved.tokens import absolute, unsubscribe_path

MOST_ITEMS = ITEMS_OF_A_PAGE


class OutOfSightError(Exception):
    """Staff has taken items out of sight since the mail was claimed: it would count more than it lists."""


@dataclass(frozen=True)
class Entry:
    """A new item with its link."""

    item: NewItem
    url: str


@dataclass(frozen=True)
class AlertText:
    """What the mail says; its two templates loop over it."""

    saved: SavedSearch
    understood: str
    count: int
    entries: tuple[Entry, ...]
    more: int
    """New items that the mail does not list."""
    has_fictional: bool
    uncertain: tuple[AlertMail, ...]
    """Earlier mails that were interrupted and may not have arrived."""
    page_url: str
    """The saved search's page, with all that is new."""
    more_url: str
    """Where the items begin that the mail does not list."""
    search_url: str
    settings_url: str
    unsubscribe_url: str


def message(mail: AlertMail, address: str, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """The mail, ready to be sent to that address of the owner of the search.

    Raises ``OutOfSightError``.
    """
    text = alert_text(mail)
    context = {"alert": text}
    unsubscribe = {
        "List-Unsubscribe": f"<{text.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    made = EmailMultiAlternatives(
        subject=_subject(text),
        body=render_to_string("bookmarks/saved/mail.txt", context),
        to=[address],
        # No other machine answers to it.
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", **unsubscribe},
        connection=connection,
    )
    made.attach_alternative(render_to_string("bookmarks/saved/mail.html", context), "text/html")
    return made


def alert_text(mail: AlertMail) -> AlertText:
    """What is to be told of the mail's findings. Raises ``OutOfSightError``."""
    saved = mail.saved_search
    address = address_of(saved)
    items = newest(mail.findings.all(), MOST_ITEMS)
    if len(items) < min(mail.count, MOST_ITEMS):
        raise OutOfSightError
    page = absolute(saved.get_absolute_url())
    return AlertText(
        saved=saved,
        understood=address.understood,
        count=mail.count,
        entries=tuple(Entry(item, absolute(item.path)) for item in items),
        more=mail.count - len(items) if mail.count > MOST_ITEMS else 0,
        has_fictional=any(item.is_fictional for item in items),
        uncertain=tuple(uncertain_before(mail)),
        page_url=page,
        more_url=absolute(rest_of_mail(mail)),
        search_url=absolute(address.url),
        settings_url=f"{page}#settings",
        unsubscribe_url=absolute(unsubscribe_path(saved)),
    )


def _subject(text: AlertText) -> str:
    items = "1 new item" if text.count == 1 else f"{text.count:,} new items"
    return f"{items}: {' '.join(text.saved.name.split())}"
