"""The answer to a denial: the closest items, overturned first, and how such items were decided."""

from collections.abc import Set
from dataclasses import dataclass

from determinations.models import DisputedItem, Outcome
from search.denial.argument import Argument, argument_of
from search.denial.asked import Asked
from search.denial.closest import closest
from search.denial.counts import Count, counts_of
from search.engines.base import Engine
from search.similar import Shared, results_of

CLOSEST = 10
BESIDES = 5
"""Items that went the other way, where both are listed."""

_OVERTURNED = frozenset({Outcome.OVERTURNED.value, Outcome.PARTIALLY_OVERTURNED.value})
_UPHELD = frozenset({Outcome.UPHELD.value})


@dataclass(frozen=True)
class Close:
    """A decided item, what it shares with the denial, and its argument."""

    item: DisputedItem
    shared: tuple[Shared, ...]
    argument: Argument | None


@dataclass(frozen=True)
class CloseItems:
    """Items of one outcome, the closest first."""

    heading: str
    nothing: str
    """What to say where there are none."""
    items: tuple[Close, ...]


@dataclass(frozen=True)
class Answer:
    """What the page shows beside what it found in the text."""

    counts: tuple[Count, ...]
    lists: tuple[CloseItems, ...]

    @property
    def total(self) -> int:
        """How many items are listed."""
        return sum(len(one.items) for one in self.lists)


def answer(engine: Engine, asked: Asked) -> Answer:
    """Search. Raises ``IndexUnavailableError`` where there is nothing to search.

    Where no fact counts nothing is listed: words alone find items that have nothing to do with the text.
    """
    if not asked.kept:
        return Answer((), ())
    lists = []
    if asked.outcome != Outcome.UPHELD:
        items = _closest(engine, asked, _OVERTURNED, CLOSEST)
        lists.append(CloseItems("Closest overturned items", "No overturned item is like this.", items))
    if asked.outcome != Outcome.OVERTURNED:
        limit = CLOSEST if asked.outcome else BESIDES
        items = _closest(engine, asked, _UPHELD, limit)
        heading = (
            "Closest upheld items" if asked.outcome else "How the others were decided: closest upheld items"
        )
        lists.append(CloseItems(heading, "No upheld item is like this.", items))
    return Answer(counts_of(engine, asked), tuple(lists))


def _closest(engine: Engine, asked: Asked, outcomes: Set[str], limit: int) -> tuple[Close, ...]:
    denied_for = {value for chip in asked.kept_of("reason") for value in chip.values}
    return tuple(
        Close(one.item, one.shared, argument_of(one.item, denied_for))
        for one in results_of(closest(engine, asked, outcomes, limit))
    )
