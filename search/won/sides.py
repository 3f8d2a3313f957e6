"""How many items of a question were overturned and upheld, together and in each guideline era."""

from dataclasses import dataclass, replace

from determinations.models import Outcome
from search.address import SearchAddress
from search.engines.base import Engine
from search.era_rates import EraRate, era_rates
from search.query.tree import HasValue
from search.rates import Rate, rates_by_value
from search.request import SearchResponse
from search.won.question import Question, counting, won_url

FEWEST = 10
"""Overturned items, and upheld ones, from which on their marks are told."""


@dataclass(frozen=True)
class Sides:
    """The items of a question by outcome."""

    overturned: int
    upheld: int
    in_part: int
    """Overturned in part: of neither side."""
    total: int

    @property
    def rate(self) -> Rate:
        """How often the denial was overturned."""
        return Rate(self.overturned, self.total)

    @property
    def are_enough(self) -> bool:
        """Whether there is anything to be told."""
        return min(self.overturned, self.upheld) >= FEWEST


@dataclass(frozen=True)
class Counted:
    """A question's items by outcome, and by era where there are several."""

    sides: Sides
    eras: tuple[EraRate, ...]
    """The oldest first; none where all items are of one era."""
    undated: int
    """Items without a decision date, which are of no era."""


def counted(engine: Engine, question: Question) -> Counted:
    """Count, in two searches."""
    every = engine.search(counting(question.address, "outcome", "era"))
    won = counting(question.address, "era", further=[HasValue("outcome", (Outcome.OVERTURNED.value,))])
    rates = rates_by_value(every.counts("era"), engine.search(won).counts("era"))
    return Counted(
        sides_of(every),
        era_rates(rates, lambda era: won_url(_of_era(question.address, era))),
        every.total - sum(rate.total for rate in rates.values()),
    )


def sides_of(response: SearchResponse) -> Sides:
    """The items of a response that counted outcomes."""
    by_outcome = response.counts("outcome")
    return Sides(
        by_outcome.get(Outcome.OVERTURNED, 0),
        by_outcome.get(Outcome.UPHELD, 0),
        by_outcome.get(Outcome.PARTIALLY_OVERTURNED, 0),
        response.total,
    )


def _of_era(address: SearchAddress, era: str) -> SearchAddress:
    return replace(address, selected={**address.selected, "era": (era,)})
