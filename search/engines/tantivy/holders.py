"""Which documents hold which names, noted while documents are added by the hundred thousand.

Names are noted by the group: a field's values, a sentence's words. Documents share groups, so that what is
done for each document is little, and the rest is done for many at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.sets import set_of

_CHUNK = 100_000
"""So many groups are noted before they are gathered into sets: notes take room, sets take little."""

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

    def keep(self, least: int) -> Set[Name]:
        """Take no names from now on but those that so many documents hold by now."""
        kept = {name: found for name, found in self.sets().items() if len(found) >= least}
        self._names, self._takes_all = _numbered(kept), False
        self._sets = dict(enumerate(kept.values()))
        return kept.keys()

    def sets(self) -> Mapping[Name, BitMap]:
        """The documents that hold each name."""
        self._gather()
        return {name: self._sets[number] for name, number in self._names.items() if number in self._sets}

    def _gather(self) -> None:
        names, ordinals = self._notes()
        self._forget_notes()
        starts = np.flatnonzero(np.diff(names, prepend=-1))
        for name, documents in zip(names[starts].tolist(), np.split(ordinals, starts[1:]), strict=False):
            found = set_of(documents)
            if name in self._sets:
                self._sets[name] |= found
            else:
                self._sets[name] = found

    def _notes(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """The names and the documents that hold them, by name and then by document."""
        numbers = list(map(self._names_in, self._groups))
        sizes = np.fromiter(map(len, numbers), np.int64, len(numbers))
        names = np.fromiter(chain.from_iterable(numbers), np.int64)
        noted = np.array(self._noted, np.int64)
        documents = np.repeat(np.array(self._ordinals, np.uint32), np.array(self._counts, np.int64))
        # Each note of a group becomes one of every name in it.
        counts = sizes[noted]
        firsts = np.cumsum(sizes) - sizes
        shifts = np.repeat(firsts[noted] - (np.cumsum(counts) - counts), counts)
        named = names[shifts + np.arange(len(shifts))]
        # Of numbers this short it is much quicker to find the order.
        short = np.uint16 if len(self._names) <= np.iinfo(np.uint16).max else np.uint32
        order = np.argsort(named.astype(short), kind="stable")
        return named[order], np.repeat(documents, counts)[order]

    def _names_in(self, group: Group) -> list[int]:
        names = self._names_of(group)
        if self._takes_all:
            return [self._names[name] for name in names]
        return [number for name in names if (number := self._names.get(name)) is not None]

    def _forget_notes(self) -> None:
        self._groups = _Numbers[Group]()
        self._noted, self._counts, self._ordinals = array("I"), array("I"), array("I")


class _Numbers(dict[Name, int]):
    """A number for each name that was ever asked for."""

    def __missing__(self, name: Name) -> int:
        self[name] = number = len(self)
        return number


def _numbered(names: Iterable[Name]) -> _Numbers[Name]:
    return _Numbers((name, number) for number, name in enumerate(names))
