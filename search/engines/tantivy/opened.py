"""One generation of the index, opened for reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import tantivy
from pyroaring import BitMap
from tantivy import Occur, Query

from search import analysis
from search.engines.tantivy.cache import SetCache
from search.engines.tantivy.facts import Facts
from search.engines.tantivy.schema import (
    ORDINAL,
    fixed_field,
    schema,
    stems_field,
    stored_field,
    words_field,
)
from search.engines.tantivy.texts import token
from search.engines.tantivy.writing import FACTS_FOLDER
from search.fields import SEARCHED, TEXT_FIELDS

_CACHE_BYTES = 96_000_000
_KEPT_ADDRESSES = 2_000
"""Of the documents that were ranked last: the best of them are shown, and it takes long to find them anew."""
_CACHED_SPELLINGS = 512
_CACHED_WORDS = 32
_SHORT_STEM = 3
"""So short a stem may share one letter only with a word: dying has the stem die."""


class Slot(NamedTuple):
    """A place in a phrase, for any of several words."""

    words: tuple[str, ...]
    pattern: str = ""
    """A regular expression that fits these words alone, where there is a short one."""


class OpenedIndex:
    """Answers which documents have a word, a phrase or a spelling. Any number of threads may ask."""

    def __init__(self, folder: Path) -> None:
        self.facts = Facts(folder / FACTS_FOLDER)
        index = tantivy.Index.open(str(folder))
        index.config_reader(reload_policy="manual")
        self.searcher = index.searcher()
        self._sets = SetCache(_CACHE_BYTES)
        self._addresses: dict[int, tantivy.DocAddress] = {}
        self.spellings = lru_cache(_CACHED_SPELLINGS)(self._spellings)
        self.begun = lru_cache(_CACHED_WORDS)(self._begun)
        self.misspelt = lru_cache(_CACHED_WORDS)(self._misspelt)

    def kept(self, key: Hashable, make: Callable[[], BitMap]) -> BitMap:
        """A set that is costly to make."""
        return self._sets.get(key, make)

    def documents(self, query: Query, most: int = 0) -> BitMap:
        """The documents that a Tantivy query finds, which are about ``most`` at most.

        What costs is to hear of each document, so of more than half it is quicker to hear of the others.
        """
        half = self.searcher.num_docs // 2
        if most > half and self._count(query) > half:
            others = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, query)])
            return self.facts.live - self.documents(others)
        return BitMap([ordinal for ordinal, _ in self.found(query)])

    def found(self, query: Query) -> list[tuple[int, tantivy.DocAddress]]:
        """The ordinals and the addresses of the documents that a Tantivy query finds, in ascending order."""
        result = self.searcher.search(
            query,
            limit=max(1, self.searcher.num_docs),
            count=False,
            order_by_field=ORDINAL,
            order=tantivy.Order.Asc,
        )
        return result.hits

    def word(self, fields: tuple[str, ...], stem: str) -> BitMap:
        """The documents that have a stem in any of these fields."""
        return self.kept(("word", fields, stem), lambda: self._word(fields, stem))

    def phrase(self, fields: tuple[str, ...], words: tuple[str, ...]) -> BitMap:
        """The documents that have these words next to each other in any of these fields."""
        queries = [
            exact_phrase(field, [(place, Slot((word,))) for place, word in enumerate(words)])
            for field in fields
        ]
        most = min(sum(self._spelt(field, word) for field in fields) for word in words)
        return self.kept(("phrase", fields, words), lambda: self.documents(any_of(queries), most))

    def beginning(self, fields: tuple[str, ...], start: str) -> BitMap:
        """The documents that have a word which begins so."""
        pattern = f"{re.escape(start)}.*"
        queries = [Query.regex_query(schema(), words_field(field), pattern) for field in fields]
        return self.kept(("beginning", fields, start), lambda: self.documents(any_of(queries)))

    def nearly(self, fields: tuple[str, ...], typed: str) -> BitMap:
        """The documents that have a word which is spelt nearly so."""
        slips = analysis.slips_allowed(typed)
        queries = [
            Query.fuzzy_term_query(schema(), words_field(field), typed, distance=slips) for field in fields
        ]
        return self.kept(("nearly", fields, typed), lambda: self.documents(any_of(queries)))

    def holders(self, fields: tuple[str, ...], stem: str) -> int:
        """About how many documents have a stem; much cheaper than to find out which."""
        return max(self.searcher.doc_freq(stems_field(field), token(stem)) for field in fields)

    def similar_words(self, typed: str, limit: int) -> tuple[str, ...]:
        """Other words spelt nearly so, those that most documents have first."""
        words = {
            word for field in SEARCHED for word, _ in self.searcher.terms_with_prefix(words_field(field), "")
        }
        nearly = (word for word in words if word != typed and analysis.is_nearly(word, typed))
        counts = {word: len(self.phrase(SEARCHED, (word,))) for word in nearly}
        found = (word for word, count in counts.items() if count)
        return tuple(sorted(found, key=lambda word: (-counts[word], word))[:limit])

    def best(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """The ordinals and scores of the documents that a Tantivy query ranks highest."""
        hits = self.searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        ordinals = [int(one or 0) for one in self.searcher.fast_field_values(ORDINAL, addresses)]
        if len(self._addresses) > _KEPT_ADDRESSES:
            self._addresses.clear()
        self._addresses.update(zip(ordinals[:_KEPT_ADDRESSES], addresses, strict=False))
        return [(ordinal, score) for ordinal, (score, _) in zip(ordinals, hits, strict=True)]

    def texts(self, ordinals: Sequence[int]) -> dict[int, Mapping[str, str]]:
        """The texts of some documents as they were indexed, by field."""
        addresses = {one: found for one in ordinals if (found := self._addresses.get(one)) is not None}
        if others := [one for one in ordinals if one not in addresses]:
            addresses.update(self.found(Query.term_set_query(schema(), ORDINAL, others)))
        return {ordinal: dict(self.texts_at(address)) for ordinal, address in addresses.items()}

    def texts_at(self, address: tantivy.DocAddress) -> Iterator[tuple[str, str]]:
        """The fields and texts of one document."""
        stored = self.searcher.doc(address)
        for field in TEXT_FIELDS:
            content = stored.get_first(stored_field(field.name))
            if content is not None:
                yield field.name, bytes(content).decode("utf-8", "surrogatepass")

    def _word(self, fields: tuple[str, ...], stem: str) -> BitMap:
        if len(fields) > 1 and set(fields) > set(SEARCHED):
            others = tuple(field for field in fields if field not in SEARCHED)
            return self.word(SEARCHED, stem) | self.word(others, stem)
        known = self.facts.common.get(token(stem)) if fields == SEARCHED else None
        if known is not None:
            return known & self.facts.live
        most = sum(self._holders(field, stem) for field in fields)
        return self.documents(any_of([self.with_stem(field, stem) for field in fields]), most)

    def with_stem(self, field: str, stem: str, weight: float = 0.0) -> Query:
        """Documents with a stem in a text field, by ``weight`` for each time outside of fixed sentences."""
        if field in SEARCHED:
            in_fixed = Query.term_query(schema(), fixed_field(field), token(stem), index_option="basic")
            return any_of([counted(field, stem, weight), Query.const_score_query(in_fixed, 0.0)])
        spelt = exact_phrase(field, [(0, Slot(self.spellings(field, stem)))])
        return Query.const_score_query(spelt, 0.0)

    def _holders(self, field: str, stem: str) -> int:
        """At most so many documents have a stem in a text field."""
        if field in SEARCHED:
            names = (stems_field(field), fixed_field(field))
            return sum(self.searcher.doc_freq(name, token(stem)) for name in names)
        return sum(self._spelt(field, word) for word in self.spellings(field, stem))

    def _spelt(self, field: str, word: str) -> int:
        return int(self.searcher.doc_freq(words_field(field), token(word)))

    def _count(self, query: Query) -> int:
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def _spellings(self, field: str, stem: str) -> tuple[str, ...]:
        """The words of a text field that have a stem."""
        return tuple(sorted(self.forms(field, frozenset((stem,)))))

    def forms(self, field: str, stems: frozenset[str]) -> set[str]:
        """The words of a text field that have any of these stems."""
        starts = {stem[:_SHORT_STEM] if len(stem) > _SHORT_STEM else stem[:1] for stem in stems}
        return {
            word for start in starts for word in self._begun(field, start) if analysis.stem(word) in stems
        }

    def _begun(self, field: str, start: str) -> tuple[str, ...]:
        """The words of a text field that begin so, by the alphabet."""
        return tuple(sorted(word for word, _ in self.searcher.terms_with_prefix(words_field(field), start)))

    def _misspelt(self, field: str, typed: str) -> tuple[str, ...]:
        """The words of a text field that are spelt nearly so."""
        return tuple(word for word in self._begun(field, "") if analysis.is_nearly(word, typed))


def counted(field: str, stem: str, weight: float) -> Query:
    """Documents that have a stem outside of fixed sentences."""
    found = Query.term_query(schema(), stems_field(field), token(stem), index_option="freq")
    return Query.boost_query(found, weight)


def any_of(queries: Sequence[Query]) -> Query:
    """Documents that any of these queries finds."""
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def all_of(queries: Sequence[Query]) -> Query:
    """Documents that all of these queries find."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def exact_phrase(field: str, slots: Sequence[tuple[int, Slot]], slop: int = 0) -> Query:
    """Documents with words at these distances from each other; each slot gives its spellings.

    With ``slop`` two slots may stand farther apart by so many words.
    """
    name = words_field(field)
    if len(slots) == 1:
        return any_of(
            [
                Query.term_query(schema(), name, token(word), index_option="basic")
                for word in slots[0][1].words
            ]
        )
    if all(len(slot.words) == 1 for _, slot in slots):
        return Query.phrase_query(
            schema(), name, [(at, token(slot.words[0])) for at, slot in slots], slop=slop
        )
    patterns: list[str | tuple[int, str]] = [
        (at, slot.pattern or "|".join(re.escape(token(word)) for word in slot.words)) for at, slot in slots
    ]
    return Query.regex_phrase_query(schema(), name, patterns, slop=slop)
