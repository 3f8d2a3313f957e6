"""The facts of an opened index, in files that the system maps and shares between processes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.tantivy.facets import Among, Facet
from search.engines.tantivy.sets import StoredSets, ordinals_of, set_of
from search.fields import FACETS, FIELDS, Kind
from search.request import Sort

KEYWORDS = tuple(field.name for field in FIELDS if field.kind is Kind.KEYWORD)
ORDERED = tuple(field.name for field in FIELDS if field.kind in (Kind.DATE, Kind.NUMBER))
_FEW = 20_000
"""Of more documents the first are often soon found in the order of all."""
_STEP = 4096


class Facts:
    """What is known of every document, by ordinal or as sets of ordinals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids = self.column("ids")
        self.determinations = self.column("determinations")
        self.cases = self.column("cases")
        """Like ``determinations``, but numbered from 0 without gaps."""
        self.days = self.column("days")
        self.live = BitMap.deserialize((folder / "live").read_bytes())
        self._by_id, self._present_ids = self.column("by_id"), self.column("present_ids")
        self.order = {Sort.NEWEST: self.column("by_newest"), Sort.OLDEST: self.column("by_oldest")}
        self.rank = {sort: self._ranks(order) for sort, order in self.order.items()}
        self.stored = {field: StoredSets(folder / field) for field in KEYWORDS}
        self.common = StoredSets(folder / "common")
        # What facets count is held ready; dead documents are left out once, here.
        self.facets = {
            field.name: Facet(
                {value: holders & self.live for value, holders in self.stored[field.name]}, self.size
            )
            for field in FACETS
        }
        self._case_count = int(self.cases.max()) + 1 if self.size else 0
        self._are_cases_in_order = bool(np.all(np.diff(self.cases) >= 0))
        self._cases_of_all = self._cases_of(self.live)

    @property
    def size(self) -> int:
        """How many ordinals were ever given."""
        return len(self.ids)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.live)

    def column(self, name: str) -> NDArray[np.int64]:
        """A stored column of numbers."""
        path = self.folder / f"{name}.npy"
        column: NDArray[np.int64] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
        return column

    def ordinal_of(self, document_id: int) -> int | None:
        """The ordinal of a present document."""
        place = int(np.searchsorted(self._present_ids, document_id))
        if place == len(self._present_ids) or self._present_ids[place] != document_id:
            return None
        return int(self._by_id[place])

    def value(self, field: str, value: str) -> BitMap:
        """The documents that hold a value."""
        if field in self.facets:
            return self.facets[field].holders.get(value) or BitMap()
        holders = self.stored[field].get(value)
        return holders & self.live if holders else BitMap()

    def among(self, documents: BitMap) -> Among:
        """Documents as ``counts`` takes them, for all fields that are counted among them."""
        return Among(documents, self.live)

    def counts(self, field: str, among: Among) -> Iterable[tuple[str, int]]:
        """Every value of a keyword field with the number of these documents that hold it."""
        if field in self.facets and len(among) == self.count:
            return self.facets[field].totals.items()
        if field in self.facets:
            return self.facets[field].counts(among)
        documents = among.documents
        return ((value, found.intersection_cardinality(documents)) for value, found in self.stored[field])

    def holding(self, field: str, values: Iterable[str]) -> BitMap:
        """The documents that hold any of these values."""
        return reduce(or_, (self.value(field, value) for value in values), BitMap())

    def between(self, field: str, low: date | int | None, high: date | int | None) -> BitMap:
        """The documents whose date or number lies between two bounds, both included."""
        numbers, documents = self.column(f"{field}_numbers"), self.column(f"{field}_documents")
        first = 0 if low is None else int(np.searchsorted(numbers, number_of(low), "left"))
        last = len(numbers) if high is None else int(np.searchsorted(numbers, number_of(high), "right"))
        return set_of(documents[first:last]) & self.live

    def case_count(self, documents: BitMap) -> int:
        """How many determinations a set of documents belongs to."""
        if len(documents) == self.count:
            return self._cases_of_all
        return self._cases_of(documents)

    def _cases_of(self, documents: BitMap) -> int:
        cases = self.cases[ordinals_of(documents)]
        if self._are_cases_in_order:  # as they are in an index that was not updated
            return int(np.count_nonzero(cases[1:] != cases[:-1])) + bool(len(cases))
        present = np.zeros(self._case_count, dtype=bool)
        present[cases] = True
        return int(np.count_nonzero(present))

    def first(self, documents: BitMap, sort: Sort, count: int) -> list[int]:
        """The first ``count`` documents of a set in an order by date."""
        found: list[int] = []
        if len(documents) > _FEW:
            found = [one for one in self.order[sort][:_STEP].tolist() if one in documents]
        if len(found) >= min(count, len(documents)):
            return found[:count]
        ordinals = ordinals_of(documents)
        ranks = self.rank[sort][ordinals]
        if count < len(ranks):
            ordinals = ordinals[np.argpartition(ranks, count)[:count]]
            ranks = self.rank[sort][ordinals]
        return [int(one) for one in ordinals[np.argsort(ranks)]]

    def _ranks(self, order: NDArray[np.int64]) -> NDArray[np.int32]:
        ranks = np.full(self.size, self.size, dtype=np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks


def number_of(value: date | int) -> int:
    """A date or a number as it is stored."""
    return value.toordinal() if isinstance(value, date) else value
