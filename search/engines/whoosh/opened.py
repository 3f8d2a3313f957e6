"""One generation of the index, opened for reading."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search.analysis import is_nearly, stem
from search.analysis import words as words_of
from search.engines.whoosh.bits import bits_of, documents_of
from search.engines.whoosh.facts import Facts
from search.engines.whoosh.schema import words_column
from search.engines.whoosh.scoring import Matches, matches_of, norms
from search.fields import searched
from search.nearness import one_word, stand_near
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Side, Words

_CACHED_LEAVES = 512


class Postings(NamedTuple):
    """The documents that have a stem in a field, and how often."""

    documents: array[int]
    counts: array[float]
    bits: int


class OpenedIndex:
    """Answers for words and phrases, each with the documents that match and their scores.

    Answers are kept, so that the same word costs nothing the next time. Whoosh's readers are
    not made for several threads, so they take turns.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = RLock()
        self._index = FileIndex(FileStorage(str(folder), readonly=True))
        self._reader = self._index.reader()
        facts = self._column("facts")
        self.facts = Facts(
            self._reader.doc_count_all(),
            ((document, facts[document]) for document in self._reader.all_doc_ids()),
        )
        self._norms = norms(self.facts)
        self._columns = {field: self._column(words_column(field)) for field in self.facts.lengths}
        self.word = lru_cache(_CACHED_LEAVES)(self._word)
        self.phrase = lru_cache(_CACHED_LEAVES)(self._phrase)
        self.postings = lru_cache(_CACHED_LEAVES)(self._postings)
        self.counts = lru_cache(_CACHED_LEAVES)(self._counts)
        self.spelt = lru_cache(_CACHED_LEAVES)(self._spelt)
        self.near = lru_cache(_CACHED_LEAVES)(self._near)

    def _column(self, name: str) -> Any:
        """A column by document; an index without a document has none."""
        return self._reader.column_reader(name) if self._reader.doc_count_all() else ()

    def texts(self, document: int) -> Mapping[str, str]:
        """The texts of a document as they were indexed, by field."""
        with self._lock:
            texts: Mapping[str, str] = self._reader.stored_fields(document).get("texts", {})
        return texts

    def holders(self, fields: tuple[str, ...], word_stem: str) -> int:
        """About how many documents have a stem; much cheaper than to find out which."""
        with self._lock:
            return max(int(self._reader.doc_frequency(field, word_stem)) for field in fields)

    def _word(self, fields: tuple[str, ...], word_stem: str) -> Matches:
        found: dict[int, float] = {}
        for field in fields:
            norm = self._norms[field]
            postings = self.postings(field, word_stem)
            for document, count in zip(postings.documents, postings.counts, strict=True):
                found[document] = found.get(document, 0.0) + count * norm[document]
        return matches_of(found, self.facts.count)

    def _phrase(self, fields: tuple[str, ...], words: tuple[str, ...]) -> Matches:
        found: dict[int, float] = {}
        for field in fields:
            norm = self._norms[field]
            counted = [self.counts(field, stem(word)) for word in set(words)]
            for document, times in self._occurrences(field, words):
                # It cannot occur more often, outside of fixed sentences, than its rarest word does.
                counts = min(times, *(count[document] for count in counted))
                found[document] = found.get(document, 0.0) + counts * norm[document]
        return matches_of(found, self.facts.count)

    def _counts(self, field: str, word_stem: str) -> Mapping[int, float]:
        postings = self.postings(field, word_stem)
        return dict(zip(postings.documents, postings.counts, strict=True))

    @cached_property
    def lexicon(self) -> tuple[str, ...]:
        """Every word of the texts as it is spelt, sorted; read when it is first asked for."""
        with self._lock:
            texts = (
                self._columns[field][document]
                for field, lengths in self.facts.lengths.items()
                for document in self.facts.documents
                if lengths[document]
            )
            words = {word for text in texts for word in text.split()}
        return tuple(sorted(str(word, "utf-8") for word in words))

    def spellings(self, query: Prefix | Fuzzy) -> tuple[str, ...]:
        """The words of the texts that begin so, or are spelt nearly so."""
        typed = one_word(query.text)
        if isinstance(query, Prefix):
            return tuple(word for word in self.lexicon if word.startswith(typed))
        return tuple(word for word in self.lexicon if is_nearly(word, typed))

    def similar_words(self, typed: str, limit: int) -> tuple[str, ...]:
        """Other words spelt nearly so, those that most documents have first."""
        nearly = (word for word in self.lexicon if word != typed and is_nearly(word, typed))
        counted = {word: self.phrase(searched(), (word,)).bits.bit_count() for word in nearly}
        found = (word for word, count in counted.items() if count)
        return tuple(sorted(found, key=lambda word: (-counted[word], word))[:limit])

    def _spelt(self, fields: tuple[str, ...], words: tuple[str, ...]) -> Matches:
        """The documents that have any of these words, spelt so."""
        found: dict[int, float] = {}
        for word in words:
            for document, score in zip(*self.phrase(fields, (word,))[:2], strict=True):
                found[document] = found.get(document, 0.0) + score
        return Matches(array("l", found), array("d", found.values()), bits_of(found))

    def _near(self, fields: tuple[str, ...], query: Near) -> int:
        """Looked for in the texts of the documents that have both sides somewhere."""
        both = self._any_of(fields, query.left) & self._any_of(fields, query.right)
        return bits_of(
            document
            for document in documents_of(both)
            if any(stand_near(self.texts(document).get(field, ""), query) for field in fields)
        )

    def _any_of(self, fields: tuple[str, ...], alternatives: tuple[Side, ...]) -> int:
        found = 0
        for one in alternatives:
            if words := tuple(words_of(one.text)):
                found |= self._side(fields, one, words).bits
        return found

    def _side(self, fields: tuple[str, ...], side: Side, words: tuple[str, ...]) -> Matches:
        match side:
            case Phrase():
                return self.phrase(fields, words)
            case Words():
                return self.word(fields, stem(words[0]))
        return self.spelt(fields, self.spellings(side))

    def _occurrences(self, field: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Documents with the words next to each other, and how often; looked for where all stems occur."""
        candidates = self.facts.live
        for word in set(words):
            candidates &= self.postings(field, stem(word)).bits
        phrase = f" {' '.join(words)} ".encode()
        column = self._columns[field]
        with self._lock:
            for document in documents_of(candidates):
                if count := column[document].count(phrase):
                    yield document, count

    def _postings(self, field: str, word_stem: str) -> Postings:
        documents, counts = array("l"), array("d")
        with self._lock:
            if (field, word_stem) in self._reader:
                matcher = self._reader.postings(field, word_stem)
                while matcher.is_active():
                    documents.append(matcher.id())
                    counts.append(matcher.weight())
                    matcher.next()
        return Postings(documents, counts, bits_of(documents))
