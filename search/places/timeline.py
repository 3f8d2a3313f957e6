"""Items by the year of their decision, drawn as bars: overturned below, the others above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.decision_years import years_drawn
from search.places.conditions import Condition
from search.places.figures import Figure, figure
from search.rates import Rate

BAR, GAP, HEIGHT, LABELS = 34, 10, 96, 20
MOST_YEARS = 40
"""That are drawn: see ``years_drawn``."""


@dataclass(frozen=True)
class Bar:
    """One year; lengths are in the picture's units."""

    figure: Figure
    x: int
    middle: int
    overturned_y: int
    overturned_height: int
    others_y: int
    others_height: int


@dataclass(frozen=True)
class Timeline:
    """The bars of successive years, years without items included."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    baseline: int


def timeline(of: Sequence[Condition], by_year: Mapping[str, Rate], era: str = "") -> Timeline | None:
    """The timeline of the items that meet some conditions; ``None`` where no decision has a date."""
    years = years_drawn({int(year): rate.total for year, rate in by_year.items()}, MOST_YEARS)
    if not years:
        return None
    most = max(rate.total for rate in by_year.values())
    bars = []
    for n, year in enumerate(years):
        rate = by_year.get(str(year), Rate(0, 0))
        told = figure((*of, Condition("decided_year", (str(year),))), str(year), rate, era)
        bars.append(_bar(told, n, most))
    return Timeline(tuple(bars), len(bars) * (BAR + GAP) + GAP, HEIGHT + 2 * LABELS, HEIGHT + LABELS)


def _bar(told: Figure, n: int, most: int) -> Bar:
    """Both parts are at least one unit high where there are items at all."""
    x = GAP + n * (BAR + GAP)
    won = _length(told.rate.overturned, most)
    others = _length(told.rate.upheld, most)
    base = HEIGHT + LABELS
    return Bar(told, x, x + BAR // 2, base - won, won, base - won - others, others)


def _length(items: int, most: int) -> int:
    return max(1, round(HEIGHT * items / most)) if items else 0
