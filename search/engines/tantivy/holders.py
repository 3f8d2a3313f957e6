"""Which documents hold which names, noted while documents are added by the hundred thousand.

Names are noted by the group: a field's values, a sentence's words. Documents share groups, so that what is
done for each document is little, and the rest is done for many at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.sets import set_of

_CHUNK = 100_000
"""So many groups are noted before they are gathered into sets: notes take room, sets take little."""
_AT_ONCE = 2_000_000
"""So many names of groups are gathered at a time, or those of one note."""

Group = TypeVar("Group", bound=Hashable)
Name = TypeVar("Name", bound=Hashable)


class Holders(Generic[Group, Name]):
    """The set of documents of each name."""

    def __init__(
        self, names_of: Callable[[Group], Iterable[Name]], only: Iterable[Name] | None = None
    ) -> None:
        self._names_of = names_of
        self._names = _Numbers[Name]() if only is None else _numbered(only)
        self._takes_all = only is None
        self._sets: dict[int, BitMap] = {}
        self._forget_notes()

    def add(self, ordinal: int, groups: Iterable[Group]) -> None:
        """Note that a document, which comes after those noted before, holds the names of these groups."""
        numbers = [self._groups[group] for group in groups]
        self._noted.extend(numbers)
        self._counts.append(len(numbers))
        self._ordinals.append(ordinal)
        if len(self._noted) >= _CHUNK:
            self._gather()

    def keep(self, least: int) -> None:
        """Take no names from now on but those that so many documents hold by now."""
        kept = {name: found for name, found in self.sets().items() if len(found) >= least}
        self._names, self._takes_all = _numbered(kept), False
        self._sets = dict(enumerate(kept.values()))

    def sets(self) -> Mapping[Name, BitMap]:
        """The documents that hold each name."""
        self._gather()
        return {name: self._sets[number] for name, number in self._names.items() if number in self._sets}

    def _gather(self) -> None:
        for numbers, ordinals in self._notes():
            starts = np.flatnonzero(np.diff(numbers, prepend=-1))
            # Of no notes at all ``split`` makes one part.
            parts = np.split(ordinals, starts[1:]) if len(numbers) else []
            for number, documents in zip(numbers[starts].tolist(), parts, strict=True):
                found = set_of(documents)
                if number in self._sets:
                    self._sets[number] |= found
                else:
                    self._sets[number] = found
        self._forget_notes()

    def _notes(self) -> Iterator[tuple[NDArray[np.integer], NDArray[np.uint32]]]:
        """Names, by their numbers, and the documents that hold them: in parts, which take little room."""
        members = [self._members(group) for group in self._groups]
        sizes = np.fromiter(map(len, members), np.int64, len(members))
        flat = np.fromiter(chain.from_iterable(members), np.int64)
        firsts = np.cumsum(sizes) - sizes
        groups = np.array(self._noted, np.int64)
        documents = np.repeat(np.array(self._ordinals, np.uint32), np.array(self._counts, np.int64))
        ends = np.cumsum(sizes[groups])
        last = int(ends[-1]) if len(ends) else 0
        cuts = np.searchsorted(ends, np.arange(_AT_ONCE, last, _AT_ONCE))
        for some, holders in zip(np.split(groups, cuts), np.split(documents, cuts), strict=True):
            # A note of a group becomes one of each name in it.
            counts = sizes[some]
            shifts = np.repeat(firsts[some] - (np.cumsum(counts) - counts), counts)
            yield _in_order(flat[shifts + np.arange(len(shifts))], np.repeat(holders, counts))

    def _members(self, group: Group) -> list[int]:
        names = self._names_of(group)
        if self._takes_all:
            return [self._names[name] for name in names]
        return [number for name in names if (number := self._names.get(name)) is not None]

    def _forget_notes(self) -> None:
        self._groups = _Numbers[Group]()
        self._noted, self._counts, self._ordinals = array("I"), array("I"), array("I")


def _in_order(
    numbers: NDArray[np.int64], documents: NDArray[np.uint32]
) -> tuple[NDArray[np.integer], NDArray[np.uint32]]:
    """By number, and then as they stand."""
    # Of numbers this short it is much quicker to find the order.
    is_short = not len(numbers) or numbers.max() <= np.iinfo(np.uint16).max
    order = np.argsort(numbers.astype(np.uint16 if is_short else np.uint32), kind="stable")
    return numbers[order], documents[order]


class _Numbers(dict[Name, int]):
    """A number for each name that was ever asked for."""

    def __missing__(self, name: Name) -> int:
        self[name] = number = len(self)
        return number


def _numbered(names: Iterable[Name]) -> _Numbers[Name]:
    return _Numbers((name, number) for number, name in enumerate(names))
