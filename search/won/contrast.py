"""How much something tells overturned from upheld items: two shares, their difference, the odds ratio."""

from dataclasses import dataclass
from math import exp, log, sqrt

from search.rates import Rate

_Z = 1.959963984540054
"""Of the standard normal distribution, for 95%."""
_JEFFREYS = 0.5
"""Of an item, added to each of the four counts: no ratio becomes infinite, and few items say little."""


@dataclass(frozen=True)
class Share:
    """Of ``total`` items of one outcome, ``count`` have something."""

    count: int
    total: int

    @property
    def part(self) -> float:
        """From 0 to 1; 0 of no items."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds of the 95% interval (Wilson's), from 0 to 1."""
        return Rate(self.count, self.total).interval or (0.0, 1.0)


@dataclass(frozen=True)
class Contrast:
    """The shares of overturned and of upheld items that have something."""

    overturned: Share
    upheld: Share

    @property
    def difference(self) -> float:
        """Of the shares, from -1 to 1: positive where more of the overturned have it."""
        return self.overturned.part - self.upheld.part

    @property
    def log_odds_ratio(self) -> float:
        """Of the odds to have it, of overturned against upheld items, with Jeffreys' prior on each share."""
        return _log_odds(self.overturned) - _log_odds(self.upheld)

    @property
    def log_interval(self) -> tuple[float, float]:
        """The bounds of its 95% interval (Woolf's)."""
        cells = (count for share in (self.overturned, self.upheld) for count in _cells(share))
        reach = _Z * sqrt(sum(1 / cell for cell in cells))
        return self.log_odds_ratio - reach, self.log_odds_ratio + reach

    @property
    def certain(self) -> float:
        """The bound nearest to zero, which is what it tells at least; 0 where the interval spans zero."""
        low, high = self.log_interval
        return low if low > 0 else min(high, 0.0)

    @property
    def marks_overturned(self) -> bool:
        """Whether more of the overturned have it."""
        return self.log_odds_ratio > 0

    @property
    def odds_ratio(self) -> float:
        """How many times greater the odds are on the side that has it more often."""
        return exp(abs(self.log_odds_ratio))

    @property
    def odds_interval(self) -> tuple[float, float]:
        """The bounds of ``odds_ratio``."""
        low, high = self.log_interval
        return (exp(low), exp(high)) if self.marks_overturned else (exp(-high), exp(-low))


def _cells(share: Share) -> tuple[float, float]:
    return share.count + _JEFFREYS, share.total - share.count + _JEFFREYS


def _log_odds(share: Share) -> float:
    having, lacking = _cells(share)
    return log(having / lacking)
