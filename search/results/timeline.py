"""The results by the year of their decision, each year a bar and a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.address import SearchAddress
from search.decision_years import years_drawn
from search.results.outcomes import only

MOST_YEARS = 16
"""That are drawn: see ``years_drawn``."""
HEIGHT = 28
"""Of the highest bar, in pixels."""
_LEAST = 2
"""Pixels of a bar that stands for anything at all."""
_LONG = 10_000


@dataclass(frozen=True)
class Year:
    """The results decided in one year."""

    year: int
    count: int
    """Items decided in it among those that all other filters let through."""
    overturned: int
    tallest: int
    """The count of the highest bar."""
    selected: bool
    url: str
    """The same search in this year only, or in any year again; empty for a year without items."""
    takes_back: bool
    """Whether the address unticks the year."""

    @property
    def century(self) -> str:
        """The first two digits, which narrow screens leave out."""
        return str(self.year)[:2]

    @property
    def in_century(self) -> str:
        """The last two digits."""
        return str(self.year)[2:]

    @property
    def short_count(self) -> str:
        """The count, in thousands where it would not fit above its bar."""
        return f"{self.count / 1000:.0f}k" if self.count >= _LONG else f"{self.count:,}"

    @property
    def in_words(self) -> str:
        """What the bar shows."""
        if not self.count:
            return "no items"
        return f"{self.count:,} item{'' if self.count == 1 else 's'}, {self.overturned:,} overturned"

    @property
    def height(self) -> int:
        """Of the bar, in pixels."""
        return max(_LEAST, round(HEIGHT * self.count / self.tallest)) if self.count else 0

    @property
    def overturned_height(self) -> int:
        """Of its lower part, the overturned items."""
        return round(self.height * self.overturned / self.count) if self.count else 0

    @property
    def top(self) -> int:
        """Where the bar begins, from above."""
        return HEIGHT - self.height

    @property
    def overturned_top(self) -> int:
        """Where its lower part begins."""
        return HEIGHT - self.overturned_height


@dataclass(frozen=True)
class Timeline:
    """Every year from the first to the last that is drawn, those without items too."""

    years: tuple[Year, ...]
    left_out: int
    """Items of years too far from the others to be drawn."""
    height: int = HEIGHT


def timeline(
    address: SearchAddress, counts: Mapping[int, int], overturned: Mapping[int, int]
) -> Timeline | None:
    """The years of a search; ``None`` where all items are of one year, which leaves nothing to compare.

    ``counts`` and ``overturned`` hold items by year; both ignore which years are ticked.
    """
    drawn = years_drawn(counts, MOST_YEARS)
    if len(drawn) < 2:
        return None
    tallest = max(counts.get(year, 0) for year in drawn)
    years = tuple(_years(address, drawn, counts, overturned, tallest))
    return Timeline(years, left_out=sum(counts.values()) - sum(year.count for year in years))


def _years(
    address: SearchAddress,
    drawn: range,
    counts: Mapping[int, int],
    overturned: Mapping[int, int],
    tallest: int,
) -> Iterator[Year]:
    for year in drawn:
        count = counts.get(year, 0)
        url, takes_back = only(address, "decided_year", str(year))
        yield Year(
            year=year,
            count=count,
            overturned=min(count, overturned.get(year, 0)),
            tallest=tallest,
            selected=address.is_selected("decided_year", str(year)),
            url=url if count or takes_back else "",
            takes_back=takes_back,
        )
