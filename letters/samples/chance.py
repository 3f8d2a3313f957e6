"""Draws that depend on nothing but the seed: not on hash randomisation, clock or earlier letters."""

import random
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Weighted(Generic[T]):
    """Values with the sums of their weights, ready to draw from."""

    values: tuple[T, ...]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[T, float]]) -> "Weighted[T]":
        """From pairs of value and weight; a value of weight 0 is never drawn."""
        kept = [(value, weight) for value, weight in pairs if weight > 0]
        return cls(tuple(value for value, _ in kept), tuple(accumulate(weight for _, weight in kept)))


def weighted_entries(entries: Iterable[Mapping[str, Any]], key: str) -> Weighted[Any]:
    """What ``key`` holds in each entry of a data file, weighted by its ``weight``."""
    return Weighted.of((entry[key], entry["weight"]) for entry in entries)


class Chance:
    """The dice of one letter."""

    def __init__(self, seed: int, index: int) -> None:
        self._random = random.Random(f"sample letter {seed}:{index}")  # noqa: S311  repeatable on purpose

    def happens(self, probability: float) -> bool:
        """True in ``probability`` of the draws."""
        return self._random.random() < probability

    def pick(self, values: Sequence[T]) -> T:
        """One of the values, each as likely as the other."""
        return values[int(self._random.random() * len(values))]

    def draw(self, weighted: Weighted[T]) -> T:
        """One of the values, by its weight."""
        return weighted.values[bisect_right(weighted.sums, self._random.random() * weighted.sums[-1])]

    def some(self, values: Sequence[T], most: int) -> list[T]:
        """Up to ``most`` different values, at least one where there is one."""
        return self.exactly(values, self.whole(1, most))

    def exactly(self, values: Sequence[T], number: int) -> list[T]:
        """``number`` different values in random order, or all there are."""
        return self._random.sample(values, min(number, len(values)))

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return lowest + int(self._random.random() * (highest - lowest + 1))

    def day_after(self, day: date, fewest: int, most: int) -> date:
        """A working day about ``fewest`` to ``most`` days later."""
        return _working_day(day + timedelta(self.whole(fewest, most)), 1)

    def day_before(self, day: date, fewest: int, most: int) -> date:
        """A working day about ``fewest`` to ``most`` days earlier."""
        return _working_day(day - timedelta(self.whole(fewest, most)), -1)


def _working_day(day: date, direction: int) -> date:
    while day.weekday() > 4:
        day += timedelta(direction)
    return day
