"""How the disputed items of a search were decided: counts by outcome, the overturn rate, that of each era."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from determinations.models import Outcome
from search.address import SearchAddress
from search.era_rates import EraRate, era_rates
from search.labels import outcome_meaning, value_label
from search.query.tree import And, HasValue, Not, Or, Query
from search.rates import Rate, rate_in_words, rate_of

ORDER = (Outcome.OVERTURNED, Outcome.PARTIALLY_OVERTURNED, Outcome.UPHELD)
"""Of the parts of the bar, from the left."""


@dataclass(frozen=True)
class OutcomePart:
    """One outcome's part of the bar."""

    outcome: str
    label: str
    meaning: str
    count: int
    """Items with this outcome, whatever outcome is ticked."""
    width: float
    """Of the bar, in percent."""
    selected: bool
    url: str
    """The same search for this outcome only; for any outcome again where only this one is ticked."""
    takes_back: bool
    """Whether the address unticks the outcome."""


@dataclass(frozen=True)
class OutcomeBar:
    """The outcomes of all items that fit the rest of the search: what is ticked among outcomes is ignored."""

    parts: tuple[OutcomePart, ...]
    """Those that occur or are ticked."""
    rate: Rate
    in_part: int
    """Items overturned in part, which the rate counts among the others."""
    is_asked: bool
    """Whether the query itself asks for an outcome, so that a rate would say nothing."""
    is_ticked: bool
    """Whether the bar covers more than the results, which keep to the ticked outcomes."""
    eras: tuple[EraRate, ...]
    """Where the items are of more than one era, the rate of each, the oldest first."""

    @property
    def without_era(self) -> int:
        """Items of no known era: their letters state no decision date, or one before the first era."""
        return max(0, self.rate.total - sum(era.rate.total for era in self.eras))

    @property
    def in_words(self) -> str:
        """The rate with its interval."""
        return rate_in_words(self.rate)


def outcome_bar(
    address: SearchAddress, query: Query, outcomes: Mapping[str, int], eras: Mapping[str, Rate]
) -> OutcomeBar:
    """The bar of a search.

    ``outcomes`` are the counts of the facet; ``eras`` holds the rate of each era among the same items.
    """
    rate = rate_of(outcomes)
    ticked = address.selected.get("outcome", ())
    return OutcomeBar(
        parts=tuple(_parts(address, outcomes, rate.total)),
        rate=rate,
        in_part=outcomes.get(Outcome.PARTIALLY_OVERTURNED, 0),
        is_asked=asks_for(query, "outcome"),
        is_ticked=bool(ticked),
        eras=era_rates(eras, lambda era: only(address, "era", era)[0]),
    )


def only(address: SearchAddress, field: str, value: str) -> tuple[str, bool]:
    """The address with this value alone ticked in its field, and whether that takes the value back instead.

    Another value of a field that is ticked beside would widen the results: the number that stands
    with a value could not be that of the results after the click.
    """
    cleared = address.without_field(field)
    if address.selected.get(field) == (value,):
        return cleared.url, True
    return cleared.toggled(field, value).url, False


def asks_for(query: Query, field: str) -> bool:
    """Whether a query tree names a field."""
    match query:
        case HasValue(named, _):
            return named == field
        case And(parts) | Or(parts):
            return any(asks_for(part, field) for part in parts)
        case Not(part):
            return asks_for(part, field)
    return False


def _parts(address: SearchAddress, outcomes: Mapping[str, int], total: int) -> Iterator[OutcomePart]:
    for outcome in ORDER:
        count, selected = outcomes.get(outcome, 0), address.is_selected("outcome", outcome)
        if not count and not selected:
            continue
        url, takes_back = only(address, "outcome", outcome)
        yield OutcomePart(
            outcome=outcome.value,
            label=value_label("outcome", outcome),
            meaning=outcome_meaning(outcome),
            count=count,
            width=round(100 * count / total, 2) if total else 0.0,
            selected=selected,
            url=url,
            takes_back=takes_back,
        )
