"""The counts of a facet: how many of a set of documents hold each value."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.sets import ordinals_of

_CONTAINER = 65_536
"""A set is kept in pieces of so many documents, and each is looked at, however few it holds."""
_PIECE_COSTS = 25
"""As much as so many documents of a sweep."""
_MANY_DOCUMENTS = 10_000
_MANY_VALUES = 30
"""A field of fewer has few sets to look at."""
_FEW = 32
"""Where at most one document of so many is asked about, of these documents is read what they hold."""
_THIN = 16, 100
"""Where between one document of so many and one of so many is asked about, a set of them is slow to compare:
the numbers in each piece are listed. The set of all others is not."""


class Among:
    """Documents that facets are counted among, and what all facets need of them, made once."""

    def __init__(self, documents: BitMap, live: BitMap) -> None:
        self.documents = documents
        self._live = live
        thick, thin = _THIN
        self.is_thin = len(documents) * thick < len(live) <= len(documents) * thin

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def ordinals(self) -> NDArray[np.uint32]:
        """In ascending order."""
        return ordinals_of(self.documents)

    @cached_property
    def others(self) -> BitMap:
        """The other documents that are there."""
        return self._live - self.documents


class Facet:
    """The values of one field, each with the documents that hold it."""

    def __init__(self, holders: Mapping[str, BitMap], size: int) -> None:
        self.holders = {value: found for value, found in holders.items() if found}
        self.totals = {value: len(found) for value, found in self.holders.items()}
        """Every value with the number of all documents that hold it."""
        self._size = size
        # Many sets of a few documents each are counted sooner in one sweep over all of them.
        pieces = len(self.holders) * (1 + size // _CONTAINER)
        self._is_swept = pieces * _PIECE_COSTS > sum(self.totals.values())
        if self._is_swept:
            lengths = list(self.totals.values())
            self._starts = np.cumsum([0, *lengths[:-1]])
            self._documents = np.concatenate([ordinals_of(found) for found in self.holders.values()])
        self._read = None
        if not self._is_swept and len(self.holders) >= _MANY_VALUES:
            self._read = _ValuesByDocument(list(self.holders.values()), size)

    def counts(self, among: Among) -> Iterable[tuple[str, int]]:
        """Every value with the number of these documents that hold it."""
        if self._is_swept and len(among) >= _MANY_DOCUMENTS:
            return zip(self.holders, self._swept(among), strict=True)
        if self._read and len(among) * _FEW <= self._size:
            return zip(self.holders, self._read.counts(among.ordinals), strict=True)
        if among.is_thin:
            others, totals = among.others, self.totals
            return (
                (value, totals[value] - found.intersection_cardinality(others))
                for value, found in self.holders.items()
            )
        documents = among.documents
        return ((value, found.intersection_cardinality(documents)) for value, found in self.holders.items())

    def _swept(self, among: Among) -> list[int]:
        is_among = np.zeros(self._size, dtype=np.int8)
        is_among[among.ordinals] = 1
        counts: list[int] = np.add.reduceat(is_among[self._documents], self._starts, dtype=np.int32).tolist()
        return counts


class _ValuesByDocument:
    """The values of each document, by their numbers: of few documents they are sooner read than all sets."""

    def __init__(self, holders: Sequence[BitMap], size: int) -> None:
        held = np.zeros(size + 1, np.uint32)
        for found in holders:
            held[ordinals_of(found) + 1] += 1
        self._starts = np.cumsum(held, dtype=np.uint32)
        self._values = np.empty(int(self._starts[-1]), np.min_scalar_type(len(holders)))
        self._count = len(holders)
        free = self._starts[:-1].copy()
        for value, found in enumerate(holders):
            documents = ordinals_of(found)
            self._values[free[documents]] = value
            free[documents] += 1

    def counts(self, documents: NDArray[np.uint32]) -> list[int]:
        """How many of these documents hold each value."""
        starts = self._starts[documents]
        lengths = self._starts[documents + 1] - starts
        # Where each document's values stand: on from its start, one after another.
        shifts = np.repeat(starts - np.cumsum(lengths, dtype=np.uint32) + lengths, lengths)
        values = self._values[shifts + np.arange(len(shifts), dtype=np.uint32)]
        counts: list[int] = np.bincount(values, minlength=self._count).tolist()
        return counts
