"""How often denials were overturned: a count, of how many, and how sure that is.

A rate is never shown without the number that it is a part of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from determinations.models import Outcome

_Z = 1.959963984540054
"""Of the standard normal distribution, for 95%."""


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
