"""The commonest words' documents, as sets written with the index.

Tantivy needs 0.1 seconds to tell Python which of a million documents have a word that most have.
What is not held here is asked of Tantivy, so it does not matter which words exactly are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from pathlib import Path

from pyroaring import BitMap

from search.engines.tantivy.sets import StoredSets, with_more, write_sets

_SAMPLE = 20_000
"""After so many documents it is settled which words are common."""
_PART = 0.02
_LEAST = 1000
"""In fewer documents a word is quickly found."""
_CHUNK = 50_000


class CommonWords:
    """Notes which documents have which stems in a text field that is searched unasked."""

    def __init__(self, base: StoredSets | None = None) -> None:
        self._base = base
        self._chosen = {name.decode() for name, _ in base.raw()} if base else None
        self._sets: dict[str, BitMap] = defaultdict(BitMap)
        self._new: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._count = 0

    def add(self, ordinal: int, stems: set[str]) -> None:
        """Note one document's stems."""
        for stem in stems if self._chosen is None else stems & self._chosen:
            self._new[stem].append(ordinal)
        self._count += 1
        if self._chosen is None and self._count == _SAMPLE:
            self._choose()
        elif self._count % _CHUNK == 0:
            self._gather()

    def save(self, path: Path) -> None:
        """Write the sets of the common words."""
        if self._chosen is None:
            self._choose()
        self._gather()
        sets = {stem.encode(): documents for stem, documents in self._sets.items()}
        write_sets(path, with_more(self._base.raw() if self._base else (), sets))

    def _choose(self) -> None:
        least = max(_LEAST, int(_PART * self._count))
        self._new = defaultdict(
            lambda: array("I"), {stem: found for stem, found in self._new.items() if len(found) >= least}
        )
        self._chosen = set(self._new)

    def _gather(self) -> None:
        if self._chosen is None:
            return
        for stem, found in self._new.items():
            self._sets[stem].update(found)
        self._new.clear()
