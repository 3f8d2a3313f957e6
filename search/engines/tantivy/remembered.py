"""What was made of pieces of text, or of values, seen before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Seen = TypeVar("Seen", bound=Hashable)
Made = TypeVar("Made")


class Remembered(dict[Seen, Made]):
    """What ``make`` made of the last ``kept`` things it was asked for at least, of twice as many at most."""

    def __init__(self, make: Callable[[Seen], Made], kept: int) -> None:
        super().__init__()
        self._make, self._kept = make, kept
        self._older: dict[Seen, Made] = {}

    def __missing__(self, seen: Seen) -> Made:
        if len(self) >= self._kept:
            self._older = dict(self)
            self.clear()
        made = self._older.get(seen)
        self[seen] = made = self._make(seen) if made is None else made
        return made
