"""How much a saved search would have found in the last year, told before an alert is chosen."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from pyroaring import BitMap

from bookmarks.saved.question import request_of
from determinations.models import Determination, DisputedItem
from search.address import SearchAddress
from search.index import open_engine

DAYS = 365
WEEKS = DAYS / 7
LOOKED_UP = 10_000
"""Of more items so many, spread evenly, say when all of them were added."""
_AT_ONCE = 2_000


@dataclass(frozen=True)
class Count:
    """Items of the last year."""

    items: int
    is_estimate: bool = False
    """Whether only some of them were looked up."""

    @property
    def a_week(self) -> float:
        """On average."""
        return self.items / WEEKS


@dataclass(frozen=True)
class Estimate:
    """What the search finds, and what of it is of the last year."""

    since: date
    now: int
    """All items that it finds."""
    decided: Count
    """Those decided since then."""
    added: Count
    """Those whose letter was added to the portal since then, whenever it was decided."""
    latest_decision: date | None
    """Of the whole portal."""


def estimate(address: SearchAddress) -> Estimate:
    """Count what a search would have found. Raises ``IndexUnavailableError``.

    Costs two searches, and a look at ``LOOKED_UP`` rows.
    """
    engine, request = open_engine(), request_of(address)
    since = timezone.localdate() - timedelta(days=DAYS)
    found = engine.matching(request)
    of_the_year = replace(request, decided_from=max(since, request.decided_from or since))
    return Estimate(
        since=since,
        now=len(found),
        decided=Count(len(engine.matching(of_the_year))),
        added=_added(found, timezone.now() - timedelta(days=DAYS)),
        latest_decision=Determination.objects.aggregate(latest=Max("decided_on"))["latest"],
    )


def _added(found: BitMap, since: datetime) -> Count:
    """How many items' letters were added since then: of the letter that the item now stands in."""
    step = -(-len(found) // LOOKED_UP) or 1
    looked_up = list(found[::step])
    added = sum(
        DisputedItem.objects.filter(
            pk__in=looked_up[start : start + _AT_ONCE], determination__letter__ingested_at__gte=since
        ).count()
        for start in range(0, len(looked_up), _AT_ONCE)
    )
    if step == 1:
        return Count(added)
    return Count(round(added * len(found) / len(looked_up)), is_estimate=True)
