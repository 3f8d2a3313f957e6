"""How items with the same treatment and body part were decided; each count with the search that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.address import SearchAddress
from search.denial.asked import Asked
from search.engines.base import Engine
from search.rates import Rate

MOST_COUNTS = 6
ENOUGH_FOR_A_RATE = 10
"""Of fewer items a percentage says more than they do."""


@dataclass(frozen=True)
class Count:
    """The items of one treatment and the denial's body parts, by outcome."""

    label: str
    total: int
    overturned: int
    in_part: int
    url: str
    """The search for all of them."""
    overturned_url: str

    @property
    def rate(self) -> Rate:
        """How often the denial was overturned."""
        return Rate(self.overturned, self.total)

    @property
    def is_enough(self) -> bool:
        """Whether the items are enough for a rate."""
        return self.total >= ENOUGH_FOR_A_RATE


def counts_of(engine: Engine, asked: Asked) -> tuple[Count, ...]:
    """A count for each drug, or kind of treatment, that counts."""
    return tuple(_count(engine, label, address) for label, address in list(_searches(asked))[:MOST_COUNTS])


def _searches(asked: Asked) -> Iterator[tuple[str, SearchAddress]]:
    parts = asked.kept_of("body_part")
    for_parts = f", {' or '.join(chip.value for chip in parts)}" if parts else ""
    where = {"body_part": tuple(value for chip in parts for value in chip.values)} if parts else {}
    drugs = asked.kept_of("drug")
    for chip in drugs:
        terms = " ".join(f'drug:"{ingredient}"' for ingredient in chip.values if '"' not in ingredient)
        yield f"{chip.label}{for_parts}", SearchAddress(q=terms, selected=where)
    for chip in asked.kept_of("category"):
        category, _, subcategory = chip.value.partition(" / ")
        if drugs and category == "Pharmaceuticals":
            continue
        kind = {"category": (category,)} | ({"subcategory": (subcategory,)} if subcategory else {})
        yield f"{chip.label}{for_parts}", SearchAddress(selected={**where, **kind})


def _count(engine: Engine, label: str, address: SearchAddress) -> Count:
    found = engine.search(address.request(address.parsed.tree).counting("outcome"))
    by_outcome = found.counts("outcome")
    overturned = address.toggled("outcome", "overturned").url
    return Count(
        label,
        found.total,
        by_outcome.get("overturned", 0),
        by_outcome.get("partially overturned", 0),
        address.url,
        overturned,
    )
