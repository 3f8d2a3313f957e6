"""What an opened index keeps in memory: the facts of every item, as sets of documents."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from search.engines.whoosh.bits import bits_of
from search.fields import FIELDS, TEXT_FIELDS, Kind
from search.request import Sort

_NEVER = date.max.toordinal() + 1


class Facts:
    """Ids, dates, lengths of texts and, for each value of a keyword field, the documents that hold it."""

    def __init__(self, size: int, stored: Iterable[tuple[int, bytes]]) -> None:
        self.ids = array("q", bytes(8 * size))
        self.determinations = array("q", bytes(8 * size))
        self.document_of: dict[int, int] = {}
        self.lengths = {field.name: array("l", bytes(8 * size)) for field in TEXT_FIELDS}
        self._held: dict[int, Mapping[str, list[str | int]]] = {}
        self._load(stored)
        self.live = bits_of(self.document_of.values())
        self.values = self._keyword_sets()
        self._numbers = {
            field.name: self._numbers_of(field.name) for field in FIELDS if field.kind in _ORDERED
        }
        self.ranks = self._ranks(size)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.document_of)

    @property
    def documents(self) -> Iterable[int]:
        """The documents that there are."""
        return self._held.keys()

    def keywords(self, document: int, field: str) -> list[str]:
        """The values that a document holds in a keyword field."""
        return [str(value) for value in self._held[document].get(field, ())]

    def holding(self, field: str, values: Iterable[str]) -> int:
        """The set of documents that hold any of these values."""
        found = 0
        for value in values:
            found |= self.values[field].get(value, 0)
        return found

    def between(self, field: str, low: date | int | None, high: date | int | None) -> int:
        """The set of documents whose date or number lies between two bounds, both included."""
        numbers, documents = self._numbers[field]
        first = 0 if low is None else bisect_left(numbers, _number(low))
        last = len(numbers) if high is None else bisect_right(numbers, _number(high))
        return bits_of(documents[first:last])

    def _load(self, stored: Iterable[tuple[int, bytes]]) -> None:
        for document, content in stored:
            self.ids[document], self.determinations[document], held, lengths = json.loads(content)
            self.document_of[self.ids[document]] = document
            self._held[document] = held
            for name, length in lengths.items():
                self.lengths[name][document] = length

    def _keyword_sets(self) -> dict[str, dict[str, int]]:
        documents: dict[str, dict[str, list[int]]] = {
            field.name: defaultdict(list) for field in FIELDS if field.kind is Kind.KEYWORD
        }
        for document, held in self._held.items():
            for name in documents.keys() & held.keys():
                for value in held[name]:
                    documents[name][str(value)].append(document)
        return {
            name: {value: bits_of(holders) for value, holders in values.items()}
            for name, values in documents.items()
        }

    def _numbers_of(self, field: str) -> tuple[list[int], list[int]]:
        pairs = sorted(
            (int(value), document) for document, held in self._held.items() for value in held.get(field, ())
        )
        return [number for number, _ in pairs], [document for _, document in pairs]

    def _ranks(self, size: int) -> dict[Sort, array[int]]:
        """Each document's place in an order by date; without a date it stands last in both orders."""

        def decided(document: int) -> int:
            return int(next(iter(self._held[document].get("decided", ())), _NEVER))

        def newest(document: int) -> tuple[bool, int, int]:
            day = decided(document)
            return day == _NEVER, -day, self.ids[document]

        def oldest(document: int) -> tuple[int, int]:
            return decided(document), self.ids[document]

        by_newest = _places(size, sorted(self._held, key=newest))
        return {Sort.NEWEST: by_newest, Sort.OLDEST: _places(size, sorted(self._held, key=oldest))}


_ORDERED = (Kind.DATE, Kind.NUMBER)


def _number(value: date | int) -> int:
    return value.toordinal() if isinstance(value, date) else value


def _places(size: int, order: Iterable[int]) -> array[int]:
    places = array("l", bytes(8 * size))
    for place, document in enumerate(order):
        places[document] = place
    return places
