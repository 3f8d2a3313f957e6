"""A run of ``manage.py send_alerts``: look for what is new, and send the mails that are due."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone

from bookmarks.mail_addresses import address_for_mail
from bookmarks.models import AlertMail, SavedSearch
from bookmarks.saved.finding import look
from bookmarks.saved.mailing import (
    claim,
    give_back,
    is_due,
    note_interrupted,
    note_sent,
    note_uncertain,
)
from bookmarks.saved.message import OutOfSightError, message
from search.engines.base import IndexUnavailableError
from search.index import index_status

OnProgress = Callable[[int, int], None]
"""Called with the number of alerts done and of all, at first with none done."""

_NOT_TAKEN = (smtplib.SMTPException, OSError, ValueError)
"""What a mail server that does not take a mail raises; ``ValueError``: an address that no mail can bear."""
_PERHAPS_TAKEN = (
    smtplib.SMTPServerDisconnected,
    TimeoutError,
    ConnectionResetError,
    ConnectionAbortedError,
    BrokenPipeError,
    ssl.SSLError,
)
"""Raised, too, where the server had the whole mail and its answer was lost."""


class MailServerError(Exception):
    """The mail server cannot be reached; ``str(error)`` says why. Nothing was lost."""


@dataclass
class AlertRun:
    """What a run did."""

    found: int = 0
    """New items, of all alerts."""
    sent: int = 0
    """Mails that left."""
    items_sent: int = 0
    interrupted: int = 0
    """Mails that an earlier run was sending when it was interrupted."""
    uncertain: int = 0
    """Mails of this run whose way to the server broke off."""
    refused: int = 0
    """Mails that the server did not take; the next run tries again."""
    without_address: int = 0
    """Mails that are due, and wait: their owners have confirmed no address."""
    unanswered: int = 0
    """Searches that the index did not answer while it answered others."""

    @property
    def is_well(self) -> bool:
        """Whether nothing asks for a person."""
        return not (self.interrupted or self.uncertain or self.refused or self.unanswered)


def alerts_of_all() -> list[int]:
    """The keys of the searches that tell of what is new, by mail or in a feed."""
    telling = ~Q(alert=SavedSearch.Alert.NONE) | Q(has_feed=True)
    rows = SavedSearch.objects.filter(telling, owner__is_active=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def send_alerts(run: AlertRun, on_progress: OnProgress) -> None:
    """Look for new items and send what is due; ``run`` counts, and is right whatever ends the run.

    Raises ``IndexUnavailableError`` and ``MailServerError``; nothing is marked for what was not done.
    """
    run.interrupted = note_interrupted()
    alerts = alerts_of_all()
    on_progress(0, len(alerts))
    for done, pk in enumerate(alerts, start=1):
        if saved := SavedSearch.objects.select_related("owner").filter(pk=pk).first():
            _serve(saved, run)
        on_progress(done, len(alerts))


def _serve(saved: SavedSearch, run: AlertRun) -> None:
    try:
        run.found += look(saved)
    except IndexUnavailableError:
        if index_status().state != "ok":
            raise
        run.unanswered += 1  # a question that this engine refuses must not keep others from their answer
    if not is_due(saved, timezone.localdate()):
        return
    address = address_for_mail(saved.owner)
    if not address:
        run.without_address += 1
        return
    connection = _opened()
    try:
        if mail := claim(saved):
            _send(mail, address, connection, run)
    finally:
        _close(connection)


def _opened() -> BaseEmailBackend:
    """A connection for one mail: an old one may have been closed by the server unnoticed."""
    try:
        connection: BaseEmailBackend = get_connection()
        connection.open()
    except _NOT_TAKEN as problem:
        raise MailServerError(str(problem) or type(problem).__name__) from problem
    return connection


def _send(mail: AlertMail, address: str, connection: BaseEmailBackend, run: AlertRun) -> None:
    try:
        made = message(mail, address, connection)
    except OutOfSightError:
        give_back(mail)  # the next run sends what is left
        return
    except BaseException:
        give_back(mail)
        raise
    # From here to the end of sending, a process that dies leaves a mail that perhaps arrived.
    try:
        made.send()
    except _PERHAPS_TAKEN:
        note_uncertain(mail)
        run.uncertain += 1
    except _NOT_TAKEN:
        give_back(mail)
        run.refused += 1
    except BaseException:
        note_uncertain(mail)
        raise
    else:
        note_sent(mail)
        run.sent += 1
        run.items_sent += mail.count


def _close(connection: BaseEmailBackend) -> None:
    """The mail has left or not: how the connection ends changes nothing."""
    try:
        connection.close()
    except _NOT_TAKEN:
        return
