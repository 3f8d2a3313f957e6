"""Writes documents into a folder: Tantivy's segments, and the facts beside them."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import tantivy

from search.engines.base import IndexDocument
from search.engines.tantivy.facts import KEYWORDS, Facts
from search.engines.tantivy.gathering import Gathering
from search.engines.tantivy.remembered import Remembered
from search.engines.tantivy.schema import (
    FACTS,
    ORDINAL,
    fixed_field,
    places_field,
    schema,
    stems_field,
    stored_field,
    words_field,
)
from search.engines.tantivy.texts import Texts
from search.fields import SEARCHED, TEXT_FIELDS

FACTS_FOLDER = "facts"
_BUILD_BYTES = 256_000_000
_BUILD_THREADS = 1
"""Python analyses the next documents beside it; on two cores a second one gains nothing."""
_COLLECTED_AFTER = 20_000
"""Objects made; by Python's own measure, 700, a tenth of a build is a search for garbage."""
_KEPT_VALUES = 10_000
_CHANGED_FILES = ("meta.json", ".managed.json")
"""What Tantivy replaces; all of its other files stay as they are once they are written."""


class DocumentWriter:
    """Documents into a Tantivy writer and a gathering of facts."""

    def __init__(self, writer: tantivy.IndexWriter, facts: Gathering) -> None:
        self._writer = writer
        self._facts = facts
        self._texts = Texts(facts.common.group)
        self._keywords = {
            field: Remembered(partial(facts.keyword_values, field), _KEPT_VALUES) for field in KEYWORDS
        }

    @property
    def count(self) -> int:
        """How many documents there are now."""
        return self._facts.count

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""
        self.remove(document.id)
        values = document.values
        keywords = [known[values[field]] for field, known in self._keywords.items() if field in values]
        ordinal = self._facts.add(document, keywords)
        stored = tantivy.Document()
        stored.add_unsigned(ORDINAL, ordinal)
        stored.add_text(FACTS, " ".join([keyword.facts for keyword in keywords]))
        noted: list[bytes] = []
        for field in TEXT_FIELDS:
            if text := "\n".join(map(str, values.get(field.name, ()))):
                noted += self._add_text(stored, field.name, text)
        self._facts.common.add(ordinal, noted)
        with _written():
            self._writer.add_document(stored)

    def remove(self, document_id: int) -> None:
        """Forget a document; one that is not there is no error."""
        ordinal = self._facts.forget(document_id)
        if ordinal is not None:
            # By term Tantivy takes the number for a signed one, and finds nothing.
            query = tantivy.Query.term_query(schema(), ORDINAL, ordinal)
            with _written():
                self._writer.delete_documents_by_query(query)

    def _add_text(self, stored: tantivy.Document, field: str, text: str) -> Sequence[bytes]:
        """Store the text of a field; what is noted of its stems, where they are searched unasked."""
        stored.add_bytes(stored_field(field), text.encode("utf-8", "surrogatepass"))
        if field not in SEARCHED:
            stored.add_text(words_field(field), self._texts.words(text))
            return ()
        found = self._texts.tokens(text)
        stored.add_text(stems_field(field), found.stems)
        if found.fixed:
            stored.add_text(fixed_field(field), found.fixed)
        stored.add_text(words_field(field), found.words)
        stored.add_text(places_field(field), found.places)
        return found.noted


@contextmanager
def writing(folder: Path, base: Facts | None = None) -> Iterator[DocumentWriter]:
    """A writer into a folder, whose changes are complete there when the block ends well."""
    with _written():
        index = tantivy.Index(schema(), path=str(folder))
        writer = index.writer(_BUILD_BYTES, _BUILD_THREADS)
    facts = Gathering(base)
    try:
        with _collected_seldom():
            yield DocumentWriter(writer, facts)
            _finish(writer, facts, folder)
    except BaseException:
        with suppress(ValueError):
            writer.rollback()
        raise
    with _written():
        writer.garbage_collect_files()
        writer.wait_merging_threads()
    _permit_as_others(folder)


def _finish(writer: tantivy.IndexWriter, facts: Gathering, folder: Path) -> None:
    """Commit, and write the facts meanwhile: Tantivy's last segment takes it seconds."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        committed = beside.submit(writer.commit)
        facts.save(folder / FACTS_FOLDER)
        with _written():
            committed.result()


@contextmanager
def _written() -> Iterator[None]:
    """Whatever keeps Tantivy from writing, such as a full disk, it tells by ``ValueError``."""
    try:
        yield
    except ValueError as problem:
        raise OSError(str(problem)) from problem


def _permit_as_others(folder: Path) -> None:
    """Whoever may read the segments may read what lists them, which Tantivy writes for its owner alone."""
    permitted = (folder / FACTS_FOLDER / "live").stat().st_mode & 0o666
    for name in _CHANGED_FILES:
        (folder / name).chmod(permitted)


@contextmanager
def _collected_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def link_segments(present: Path, folder: Path) -> None:
    """Put Tantivy's files of one folder into another, which then changes by itself."""
    for file in present.iterdir():
        if file.name in _CHANGED_FILES:
            shutil.copyfile(file, folder / file.name)
        elif file.is_file() and not file.name.startswith("."):
            os.link(file, folder / file.name)
