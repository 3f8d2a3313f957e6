"""Rationales of a question's items of one outcome: all of few, of many some from the newest to the oldest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from determinations.models import DisputedItem
from search.boilerplate import telling
from search.engines.base import Engine
from search.query.tree import HasValue
from search.reasoning import telling_words
from search.request import Sort
from search.won.question import Question, counting

MOST_ITEMS = 400
"""Items read of one outcome."""
_PAGES = 8
"""Places in the results from which they are taken."""
_FARTHEST = 900_000
"""In the results; no engine is asked for more distant ones."""


@dataclass(frozen=True)
class Reasoning:
    """What one or several items of one outcome are decided with, word for word."""

    text: str
    """Without the sentences that every letter has."""
    items: tuple[int, ...]
    """Their primary keys, the newest decision first."""
    determination: int


def reasonings(engine: Engine, question: Question, outcome: str, total: int) -> list[Reasoning]:
    """The different reasonings of at most ``MOST_ITEMS`` of an outcome's ``total`` items.

    Items whose rationales differ in numbers and dates alone have one reasoning. In at most eight searches.
    """
    ids = list(_spread(engine, question, outcome, total))
    rows = DisputedItem.objects.filter(pk__in=ids).values_list("pk", "determination_id", "rationale")
    by_id = {pk: (determination, rationale) for pk, determination, rationale in rows}
    alike: dict[tuple[str, ...], list[int]] = {}
    for pk in ids:
        if pk in by_id and (words := tuple(telling_words(by_id[pk][1]))):
            alike.setdefault(words, []).append(pk)
    return [Reasoning(telling(by_id[pks[0]][1]), tuple(pks), by_id[pks[0]][0]) for pks in alike.values()]


def _spread(engine: Engine, question: Question, outcome: str, total: int) -> Iterator[int]:
    request = counting(question.address, further=[HasValue("outcome", (outcome,))])
    for offset, limit in pages(total):
        found = engine.search(replace(request, sort=Sort.NEWEST, offset=offset, limit=limit))
        yield from (hit.id for hit in found.hits)


def pages(total: int) -> Sequence[tuple[int, int]]:
    """Offset and length of each page of results that is read of ``total`` items."""
    if total <= MOST_ITEMS:
        return ((0, total),)
    length = MOST_ITEMS // _PAGES
    reach = min(total, _FARTHEST) - length
    return tuple((reach * n // (_PAGES - 1), length) for n in range(_PAGES))
