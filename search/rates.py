"""How often denials were overturned: a count, of how many, and how sure that is.

A rate is never shown without the number that it is a part of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from determinations.models import Outcome

_Z = 1.959963984540054
"""Of the standard normal distribution, for 95%."""
FINE = 0.02
"""An interval narrower than this is given with one decimal."""


@dataclass(frozen=True)
class Rate:
    """Of ``total`` disputed items, ``overturned`` were overturned."""

    overturned: int
    total: int

    @property
    def share(self) -> float | None:
        """The part that was overturned, from 0 to 1; ``None`` of no items."""
        return self.overturned / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds of the 95% interval, from 0 to 1; ``None`` of no items.

        Wilson's score interval (E. B. Wilson, 1927), which stays sensible for few items and for shares
        near 0 and 1. It takes the items for independent draws, which those of one letter are not quite.
        """
        if not self.total:
            return None
        n, share = self.total, self.overturned / self.total
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - reach), min(1.0, middle + reach)

    @property
    def upheld(self) -> int:
        """The others."""
        return self.total - self.overturned


def rate_of(outcomes: Mapping[str, int]) -> Rate:
    """The rate among items counted by outcome; one that was overturned in part only is not overturned."""
    return Rate(outcomes.get(Outcome.OVERTURNED, 0), sum(outcomes.values()))


def rates_by_value(items: Mapping[str, int], overturned: Mapping[str, int]) -> dict[str, Rate]:
    """The rate of each value from the counts of all items that hold it and of the overturned ones.

    In the order of ``items``. The two counts may come from two looks into the index, between which it
    changed: no rate becomes more than all.
    """
    return {value: Rate(min(total, overturned.get(value, 0)), total) for value, total in items.items()}


def rate_in_words(rate: Rate) -> str:
    """A rate and its interval: “26% (95% interval 24–28%)”; empty of no items. Its n stands beside it."""
    share, interval = share_and_interval(rate)
    return f"{share} (95% interval {interval})" if share else ""


def share_and_interval(rate: Rate) -> tuple[str, str]:
    """Both in percent: “26%” and “24–28%”, with a decimal where they are known so exactly.

    Empty of no items.
    """
    if rate.share is None or rate.interval is None:
        return "", ""
    low, high = rate.interval
    digits = 0 if high - low >= FINE else 1
    return percent(rate.share, digits), percents(rate.interval, digits)


def percent(share: float, digits: int = 0) -> str:
    """A share in percent; what is rare is no nought, and what is usual not all."""
    rounded = f"{share:.{digits}%}"
    if share > 0 and rounded == f"{0:.{digits}%}":
        return f"<{10**-digits / 100:.{digits}%}"
    if share < 1 and rounded == f"{1:.{digits}%}":
        return f">{1 - 10**-digits / 100:.{digits}%}"
    return rounded


def percents(interval: tuple[float, float], digits: int = 0) -> str:
    """The bounds of an interval of shares in percent: “24–28%”."""
    low, high = interval
    return f"{100 * low:.{digits}f}–{high:.{digits}%}"
