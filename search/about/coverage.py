"""What the corpus covers: counts for the about page, from a few queries that are kept for some minutes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import CharField, Count, Max, Min, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from determinations.models import Determination, DisputedItem, Letter, Withdrawal
from search.engines.base import IndexUnavailableError
from search.index import index_status, open_engine
from search.manifest import read_manifest
from search.request import SearchRequest

KEPT_FOR = 300
"""Seconds: counting a million items takes some, and a page that anyone may ask for must not."""
_KEPT_WHILE_AWAY = 10
"""Seconds: what only the index tells is told soon after it is back."""
MOST_REASONS = 10
"""Reasons of rejection that are told apart, the most frequent first."""
_KEY = "search.coverage"

LAYOUTS: Mapping[str, str] = {
    "F0": "“Medical Professional Review” of early 2013",
    "F1": "“Notice of Independent Medical Review Determination” of 2013",
    "F2": "“IMR Final Determination Letter” of late 2013 to early 2014",
    "F3": "“Case Number” letter of 2014 to early 2015",
    "F4": "“Case Number” letter of 2015 to 2017",
    "F5": "“Case Number” letter since December 2017",
}


@dataclass(frozen=True)
class Row:
    """The determinations of one kind, and their disputed items."""

    label: str
    determinations: int
    items: int
    note: str = ""


@dataclass(frozen=True)
class Rejections:
    """How many files were rejected for one reason."""

    reason: str
    files: int


@dataclass(frozen=True)
class Coverage:
    """What the portal holds and what it does not."""

    counted_at: datetime
    determinations: int
    items: int
    fictional: int
    """Determinations that are samples, made up."""
    first_decided_on: date | None
    last_decided_on: date | None
    years: tuple[Row, ...]
    """By the year of the decision, the newest first; those without a date at the end."""
    layouts: tuple[Row, ...]
    replaced: int
    """Letters that a newer letter of the same case replaced."""
    withdrawn: int
    """Determinations that staff has taken out of sight; no other number counts them."""
    rejected: int
    rejections: tuple[Rejections, ...]
    body_part_inferred: int | None
    """Items whose request names no body part: those of the injury stand in. ``None``: not known now."""
    body_part_named: int | None


@dataclass(frozen=True)
class IndexFacts:
    """The search index, as of now."""

    state: str
    engine: str
    items: int
    built_at: datetime | None
    updated_at: datetime | None
    message: str


def coverage() -> Coverage:
    """The counts, at most ``KEPT_FOR`` seconds old, and not older than the last withdrawal."""
    # What is withdrawn is not counted from then on.
    key = f"{_KEY}:{Withdrawal.last_change()}"
    cache = caches["process"]
    kept: Coverage | None = cache.get(key)
    if not kept:
        kept = count_coverage()
        cache.set(key, kept, _KEPT_WHILE_AWAY if kept.body_part_named is None else KEPT_FOR)
    return kept


def count_coverage() -> Coverage:
    """The counts of now: six queries, however many letters there are, and one look into the index."""
    determinations = _by_year_and_layout(Determination.objects.all(), "decided_on", "letter__")
    items = _by_year_and_layout(
        DisputedItem.objects.all(), "determination__decided_on", "determination__letter__"
    )
    decided = Determination.objects.aggregate(first=Min("decided_on"), last=Max("decided_on"))
    statuses = dict(Letter.objects.order_by().values_list("status").annotate(Count("pk")))
    named, inferred = _sources_of_body_parts()
    return Coverage(
        counted_at=timezone.now(),
        determinations=sum(determinations.values()),
        items=sum(items.values()),
        fictional=sum(count for (_, _, is_fictional), count in determinations.items() if is_fictional),
        first_decided_on=decided["first"],
        last_decided_on=decided["last"],
        years=_years(determinations, items),
        layouts=_layouts(determinations, items),
        replaced=statuses.get(Letter.Status.REPLACED, 0),
        withdrawn=Determination.everything.filter(withdrawn_at__isnull=False).count(),
        rejected=statuses.get(Letter.Status.REJECTED, 0),
        rejections=_rejections(),
        body_part_inferred=inferred,
        body_part_named=named,
    )


def index_facts() -> IndexFacts:
    """What is known of the index; never raises."""
    status, manifest = index_status(), read_manifest(settings.INDEX_DIR)
    return IndexFacts(
        state=status.state,
        engine=status.engine or (manifest.engine if manifest else ""),
        items=status.items,
        built_at=status.built_at or (manifest.built_at if manifest else None),
        updated_at=manifest.indexed_until if manifest else None,
        message=status.message,
    )


_Counted = Mapping[tuple[str, str, bool], int]
"""Rows by year, layout and whether they are samples."""


def _by_year_and_layout(rows: QuerySet[Any], decided_on: str, letter: str) -> _Counted:
    # The date's first four characters: every database counts by them without a function of Python's.
    year = Substr(Cast(decided_on, CharField(max_length=10)), 1, 4)
    counted = (
        rows.order_by()
        .annotate(year=year)
        .values_list("year", f"{letter}format", f"{letter}is_fictional")
        .annotate(Count("pk"))
    )
    return {(year or "", layout, is_fictional): count for year, layout, is_fictional, count in counted}


def _years(determinations: _Counted, items: _Counted) -> tuple[Row, ...]:
    counts, of_items = _summed(determinations, 0), _summed(items, 0)
    years = sorted(counts, key=lambda year: (year != "", year), reverse=True)
    return tuple(Row(year or "Date not stated", counts[year], of_items[year]) for year in years)


def _layouts(determinations: _Counted, items: _Counted) -> tuple[Row, ...]:
    counts, of_items = _summed(determinations, 1), _summed(items, 1)
    return tuple(
        Row(name or "Not known", counts[name], of_items[name], LAYOUTS.get(name, ""))
        for name in sorted(counts)
    )


def _summed(counted: _Counted, place: int) -> Counter[str]:
    sums: Counter[str] = Counter()
    for key, count in counted.items():
        sums[str(key[place])] += count
    return sums


def _rejections() -> tuple[Rejections, ...]:
    rejected = Letter.objects.filter(status=Letter.Status.REJECTED).order_by()
    counted: Iterable[tuple[str, int]] = (
        rejected.values_list("rejection")
        .annotate(files=Count("pk"))
        .order_by("-files", "rejection")[:MOST_REASONS]
    )
    return tuple(Rejections(reason, files) for reason, files in counted)


def _sources_of_body_parts() -> tuple[int | None, int | None]:
    """Items whose request names a body part, and those for which it is inferred."""
    try:
        counted = open_engine().search(SearchRequest().counting("body_part_from"))
    except IndexUnavailableError:
        return None, None
    counts = counted.counts("body_part_from")
    return counts.get("request", 0), counts.get("injury", 0)
