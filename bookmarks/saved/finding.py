"""What a saved search newly finds.

Each saved search keeps the set of all items that it ever found. Whatever it finds beside them is new, be
it of a letter that was added or of one that a better parser reads otherwise, and is noted as one finding.
"""

from django.db import transaction
from django.utils import timezone
from pyroaring import BitMap

from bookmarks.models import AlertMail, Finding, SavedSearch
from bookmarks.saved.question import address_of, index_state, request_of
from search.index import open_engine

KEPT_FINDINGS = 200
"""Of a saved search; older ones are let go, but for those that a mail has yet to tell of."""


def look(saved: SavedSearch) -> int:
    """Note what the saved search finds now and never did before; how many items that is.

    Raises ``IndexUnavailableError``, and nothing is noted, where there is nothing to search.
    """
    state = index_state()  # before the search, so that what comes meanwhile is looked for again
    found = open_engine().matching(request_of(address_of(saved)))
    with transaction.atomic():
        row = _locked(saved)
        if not row:
            return 0
        new = found - row.seen
        row.seen_index, row.looked_at = state, timezone.now()
        row.save(update_fields=["seen_index", "looked_at"])
        if new:
            _note(row, new)
    saved.seen_index, saved.looked_at = row.seen_index, row.looked_at
    return len(new)


def is_up_to_date(saved: SavedSearch) -> bool:
    """Whether the index is still that which the saved search last looked at."""
    return bool(saved.seen_index) and saved.seen_index == index_state()


def take_baseline(saved: SavedSearch) -> None:
    """Take all that the search finds now as seen; the row is not saved. Raises ``IndexUnavailableError``."""
    state = index_state()
    saved.seen = open_engine().matching(request_of(address_of(saved)))
    saved.seen_index = state
    saved.looked_at = saved.opened_at = timezone.now()


def set_alert(saved: SavedSearch, alert: str) -> None:
    """Choose how often mail comes; what was found while there was none is told by no mail.

    Raises ``IndexUnavailableError`` where the alert would begin and there is nothing to search.
    """
    before_alert_is(alert, saved, saved.alert)
    with transaction.atomic():
        SavedSearch.objects.filter(pk=saved.pk).update(alert=alert)
        after_alert_is(alert, saved)
    saved.alert = alert


def before_alert_is(alert: str, saved: SavedSearch, present: str) -> None:
    """Look, where mail is to begin, so that it tells of nothing found before. See ``set_alert``."""
    none = SavedSearch.Alert.NONE
    if present == none and alert != none:
        look(saved)


def after_alert_is(alert: str, saved: SavedSearch) -> None:
    """Let go, where mail has ended, of what was to be told; in the transaction that ended it."""
    if alert == SavedSearch.Alert.NONE:
        saved.findings.waiting().update(for_mail=False)


def _locked(saved: SavedSearch) -> SavedSearch | None:
    """The row as it is now, held until the transaction ends; SQLite holds the whole database."""
    return SavedSearch.objects.select_for_update(of=("self",)).filter(pk=saved.pk).first()


def _note(saved: SavedSearch, new: BitMap) -> None:
    saved.seen |= new
    saved.save(update_fields=["seen"])
    Finding.objects.create(
        saved_search=saved,
        found_at=timezone.now(),
        items=new,
        count=len(new),
        for_mail=saved.alert != SavedSearch.Alert.NONE,
    )
    settled = saved.findings.exclude(for_mail=True, mail=None)
    if dropped := list(settled.values_list("pk", flat=True)[KEPT_FINDINGS:]):
        Finding.objects.filter(pk__in=dropped).delete()
        mails = AlertMail.objects.filter(saved_search=saved, findings=None)
        mails.exclude(state=AlertMail.State.SENDING).delete()
