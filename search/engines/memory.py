"""The reference: an index held in memory and searched by looking at every item.

Slow, and simple enough to be right by reading it. Tests hold the other engines against it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.utils import timezone
from pyroaring import BitMap

from search import analysis
from search.boilerplate import telling
from search.engines.base import (
    Engine,
    IndexDocument,
    IndexStatus,
    IndexUnavailableError,
    IndexWriter,
    SimilarRequest,
)
from search.fields import FIELD, searched
from search.likeness import Likeness
from search.nearness import stand_near
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    InRange,
    MatchAll,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    TextQuery,
    Words,
)
from search.request import FacetCount, Hit, SearchRequest, SearchResponse, SimilarItem, Sort
from search.snippets import marks_of, snippet


class MemoryEngine(Engine):
    """Documents by id, as they were given."""

    name = "memory"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._documents: dict[int, IndexDocument] | None = None
        self._built_at = timezone.now()

    @contextmanager
    def rebuild(self) -> Iterator[IndexWriter]:
        """Documents into a fresh index."""
        yield from self._write({})

    @contextmanager
    def update(self) -> Iterator[IndexWriter]:
        """Documents into a copy of the present index."""
        yield from self._write(dict(self._present))

    def search(self, request: SearchRequest) -> SearchResponse:
        """Look at every document."""
        found = [
            doc for doc in self._present.values() if matches(doc, request.query) and _decided(doc, request)
        ]
        results = [doc for doc in found if _is_selected(doc, request)]
        results.sort(key=_order(request))
        shown = results[request.offset : request.offset + request.limit]
        return SearchResponse(
            hits=tuple(_hit(doc, request) for doc in shown),
            total=len(results),
            determinations=len({doc.determination for doc in results}),
            facets={name: _counts(found, name, request) for name in request.facets},
        )

    def matching(self, request: SearchRequest) -> BitMap:
        """Look at every document."""
        return BitMap(
            doc.id
            for doc in self._present.values()
            if matches(doc, request.query) and _decided(doc, request) and _is_selected(doc, request)
        )

    def similar(self, request: SimilarRequest) -> tuple[SimilarItem, ...]:
        """Compare with every document, by facts only: which words are telling is each engine's affair."""
        one = self._present.get(request.like) if isinstance(request.like, int) else request.like
        if not one:
            return ()
        others = (
            other
            for other in self._present.values()
            if other.determination != one.determination and _holds(other, request.selected)
        )
        alike = [SimilarItem(other.id, *_likeness(one, other, request.likeness)) for other in others]
        ranked = sorted((item for item in alike if item.score), key=lambda item: (-item.score, item.id))
        return tuple(ranked[: request.limit])

    def similar_words(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Compare with every word of every document."""
        typed = "".join(analysis.words(word))
        counted = Counter(one for doc in self._present.values() for one in set(_words(doc, searched())))
        nearly = [one for one in counted if one != typed and analysis.is_nearly(one, typed)]
        return tuple(sorted(nearly, key=lambda one: (-counted[one], one))[:limit])

    def status(self) -> IndexStatus:
        """Whether anything was built."""
        if self._documents is None:
            return IndexStatus("missing", self.name, message="There is no search index yet.")
        return IndexStatus("ok", self.name, len(self._documents), self._built_at)

    @property
    def _present(self) -> dict[int, IndexDocument]:
        if self._documents is None:
            raise IndexUnavailableError("There is no search index yet.")
        return self._documents

    def _write(self, documents: dict[int, IndexDocument]) -> Iterator[IndexWriter]:
        yield _Writer(documents)
        self._documents = documents
        self._built_at = timezone.now()


class _Writer:
    def __init__(self, documents: dict[int, IndexDocument]) -> None:
        self._documents = documents

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""
        self._documents[document.id] = document

    def remove(self, document_id: int) -> None:
        """Forget a document."""
        self._documents.pop(document_id, None)


def matches(document: IndexDocument, query: Query) -> bool:
    """Whether a query holds for a document."""
    match query:
        case MatchAll():
            return True
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return _has_text(document, query)
        case HasValue(field, values):
            return not set(values).isdisjoint(document.values.get(field, ()))
        case InRange(field, low, high):
            return any(_is_between(value, low, high) for value in document.values.get(field, ()))
        case And(parts):
            return all(matches(document, part) for part in parts)
        case Or(parts):
            return any(matches(document, part) for part in parts)
        case Not(part):
            return not matches(document, part)


def _has_text(document: IndexDocument, query: TextQuery) -> bool:
    match query:
        case Words(text) | FieldWords(_, text, exact=False):
            fields = searched(query.field) if isinstance(query, FieldWords) else searched()
            return all(_count(document, fields, stem) for stem in analysis.stems(text))
        case Phrase(text) | FieldWords(_, text):
            fields = searched(query.field) if isinstance(query, FieldWords) else searched()
            return any(_has_phrase(document, field, text) for field in fields)
        case Prefix(text, field):
            start = "".join(analysis.words(text))
            return any(word.startswith(start) for word in _words(document, searched(field)))
        case Fuzzy(text, field):
            typed = "".join(analysis.words(text))
            return any(analysis.is_nearly(word, typed) for word in _words(document, searched(field)))
        case Near():
            return any(stand_near(_text(document, field), query) for field in searched(query.field))


def _text(document: IndexDocument, field: str) -> str:
    return "\n".join(map(str, document.values.get(field, ())))


def _words(document: IndexDocument, fields: tuple[str, ...]) -> list[str]:
    return [word for field in fields for word in analysis.words(_text(document, field))]


def _count(document: IndexDocument, fields: tuple[str, ...], stem: str) -> int:
    return sum(analysis.stems(_text(document, field)).count(stem) for field in fields)


def _has_phrase(document: IndexDocument, field: str, phrase: str) -> bool:
    words, wanted = analysis.words(_text(document, field)), analysis.words(phrase)
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words) + 1))


def _is_between(value: str | date | int, low: date | int | None, high: date | int | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)  # type: ignore[operator]


def _decided(document: IndexDocument, request: SearchRequest) -> bool:
    if request.decided_from is None and request.decided_to is None:
        return True
    return matches(document, InRange("decided", request.decided_from, request.decided_to))


def _is_selected(document: IndexDocument, request: SearchRequest, but: str = "") -> bool:
    return _holds(document, {name: values for name, values in request.selected.items() if name != but})


def _holds(document: IndexDocument, selected: Mapping[str, frozenset[str]]) -> bool:
    return all(matches(document, HasValue(name, tuple(values))) for name, values in selected.items())


def _counts(found: list[IndexDocument], name: str, request: SearchRequest) -> tuple[FacetCount, ...]:
    among = (document for document in found if _is_selected(document, request, but=name))
    counted = Counter(str(value) for document in among for value in set(document.values.get(name, ())))
    return tuple(FacetCount(*one) for one in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _order(request: SearchRequest) -> Callable[[IndexDocument], tuple[float, bool, int, int]]:
    def key(document: IndexDocument) -> tuple[float, bool, int, int]:
        decided = next(iter(document.values.get("decided", ())), None)
        day = decided.toordinal() if isinstance(decided, date) else 0
        score = _score(document, request.query) if request.sort is Sort.RELEVANCE else 0.0
        return -score, not day, day if request.sort is Sort.OLDEST else -day, document.id

    return key


def _score(document: IndexDocument, query: Query) -> float:
    """The weights of the fields that have a word of the query, each once; of a beginning the best alone."""
    match query:
        case Words(text) | Phrase(text):
            return sum(_worth(document, stem, searched()) for stem in set(analysis.stems(text)))
        case FieldWords(field, text):
            return sum(_worth(document, stem, searched(field)) for stem in set(analysis.stems(text)))
        case Prefix(field=field) | Fuzzy(field=field):
            standing = (name for name in searched(field) if matches(document, replace(query, field=name)))
            return max((FIELD[name].weight for name in standing), default=0.0)
        case Near(left, right, field=field):
            sides = (one for one in {*left, *right} if isinstance(one, Words | Phrase))
            return sum(_score(document, FieldWords(field, one.text)) for one in sides)
        case And(parts) | Or(parts):
            return sum(_score(document, part) for part in parts)
    return 0.0


def _worth(document: IndexDocument, stem: str, fields: tuple[str, ...]) -> float:
    telling_in = (field for field in fields if stem in analysis.stems(telling(_text(document, field))))
    return sum(FIELD[field].weight for field in telling_in)


def _hit(document: IndexDocument, request: SearchRequest) -> Hit:
    marks = marks_of(request.query)
    found = {name: snippet(_text(document, name), marks[name]) for name in request.snippet_fields}
    return Hit(
        document.id,
        _score(document, request.query),
        {name: segments for name, segments in found.items() if segments},
    )


def _likeness(
    one: IndexDocument, other: IndexDocument, likeness: Likeness
) -> tuple[float, dict[str, tuple[str, ...]]]:
    """How much two documents share by their facts, and what."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in likeness.facts:
        held = other.values.get(name, ())
        if both := tuple(str(value) for value in one.values.get(name, ()) if value in held):
            shared[name] = both
    return sum(likeness.facts[name] * len(both) for name, both in shared.items()), shared
