"""Topics of guideline pages, confirmed by the letters that are in the portal.

The page map of the 2009 Chronic Pain guideline has topics that neither a letter nor a document
bore out when it was made. A citation bears one out that names it and cites no page outside it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from determinations.models import ConfirmedPageTopic, GuidelineCitation
from vocabularies import guidelines
from vocabularies.guidelines import PageTopic

DETERMINATIONS_NEEDED = 3


@dataclass(frozen=True)
class Support:
    """A topic, and the number of determinations that bear it out."""

    topic: PageTopic
    determinations: int
    confirmed: bool


def confirmed_topics() -> tuple[PageTopic, ...]:
    """The topics that the last ``confirm`` found borne out, in one query."""
    rows = ConfirmedPageTopic.objects.values_list("first_page", "last_page", "topic")
    return tuple(PageTopic(*row) for row in rows)


def confirm(needed: int = DETERMINATIONS_NEEDED) -> list[Support]:
    """Count what bears out each unconfirmed topic, and store those with ``needed`` determinations or more.

    A topic that is not borne out any more is forgotten. Sample letters never count.
    """
    with transaction.atomic():
        cases = _determinations_by_topic()
        found = [
            Support(topic, len(cases[topic]), confirmed=len(cases[topic]) >= needed)
            for topic in guidelines.UNCONFIRMED_TOPICS
        ]
        _store([support for support in found if support.confirmed])
    return found


def _determinations_by_topic() -> dict[PageTopic, set[int]]:
    """For each topic the determinations, and so the cases, of the citations that bear it out."""
    citations = (
        GuidelineCitation.objects.filter(
            source="MTUS",
            guideline=guidelines.MAPPED_GUIDELINE,
            item__determination__letter__is_fictional=False,
            item__determination__withdrawn_at=None,
        )
        .exclude(section="")
        .values_list("section", "pages", "edition", "item__determination")
    )
    cases: dict[PageTopic, set[int]] = defaultdict(set)
    for section, pages, edition, determination in citations.iterator():
        if guidelines.edition_meant(guidelines.MAPPED_GUIDELINE, edition) == guidelines.MAPPED_EDITION:
            for topic in _borne_out(section, tuple(pages)):
                cases[topic].add(determination)
    return cases


@lru_cache(maxsize=10_000)
def _borne_out(section: str, pages: tuple[int, ...]) -> tuple[PageTopic, ...]:
    return tuple(
        topic
        for topic in guidelines.UNCONFIRMED_TOPICS
        if topic.is_on(pages) and guidelines.names_topic(section, topic.topic)
    )


def _store(supports: Iterable[Support]) -> None:
    """Replace the stored topics by these; one that was stored before keeps the time of its confirmation."""
    now = timezone.now()
    rows = [
        ConfirmedPageTopic(**asdict(one.topic), support=one.determinations, confirmed_at=now)
        for one in supports
    ]
    kept = {(row.first_page, row.last_page, row.topic) for row in rows}
    forgotten = [
        row.pk
        for row in ConfirmedPageTopic.objects.all()
        if (row.first_page, row.last_page, row.topic) not in kept
    ]
    ConfirmedPageTopic.objects.filter(pk__in=forgotten).delete()
    ConfirmedPageTopic.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["first_page", "last_page", "topic"],
        update_fields=["support"],
    )
