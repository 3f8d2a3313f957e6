"""What stands above the results: how their items were decided, and when.

The counts are those of the facets, so that a number here is the number of results after the click. At
most ``MOST_SEARCHES`` further searches are made for them, which count without finding hits: one of
them only where the query names a drug.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from determinations.models import Outcome
from search.address import SearchAddress
from search.engines.base import Engine
from search.rates import Rate, rates_by_value
from search.request import SearchRequest, SearchResponse
from search.results.outcomes import OutcomeBar, outcome_bar
from search.results.requested import Requested, requested
from search.results.timeline import Timeline, timeline

MOST_SEARCHES = 3
_BY_DAY = ("decided_year", "era")
_OVERTURNED = frozenset({Outcome.OVERTURNED.value})


@dataclass(frozen=True)
class ResultsHead:
    """The strip above the results."""

    bar: OutcomeBar
    timeline: Timeline | None
    requested: Requested | None
    """Where items only mention what the query names: how many request it."""


def results_head(
    engine: Engine, address: SearchAddress, request: SearchRequest, response: SearchResponse
) -> ResultsHead:
    """The strip for a search and its answer, which counted every facet."""
    ticked = request.selected.get("outcome", frozenset())
    overturned = response if ticked == _OVERTURNED else _counted(engine, request, _OVERTURNED)
    every = response if not ticked or _is_one_era(request) else _counted(engine, request, frozenset())
    bar = outcome_bar(
        address, request.query, response.counts("outcome"), _era_rates(request, every, overturned)
    )
    return ResultsHead(
        bar=bar,
        timeline=timeline(
            address,
            _years(response),
            _years(overturned) if not ticked or ticked >= _OVERTURNED else {},
        ),
        requested=requested(engine, address, bar.rate.total),
    )


def undated(address: SearchAddress, response: SearchResponse) -> int:
    """How many of the results have no decision date."""
    if address.selected.get("decided_year") or address.decided_from or address.decided_to:
        return 0
    return max(0, response.total - sum(_years(response).values()))


def _counted(engine: Engine, request: SearchRequest, outcomes: frozenset[str]) -> SearchResponse:
    """The same search with these outcomes ticked instead, counted by year and era."""
    others = {name: values for name, values in request.selected.items() if name != "outcome"}
    selected = {**others, "outcome": outcomes} if outcomes else others
    return engine.search(replace(request, selected=selected).counting(*_BY_DAY))


def _is_one_era(request: SearchRequest) -> bool:
    return len(request.selected.get("era", ())) == 1


def _era_rates(request: SearchRequest, every: SearchResponse, overturned: SearchResponse) -> dict[str, Rate]:
    """The rate of each era that is not filtered out."""
    ticked = request.selected.get("era")
    rates = rates_by_value(every.counts("era"), overturned.counts("era"))
    return {code: rate for code, rate in rates.items() if not ticked or code in ticked}


def _years(response: SearchResponse) -> Mapping[int, int]:
    return {int(year): count for year, count in response.counts("decided_year").items()}
