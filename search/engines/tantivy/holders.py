"""Which documents hold which names, noted while documents are added by the hundred thousand.

Names are noted by the group: a field's values, a sentence's words. Documents share groups, so that a group is
numbered once, what is done for each document is little, and the rest is done for many at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.sets import set_in_order

_CHUNK = 4_000_000
"""Bytes noted before they are gathered into sets: notes take room, sets take little."""
_NOTE = np.dtype(np.uint32)

Name = TypeVar("Name", bound=Hashable)


class Holders(Generic[Name]):
    """The set of documents of each name."""

    def __init__(self, only: Iterable[Name] | None = None) -> None:
        self._numbers = _Numbers[Name]()
        if only is not None:
            self._numbers.update((name, number) for number, name in enumerate(only))
        self._takes_all = only is None
        self._sets: dict[int, BitMap] = {}
        self._forget_notes()

    def group(self, names: Iterable[Name]) -> bytes:
        """Names as ``add`` takes them; what documents share need be made only once."""
        known = self._numbers
        if self._takes_all:
            return array("I", [known[name] for name in names]).tobytes()
        return array("I", [known[name] for name in names if name in known]).tobytes()

    def add(self, ordinal: int, groups: Iterable[bytes]) -> None:
        """Note that a document, which comes after those noted before, holds the names of these groups."""
        noted = b"".join(groups)
        self._noted += noted
        self._lengths.append(len(noted))
        self._ordinals.append(ordinal)
        if len(self._noted) >= _CHUNK:
            self._gather()

    def keep(self, least: int) -> None:
        """Take no names from now on but those that so many documents hold by now."""
        kept = {name: found for name, found in self.sets().items() if len(found) >= least}
        # Their numbers stay: groups that were made before hold them, and others that are passed over.
        self._sets = {self._numbers[name]: found for name, found in kept.items()}
        self._numbers = _Numbers((name, self._numbers[name]) for name in kept)
        self._takes_all = False

    def sets(self) -> Mapping[Name, BitMap]:
        """The documents that hold each name."""
        self._gather()
        return {name: self._sets[number] for name, number in self._numbers.items() if number in self._sets}

    def _gather(self) -> None:
        counts = np.array(self._lengths, np.int64) // _NOTE.itemsize
        documents = np.repeat(np.array(self._ordinals, np.uint32), counts)
        numbers, documents = _in_order(np.frombuffer(self._noted, _NOTE), documents)
        starts = np.flatnonzero(np.diff(numbers.astype(np.int64), prepend=-1))
        taken = range(len(self._numbers)) if self._takes_all else set(self._numbers.values())
        ends = [*starts[1:].tolist(), len(numbers)]
        for number, start, end in zip(numbers[starts].tolist(), starts.tolist(), ends, strict=False):
            if number in self._sets:
                self._sets[number] |= set_in_order(documents[start:end])
            elif number in taken:
                self._sets[number] = set_in_order(documents[start:end])
        self._forget_notes()

    def _forget_notes(self) -> None:
        self._noted = bytearray()
        self._lengths, self._ordinals = array("I"), array("I")


def _in_order(
    numbers: NDArray[np.uint32], documents: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """By number, and then as they stand."""
    # Numbers of two bytes are put in order much quicker than longer ones.
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if np.any(high := (numbers >> 16).astype(np.uint16)):
        order = order[np.argsort(high[order], kind="stable")]
    return numbers[order], documents[order]


class _Numbers(dict[Name, int]):
    """A number for each name that was ever asked for."""

    def __missing__(self, name: Name) -> int:
        self[name] = number = len(self)
        return number
