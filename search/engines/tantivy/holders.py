"""Which documents hold which names, noted while documents are added by the hundred thousand."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.sets import set_of

_CHUNK = 2_000_000
"""So many notes are gathered into sets at a time: single notes take room, sets take little."""
_ORDINAL_BITS = np.uint64(32)

Name = TypeVar("Name", bound=Hashable)


class Holders(Generic[Name]):
    """The set of documents of each name."""

    def __init__(self) -> None:
        self._numbers = _Numbers[Name]()
        self._sets: dict[int, BitMap] = {}
        self._noted, self._counts, self._ordinals = array("I"), array("I"), array("I")

    def numbers(self, names: Iterable[Name]) -> Iterator[int]:
        """The numbers by which names are noted."""
        return map(self._numbers.__getitem__, names)

    def add(self, ordinal: int, numbers: Iterable[int]) -> None:
        """Note that a document holds the names of these numbers."""
        before = len(self._noted)
        self._noted.extend(numbers)
        self._counts.append(len(self._noted) - before)
        self._ordinals.append(ordinal)
        if len(self._noted) >= _CHUNK:
            self._gather()

    def keep(self, least: int) -> Set[Name]:
        """Forget all names but those that so many documents hold by now; these have other numbers then."""
        kept = {name: found for name, found in self.sets().items() if len(found) >= least}
        self._numbers = _Numbers((name, number) for number, name in enumerate(kept))
        self._sets = dict(enumerate(kept.values()))
        return kept.keys()

    def sets(self) -> Mapping[Name, BitMap]:
        """The documents that hold each name."""
        self._gather()
        return {name: self._sets[number] for name, number in self._numbers.items() if number in self._sets}

    def _gather(self) -> None:
        if not self._noted:
            return
        numbers, ordinals = self._notes()
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        ends = [*starts[1:].tolist(), len(numbers)]
        for number, start, end in zip(numbers[starts].tolist(), starts.tolist(), ends, strict=True):
            found = set_of(ordinals[start:end])
            self._sets[number] = self._sets[number] | found if number in self._sets else found

    def _notes(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """What was noted, by number and then by document; it is forgotten here."""
        documents = np.repeat(np.array(self._ordinals, np.uint64), np.array(self._counts, np.int64))
        notes = np.sort(np.array(self._noted, np.uint64) << _ORDINAL_BITS | documents)
        self._noted, self._counts, self._ordinals = array("I"), array("I"), array("I")
        return (notes >> _ORDINAL_BITS).astype(np.int64), notes.astype(np.uint32)


class _Numbers(dict[Name, int]):
    """A number for each name that was ever asked for."""

    def __missing__(self, name: Name) -> int:
        self[name] = number = len(self)
        return number
