"""What a person searched is kept for that person, unless they switched it off.

Of each person the latest ``MOST_KEPT`` searches, in two queries a search (three once so many are kept).
"""

from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from bookmarks.models import HistorySwitch, PastSearch
from search.address import SearchAddress

MOST_KEPT = 500


def is_on_for(user: User) -> bool:
    """Whether the person's searches are kept: unless they said no."""
    return not HistorySwitch.objects.filter(user=user, is_on=False).exists()


def record(user_pk: int, address: SearchAddress, total: int) -> None:
    """Keep the search, or move it up if it is kept already; its order and page make no other search."""
    is_on, is_full = _state(user_pk)
    if not is_on:
        return
    parameters = urlencode(replace(address, sort=None, page=1).parameters())
    search = PastSearch(
        user_id=user_pk,
        parameters=parameters,
        digest=sha256(parameters.encode()).hexdigest(),
        understood=address.understood,
        total=total,
        searched_at=timezone.now(),
    )
    PastSearch.objects.bulk_create(
        [search],
        update_conflicts=True,
        unique_fields=["user", "digest"],
        update_fields=["understood", "total", "searched_at"],
    )
    if is_full:
        of_person = PastSearch.objects.filter(user=user_pk)
        of_person.exclude(pk__in=of_person.values("pk")[:MOST_KEPT]).delete()


def _state(user_pk: int) -> tuple[bool, bool]:
    """Whether searches are kept of the person, and whether there are as many already as are kept."""
    off = HistorySwitch.objects.filter(user=OuterRef("pk"), is_on=False)
    last = PastSearch.objects.filter(user=OuterRef("pk")).values("pk")[MOST_KEPT - 1 : MOST_KEPT]
    states = User.objects.filter(pk=user_pk).values_list(~Exists(off), Subquery(last))
    is_on, last_kept = states.first() or (False, None)
    return is_on, last_kept is not None
