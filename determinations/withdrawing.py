"""Taking a determination out of everybody's sight, and restoring it: the only writer of withdrawals.

Nothing is deleted. What must be told to the search index is noted, so that an update that is made
at any later time does it.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from determinations.models import Determination, DisputedItem, RemovedItem, Withdrawal


def withdraw(determination_id: int, reason: str, words: str, by: User) -> bool:
    """Take it out of sight at once; ``False``: somebody had done so.

    ``reason`` is one of ``Withdrawal.Reason``. Raises ``Determination.DoesNotExist``.
    """
    with transaction.atomic():
        determination = _locked(determination_id)
        if not determination.is_in_sight:
            return False
        now = timezone.now()
        determination.withdrawals.create(reason=reason, words=words, withdrawn_at=now, withdrawn_by=by)
        _set_withdrawn_at(determination_id, now)
        # ignore_conflicts: an item noted since a restoration is to be forgotten all the same.
        RemovedItem.objects.bulk_create(
            [RemovedItem(item_id=item) for item in items_of(determination_id)], ignore_conflicts=True
        )
    return True


def restore(determination_id: int, by: User) -> bool:
    """Bring it back as it was, or as its newest letter says; ``False``: it is in sight.

    Raises ``Determination.DoesNotExist``.
    """
    with transaction.atomic():
        determination = _locked(determination_id)
        if determination.is_in_sight:
            return False
        Withdrawal.objects.filter(determination=determination, restored_at=None).update(
            restored_at=timezone.now(), restored_by=by
        )
        _set_withdrawn_at(determination_id, None)
        RemovedItem.objects.filter(item_id__in=items_of(determination_id)).delete()
        DisputedItem.everything.filter(determination=determination).update(indexed_at=None)
    return True


def items_of(determination_id: int) -> list[int]:
    """The keys of its items, in sight or not."""
    items = DisputedItem.everything.filter(determination=determination_id).order_by("pk")
    return list(items.values_list("pk", flat=True))


def _locked(determination_id: int) -> Determination:
    return Determination.everything.select_for_update().get(pk=determination_id)


def _set_withdrawn_at(determination_id: int, moment: datetime | None) -> None:
    Determination.everything.filter(pk=determination_id).update(withdrawn_at=moment)
