"""How much something tells overturned from upheld items: two shares, their difference, the odds ratio."""

from dataclasses import dataclass
from math import exp, hypot, inf, log

from search.rates import Rate

_NOTHING = 1e-9
"""Bounds that are so near to 0 or 1 are 0 or 1, but for rounding."""
_HUGE = 100.0
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
        """The bounds of its 95% interval; infinite where one side has it in no item or in all.

        By the method of Zou and Donner, from Wilson's interval of either share: it stays sensible where
        a count is zero, as Woolf's does not.
        """
        reaches = [_reach(self.overturned), _reach(self.upheld)]
        (down, up), (other_down, other_up) = reaches
        middle = self.log_odds_ratio
        return middle - hypot(down, other_up), middle + hypot(up, other_down)

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
        """The bounds of ``odds_ratio``; the upper one may be infinite."""
        low, high = self.log_interval
        return (_exp(low), _exp(high)) if self.marks_overturned else (_exp(-high), _exp(-low))


def _exp(power: float) -> float:
    return exp(power) if power < _HUGE else inf


def _log_odds(share: Share) -> float:
    return log((share.count + _JEFFREYS) / (share.total - share.count + _JEFFREYS))


def _reach(share: Share) -> tuple[float, float]:
    """How far the bounds of the log odds lie below and above them."""
    low, high = share.interval
    middle = _log_odds(share)
    return max(middle - _logit(low), 0.0), max(_logit(high) - middle, 0.0)


def _logit(part: float) -> float:
    if part <= _NOTHING:
        return -inf
    return inf if part >= 1 - _NOTHING else log(part / (1 - part))
