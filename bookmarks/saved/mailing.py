"""Which alerts are due, and the rows that keep a mail from leaving twice.

A mail's row is written before the mail leaves, and its findings belong to it from then on. A process that
dies in between leaves the row as *being sent*: nobody knows whether that mail left, so it is not sent
again. The next run notes it as uncertain and says so; its items stay on the search's page and in its feed.

A mail tells of items that are in sight. What staff has taken out of sight before it was told waits, apart,
and is told when it is restored.
"""

import os
import socket
from datetime import date, datetime, timedelta
from email.utils import make_msgid

from django.db import transaction
from django.utils import timezone

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved.items import in_sight
from bookmarks.saved.tokens import portal_host

LONGEST_SENDING = timedelta(minutes=10)
"""No process needs longer for a mail: what is being sent for longer was interrupted."""
_DAYS_BETWEEN = {SavedSearch.Alert.DAILY: 1, SavedSearch.Alert.WEEKLY: 7}
_STATE = AlertMail.State


def is_due(saved: SavedSearch, today: date) -> bool:
    """Whether there are new items in sight to tell, and the last mail left long enough ago.

    Days are those of the portal's time zone: one mail a calendar day, or one in seven days.
    """
    days = _DAYS_BETWEEN.get(SavedSearch.Alert(saved.alert))
    if not days:
        return False
    last = saved.mails.first()
    if last and (today - timezone.localdate(last.started_at)).days < days:
        return False
    return any(in_sight(finding.items) for finding in saved.findings.waiting())


def claim(saved: SavedSearch) -> AlertMail | None:
    """A row for the mail that is due, with all that waits and is in sight; none where it is not due any more.

    Whoever gets it is the only one to send it, however many processes ask at once.
    """
    with transaction.atomic():
        rows = SavedSearch.objects.select_for_update(of=("self",)).defer("seen")
        row = rows.filter(pk=saved.pk, owner__is_active=True).first()
        if not row or not is_due(row, timezone.localdate()):
            return None
        told = [part for finding in row.findings.waiting() if (part := _part_in_sight(finding))]
        mail = AlertMail.objects.create(
            saved_search=row,
            message_id=make_msgid(domain=portal_host()),
            sender=this_process(),
            count=sum(finding.count for finding in told),
            started_at=timezone.now(),
        )
        Finding.objects.filter(pk__in=[finding.pk for finding in told]).update(mail=mail)
        return mail


def note_sent(mail: AlertMail) -> None:
    """The server has it."""
    AlertMail.objects.filter(pk=mail.pk).update(state=_STATE.SENT)


def note_uncertain(mail: AlertMail) -> None:
    """It was interrupted at a moment at which the server may have had it already."""
    AlertMail.objects.filter(pk=mail.pk, state=_STATE.SENDING).update(state=_STATE.UNCERTAIN)


def give_back(mail: AlertMail) -> None:
    """It certainly did not leave: its findings wait for the next run."""
    with transaction.atomic():
        mail.findings.update(mail=None)
        mail.delete()


def note_interrupted() -> int:
    """Note as uncertain what dead processes were sending; how many mails that were."""
    being_sent = AlertMail.objects.filter(state=_STATE.SENDING)
    now = timezone.now()
    dead = [mail.pk for mail in being_sent if _is_dead(mail, now)]
    return being_sent.filter(pk__in=dead).update(state=_STATE.UNCERTAIN)


def uncertain_before(mail: AlertMail) -> list[AlertMail]:
    """The uncertain mails since the last one that was sent, which this one should mention; oldest first."""
    earlier = mail.saved_search.mails.exclude(pk=mail.pk)
    sent = earlier.filter(state=_STATE.SENT).first()
    since = earlier.filter(started_at__gt=sent.started_at) if sent else earlier
    return list(since.filter(state=_STATE.UNCERTAIN).order_by("started_at", "pk"))


def this_process() -> str:
    """This process among those of all hosts."""
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def _part_in_sight(finding: Finding) -> Finding | None:
    """The finding with its items that are in sight, if there are any; the others wait in one of their own."""
    shown = in_sight(finding.items)
    hidden = finding.items - shown
    if hidden and shown:
        Finding.objects.create(
            saved_search=finding.saved_search,
            found_at=finding.found_at,
            items=hidden,
            count=len(hidden),
            for_mail=True,
        )
        finding.items, finding.count = shown, len(shown)
        finding.save(update_fields=["items", "count"])
    return finding if shown else None


def _is_dead(mail: AlertMail, now: datetime) -> bool:
    """Whether nobody is sending it any more. Of another host only time tells."""
    host, _, process = mail.sender.rpartition(":")
    if now - mail.started_at > LONGEST_SENDING or mail.sender == this_process():
        return True
    return host == socket.gethostname()[:100] and not _is_running(int(process))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
