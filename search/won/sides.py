"""How many items of a question were overturned and upheld, together and in each guideline era."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from determinations.models import Outcome
from search.engines.base import Engine
from search.labels import ValueMeanings, value_label
from search.query.tree import HasValue
from search.rates import Rate, rate_of
from search.request import SearchResponse
from search.won.question import Question, counting, won_url
from vocabularies.eras import ERAS

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
class EraRate:
    """The items of one guideline era, and the same page about them alone."""

    label: str
    meaning: str
    rate: Rate
    url: str


@dataclass(frozen=True)
class Counted:
    """A question's items by outcome, and by era where there are several."""

    sides: Sides
    eras: tuple[EraRate, ...]
    """The oldest first; none where all items are of one era."""
    undated: int
    """Items without a decision date, which are of no era."""


def counted(engine: Engine, question: Question) -> Counted:
    """Count, in at most four searches."""
    response = engine.search(counting(question.address, "outcome", "era"))
    by_era = {one.value: one.count for one in response.facets.get("era", ())}
    eras = [code for code in ERAS if code in by_era] if len(by_era) > 1 else []
    meanings = ValueMeanings()
    return Counted(
        sides_of(response),
        tuple(_era_rate(engine, question, code, meanings) for code in eras),
        response.total - sum(by_era.values()),
    )


def sides_of(response: SearchResponse) -> Sides:
    """The items of a response that counted outcomes."""
    by_outcome = outcomes_of(response)
    return Sides(
        by_outcome.get(Outcome.OVERTURNED, 0),
        by_outcome.get(Outcome.UPHELD, 0),
        by_outcome.get(Outcome.PARTIALLY_OVERTURNED, 0),
        response.total,
    )


def outcomes_of(response: SearchResponse) -> Mapping[str, int]:
    """How many items of a response have each outcome."""
    return {one.value: one.count for one in response.facets.get("outcome", ())}


def _era_rate(engine: Engine, question: Question, code: str, meanings: ValueMeanings) -> EraRate:
    found = engine.search(counting(question.address, "outcome", further=[HasValue("era", (code,))]))
    alone = replace(question.address, selected={**question.address.selected, "era": (code,)})
    return EraRate(
        value_label("era", code), meanings.of("era", code), rate_of(outcomes_of(found)), won_url(alone)
    )
