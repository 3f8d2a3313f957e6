"""The commonest words' documents, as sets written with the index.

Tantivy needs 0.1 seconds to tell Python which of a million documents have a word that most have.
What is not held here is asked of Tantivy, so it does not matter which words exactly are.
"""

from __future__ import annotations

from array import array
from collections.abc import Set
from functools import lru_cache
from itertools import chain
from pathlib import Path

from search.engines.tantivy.holders import Holders
from search.engines.tantivy.sets import StoredSets, with_more, write_sets

_SAMPLE = 5_000
"""After so many documents it is settled which words are common."""
_PART = 0.02
_LEAST = 1000
"""In fewer documents a word is quickly found."""
_KEPT = 200_000
"""Pieces of text whose stems' numbers are remembered."""
_SHARED = 16
"""Texts remembered: the items of a determination share its case summary."""


class CommonWords:
    """Notes which documents have which stems in a text field that is searched unasked."""

    def __init__(self, base: StoredSets | None = None) -> None:
        self._base = base
        self._chosen: Set[str] | None = {name.decode() for name, _ in base.raw()} if base else None
        self._holders = Holders[str]()
        self._numbers = _Numbers(self._holders, self._chosen)
        self._noted = lru_cache(_SHARED)(self._numbers_of)

    def add(self, ordinal: int, pieces: frozenset[str]) -> None:
        """Note a text of a document; each piece is one stem, or several with spaces between."""
        if self._chosen is None and ordinal >= _SAMPLE:
            self._choose(int(_PART * ordinal))
        self._holders.add(ordinal, self._noted(pieces))

    def save(self, path: Path, count: int) -> None:
        """Write the sets of the common words among so many documents."""
        if self._chosen is None:
            self._choose(max(_LEAST, int(_PART * count)))
        sets = {stem.encode(): documents for stem, documents in self._holders.sets().items()}
        write_sets(path, with_more(self._base.raw() if self._base else (), sets))

    def _numbers_of(self, pieces: frozenset[str]) -> array[int]:
        return array("I", chain.from_iterable(map(self._numbers.__getitem__, pieces)))

    def _choose(self, least: int) -> None:
        self._chosen = self._holders.keep(least)
        self._numbers = _Numbers(self._holders, self._chosen)
        self._noted.cache_clear()


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the stems of a piece, of those that are chosen."""

    def __init__(self, holders: Holders[str], chosen: Set[str] | None) -> None:
        super().__init__()
        self._holders, self._chosen = holders, chosen

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= _KEPT:
            self.clear()
        stems = (stem for stem in piece.split() if self._chosen is None or stem in self._chosen)
        self[piece] = made = tuple(self._holders.numbers(stems))
        return made
