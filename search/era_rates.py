"""The overturn rate of each guideline era by itself: rates of several eras are never mixed unsaid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.rates import Rate, share_and_interval
from vocabularies.eras import ERAS


@dataclass(frozen=True)
class EraRate:
    """The rate among the items decided in one era of the guidelines."""

    label: str
    explanation: str
    rate: Rate
    url: str
    """The same page about the items of this era only."""

    @property
    def in_words(self) -> str:
        """The rate with its number and interval, in short: “27% of 900 (24–30%)”."""
        share, interval = share_and_interval(self.rate)
        return f"{share} of {self.rate.total:,} ({interval})"


def era_rates(rates: Mapping[str, Rate], url_of: Callable[[str], str]) -> tuple[EraRate, ...]:
    """The eras of some items, the oldest first; none where all of them are of one era.

    ``rates`` are by the era's code, and ``url_of`` gives the page that keeps to one.
    """
    if len(rates) < 2:
        return ()
    return tuple(
        EraRate(era.label, era.explanation, rates[code], url_of(code))
        for code, era in ERAS.items()
        if code in rates
    )
