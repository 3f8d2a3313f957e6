"""The commonest words' documents, as sets written with the index.

Tantivy needs 0.1 seconds to tell Python which of a million documents have a word that most have.
What is not held here is asked of Tantivy, so it does not matter which words exactly are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from search.engines.tantivy.holders import Holders
from search.engines.tantivy.sets import StoredSets, with_more, write_sets

_SAMPLE = 5_000
"""After so many documents it is settled which words are common."""
_PART = 0.02
_LEAST = 1000
"""In fewer documents a word is quickly found."""


class CommonWords:
    """Notes which documents have which stems in a text field that is searched unasked."""

    def __init__(self, base: StoredSets | None = None) -> None:
        self._base = base
        self._are_chosen = base is not None
        self._holders = Holders[str]([name.decode() for name, _ in base.raw()] if base else None)

    def group(self, stems: str) -> bytes:
        """The stems of a sentence, with spaces between, as ``add`` takes them."""
        return self._holders.group(stems.split())

    def add(self, ordinal: int, groups: Iterable[bytes]) -> None:
        """Note a document: the stems of its sentences."""
        if not self._are_chosen and ordinal >= _SAMPLE:
            self._choose(int(_PART * ordinal))
        self._holders.add(ordinal, groups)

    def save(self, path: Path, count: int) -> None:
        """Write the sets of the common words among so many documents."""
        if not self._are_chosen:
            self._choose(max(_LEAST, int(_PART * count)))
        sets = {stem.encode(): documents for stem, documents in self._holders.sets().items()}
        write_sets(path, with_more(self._base.raw() if self._base else (), sets))

    def _choose(self, least: int) -> None:
        self._holders.keep(least)
        self._are_chosen = True
