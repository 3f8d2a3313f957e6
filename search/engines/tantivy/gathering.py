"""Gathers the facts of documents as they are added, and writes the files that ``Facts`` reads."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import IndexDocument
from search.engines.tantivy.common import CommonWords
from search.engines.tantivy.facts import KEYWORDS, ORDERED, Facts, number_of
from search.engines.tantivy.holders import Holders
from search.engines.tantivy.schema import fact
from search.engines.tantivy.sets import with_more, write_sets

NEVER = date.max.toordinal() + 1


class KeywordValues(NamedTuple):
    """All values of a document in a keyword field; documents share it, so that it is made once."""

    noted: bytes
    """As they are gathered."""
    facts: str
    """What Tantivy is told of them."""


class Gathering:
    """The facts of an index in the making: all of it, or what is added to ``base``."""

    def __init__(self, base: Facts | None = None) -> None:
        self._base = base
        self._first = base.size if base else 0
        self.live = base.live.copy() if base else BitMap()
        self.common = CommonWords(base.common if base else None)
        self._ordinals: dict[int, int] = {}
        self._ids, self._determinations, self._days = array("q"), array("q"), array("q")
        self._holders = Holders[tuple[str, str]]()
        self._numbers = {field: (array("q"), array("q")) for field in ORDERED}

    @property
    def count(self) -> int:
        """How many documents there are now."""
        return len(self.live)

    def keyword_values(self, field: str, values: tuple[str, ...]) -> KeywordValues:
        """The values of a keyword field, as ``add`` takes them."""
        noted = self._holders.group([(field, value) for value in values])
        return KeywordValues(noted, " ".join(fact(field, value) for value in values))

    def add(self, document: IndexDocument, keywords: Iterable[KeywordValues]) -> int:
        """Note a new document's facts, its keywords among them; its ordinal."""
        ordinal = self._first + len(self._ids)
        self._ids.append(document.id)
        self._determinations.append(document.determination)
        self._ordinals[document.id] = ordinal
        self.live.add(ordinal)
        values = document.values
        self._holders.add(ordinal, [of_field.noted for of_field in keywords])
        for field, (numbers, documents) in self._numbers.items():
            for number in values.get(field, ()):
                numbers.append(number_of(number))  # type: ignore[arg-type]
                documents.append(ordinal)
        self._days.append(_day(values.get("decided", ())))
        return ordinal

    def forget(self, document_id: int) -> int | None:
        """A document is there no more; its ordinal, if it was there."""
        ordinal = self._ordinals.pop(document_id, None)
        if ordinal is None and self._base:
            ordinal = self._base.ordinal_of(document_id)
        if ordinal is None or ordinal not in self.live:
            return None
        self.live.discard(ordinal)
        return ordinal

    def save(self, folder: Path) -> None:
        """Write all facts into an empty folder."""
        folder.mkdir()
        (folder / "live").write_bytes(self.live.serialize())
        columns = self._columns()
        columns |= _orders(columns, np.array(self.live.to_array(), dtype=np.int64))
        for field in ORDERED:
            columns |= self._sorted_numbers(field)
        for name, column in columns.items():
            np.save(folder / f"{name}.npy", column, allow_pickle=False)
        for field, sets in self._sets().items():
            stored = self._base.stored[field].raw() if self._base else ()
            write_sets(folder / field, with_more(stored, sets))
        self.common.save(folder / "common", self.count)

    def _sets(self) -> dict[str, dict[bytes, BitMap]]:
        """By field, the documents added that hold each value."""
        sets: dict[str, dict[bytes, BitMap]] = {field: {} for field in KEYWORDS}
        for (field, value), documents in self._holders.sets().items():
            sets[field][value.encode("utf-8", "surrogatepass")] = documents
        return sets

    def _columns(self) -> dict[str, NDArray[np.integer]]:
        added = {"ids": self._ids, "determinations": self._determinations, "days": self._days}
        columns = {name: _joined(self._before(name), new) for name, new in added.items()}
        cases = np.unique(columns["determinations"], return_inverse=True)[1]
        return {**columns, "cases": cases.astype(np.int32)}

    def _before(self, column: str) -> NDArray[np.int64] | None:
        return self._base.column(column) if self._base else None

    def _sorted_numbers(self, field: str) -> dict[str, NDArray[np.integer]]:
        names = f"{field}_numbers", f"{field}_documents"
        numbers, documents = (
            _joined(self._before(name), new) for name, new in zip(names, self._numbers[field], strict=True)
        )
        order = np.argsort(numbers, kind="stable")
        return dict(zip(names, (numbers[order], documents[order]), strict=True))


def _day(decided: Iterable[object]) -> int:
    day = next(iter(decided), None)
    return day.toordinal() if isinstance(day, date) else NEVER


def _orders(
    columns: Mapping[str, NDArray[np.integer]], live: NDArray[np.int64]
) -> dict[str, NDArray[np.integer]]:
    """The present documents in the orders that they are shown in; without a date they stand last."""
    ids, days = columns["ids"][live], columns["days"][live]
    newest = np.where(days == NEVER, 0, -days)
    keys = {"by_id": (ids,), "by_newest": (ids, newest), "by_oldest": (ids, days)}
    orders = {name: live[np.lexsort(of_order)].astype(np.int32) for name, of_order in keys.items()}
    return {**orders, "present_ids": np.sort(ids)}


def _joined(before: NDArray[np.integer] | None, new: array[int]) -> NDArray[np.integer]:
    added = np.array(new, dtype=np.int64)
    return added if before is None else np.concatenate([before, added])
