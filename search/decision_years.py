"""Which years of decisions a picture shows."""

from collections.abc import Mapping


def years_drawn(counts: Mapping[int, int], most: int) -> range:
    """The years from the first to the last; of more than ``most``, the run that holds most items.

    IMR began in 2013: a year far from the others is a slip in a letter. ``counts`` are of items by year.
    """
    held = sorted(year for year, count in counts.items() if count)
    if not held:
        return range(0)
    if held[-1] - held[0] < most:
        return range(held[0], held[-1] + 1)
    runs = [range(first, first + most) for first in held]
    best = max(runs, key=lambda run: sum(counts.get(year, 0) for year in run))
    within = [year for year in held if year in best]
    return range(within[0], within[-1] + 1)
