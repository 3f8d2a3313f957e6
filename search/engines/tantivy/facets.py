"""The counts of a facet: how many of a set of documents hold each value."""

from collections.abc import Iterable, Mapping

import numpy as np
from pyroaring import BitMap

from search.engines.tantivy.sets import ordinals_of

_CONTAINER = 65_536
"""A set is kept in pieces of so many documents, and each is looked at, however few it holds."""
_PIECE_COSTS = 25
"""As much as so many documents of a sweep."""
_MANY_DOCUMENTS = 10_000


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

    def counts(self, among: BitMap) -> Iterable[tuple[str, int]]:
        """Every value with the number of documents of a set that hold it."""
        if self._is_swept and len(among) >= _MANY_DOCUMENTS:
            return zip(self.holders, self._swept(among), strict=True)
        return ((value, found.intersection_cardinality(among)) for value, found in self.holders.items())

    def _swept(self, among: BitMap) -> list[int]:
        is_among = np.zeros(self._size, dtype=np.uint8)
        is_among[ordinals_of(among)] = 1
        counts: list[int] = np.add.reduceat(is_among[self._documents], self._starts, dtype=np.int32).tolist()
        return counts
