"""The best documents of a set of matches.

Tantivy scores a looser query: the words of the query and the values among its alternatives. It
finds every match and more, and what is no match is passed over. So phrases, closeness and
exclusions are worked out once, for the set of matches, and not again to rank it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from tantivy import Query as Scoring

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, all_of, any_of
from search.engines.tantivy.schema import FACTS, ORDINAL, fact, schema
from search.engines.tantivy.standing import by_field
from search.engines.tantivy.wordlist import WordList, word_list
from search.engines.telling import rarity
from search.fields import FIELD, searched
from search.query.tree import (
    And,
    FieldWords,
    HasValue,
    Near,
    Or,
    Phrase,
    Query,
    Side,
    Words,
)
from search.request import SearchRequest, Sort

_DIGITS = 4
"""Scores that differ by less are ties: their order must not hang on the order of additions."""
_FEW = 1000
"""So few matches are scored one and all."""
_VERY_FEW = 100
"""So few are asked for by their numbers, which takes long for more."""
_NARROW = 20
"""Where so many documents have the words for each match, what else is asked is told to Tantivy."""
_MORE = 400
_MOST = 10_000
"""As many documents at most are asked for at first."""
_FASTER = 8
_SATURATION = 1.2


class Ranked(NamedTuple):
    """A document and its score."""

    ordinal: int
    score: float


def ranked(index: OpenedIndex, request: SearchRequest, documents: BitMap) -> list[Ranked]:
    """The documents of the page that is asked for, in order."""
    until = request.offset + request.limit
    if not request.limit or request.offset >= len(documents):
        return []
    if request.sort is not Sort.RELEVANCE:
        return _by_date(index, documents, request.sort, until)[request.offset :]
    return _best(index, request, documents, until)[request.offset :]


def _best(index: OpenedIndex, request: SearchRequest, documents: BitMap, count: int) -> list[Ranked]:
    words = word_list(index, request.query)
    if words is not None:
        return _best_by_words(index, request, words, documents, count)
    scoring = _scoring(index, _with_selected(request))
    if scoring is None or not _ranks(request.query):
        return _by_date(index, documents, Sort.NEWEST, count)
    if len(documents) <= _FEW:
        return _sorted(index, *_scored(index, all_of([scoring, _one_of(documents)]), len(documents)))[:count]
    return _first(index, scoring, documents, count, 2 * count + _MORE)


def _best_by_words(
    index: OpenedIndex, request: SearchRequest, words: WordList, documents: BitMap, count: int
) -> list[Ranked]:
    if not words.scoring:
        return _by_standing(index, request.query, documents, count)
    scoring = any_of(words.scoring)
    others = words.holders / len(documents)
    if others > _NARROW and len(documents) <= _VERY_FEW:
        scoring = all_of([scoring, _one_of(documents)])
    elif others > _NARROW and (selected := _scoring(index, _values(request))):
        scoring = all_of([scoring, selected])
    limit = _MORE + 2 * count * max(1, int(others))
    found = _first(index, scoring, documents, count, min(limit, max(_MOST, 2 * count + _MORE)))
    if len(found) < count:
        # What stands in fixed sentences only has no score.
        unscored = documents - BitMap([one.ordinal for one in found])
        found += _by_date(index, unscored, Sort.NEWEST, count - len(found))
    return found


def _by_standing(index: OpenedIndex, query: Query, documents: BitMap, count: int) -> list[Ranked]:
    """By the field where a beginning or a misspelling stands, then the newest; without any, the newest."""
    found: list[Ranked] = []
    for weight, standing in by_field(index, query, documents):
        newest = index.facts.first(standing, Sort.NEWEST, count - len(found))
        found += [Ranked(ordinal, weight) for ordinal in newest]
        if len(found) >= count:
            break
    return found


def _by_date(index: OpenedIndex, documents: BitMap, sort: Sort, count: int) -> list[Ranked]:
    return [Ranked(ordinal, 0.0) for ordinal in index.facts.first(documents, sort, count)]


def _one_of(documents: BitMap) -> Scoring:
    return Scoring.const_score_query(Scoring.term_set_query(schema(), ORDINAL, list(documents)), 0.0)


def _first(index: OpenedIndex, scoring: Scoring, documents: BitMap, count: int, limit: int) -> list[Ranked]:
    """The best of a set among all that ``scoring`` finds, asked for so many at first."""
    while True:
        limit = min(limit, index.searcher.num_docs)
        ordinals, scores = _scored(index, scoring, limit)
        are_matches = [ordinal in documents for ordinal in ordinals.tolist()]
        best = scores[are_matches]
        is_all = len(scores) < limit or limit == index.searcher.num_docs
        # The last score may be that of more documents than were found so far.
        if is_all or (len(best) >= count and scores[-1] < best[count - 1]):
            return _sorted(index, ordinals[are_matches], best)[:count]
        limit *= _FASTER


def _scored(
    index: OpenedIndex, scoring: Scoring, limit: int
) -> tuple[NDArray[np.int64], NDArray[np.floating]]:
    """The ordinals and the scores of the documents that rank highest, in that order."""
    best = index.best(scoring, limit)
    ordinals = np.array([ordinal for ordinal, _ in best], dtype=np.int64)
    return ordinals, np.round(np.array([score for _, score in best], dtype=np.float64), _DIGITS)


def _sorted(index: OpenedIndex, ordinals: NDArray[np.int64], scores: NDArray[np.floating]) -> list[Ranked]:
    order = np.lexsort((index.facts.rank[Sort.NEWEST][ordinals], -scores))
    return list(map(Ranked, ordinals[order].tolist(), scores[order].tolist()))


def _with_selected(request: SearchRequest) -> Query:
    return And((request.query, *_selected(request)))


def _selected(request: SearchRequest) -> Iterator[HasValue]:
    return (HasValue(field, tuple(sorted(values))) for field, values in request.selected.items())


def _values(request: SearchRequest) -> Query:
    """The values that every match has."""
    parts = request.query.parts if isinstance(request.query, And) else (request.query,)
    asked = (part for part in parts if isinstance(part, HasValue))
    return And((*asked, *_selected(request)))


def _ranks(query: Query) -> bool:
    """Whether any part says that one match is better than another."""
    match query:
        case Words(text) | Phrase(text) | FieldWords(_, text):
            return bool(analysis.words(text))
        case Near():
            return True
        case And(parts):
            return any(map(_ranks, parts))
        case Or(parts):
            return any(isinstance(part, HasValue) or _ranks(part) for part in parts)
    return False


def _scoring(index: OpenedIndex, query: Query, *, is_alternative: bool = False) -> Scoring | None:
    """What Tantivy finds all matches with, and scores them; ``None`` for all documents, alike."""
    match query:
        case Words(text) | Phrase(text) | FieldWords(_, text):
            fields = searched(getattr(query, "field", ""))
            return _all([_word(index, fields, stem) for stem in dict.fromkeys(analysis.stems(text))])
        case Near(left, right, field=field):
            return _all([_side(index, searched(field), side) for side in (left, right)])
        case HasValue(field, values):
            return _value(index, field, values, _rarity(index, query) if is_alternative else 0.0)
        case And(parts):
            return _all([_scoring(index, part, is_alternative=is_alternative) for part in parts])
        case Or(parts):
            return _any([_scoring(index, part, is_alternative=True) for part in parts])
    return None


def _all(parts: Sequence[Scoring | None]) -> Scoring | None:
    asked = [part for part in parts if part is not None]
    return all_of(asked) if asked else None


def _any(parts: Sequence[Scoring | None]) -> Scoring | None:
    asked = [part for part in parts if part is not None]
    if len(asked) < len(parts) and asked:
        asked.append(Scoring.const_score_query(Scoring.all_query(), 0.0))
    return any_of(asked) if asked else None


def _word(index: OpenedIndex, fields: tuple[str, ...], stem: str) -> Scoring:
    return any_of([index.with_stem(field, stem, FIELD[field].weight) for field in fields])


def _side(index: OpenedIndex, fields: tuple[str, ...], alternatives: Sequence[Side]) -> Scoring | None:
    """Beginnings and misspellings rank nothing, so beside one of them all documents are found."""
    parts: list[Scoring | None] = []
    for one in alternatives:
        stems = dict.fromkeys(analysis.stems(one.text))
        if isinstance(one, Words | Phrase) and stems:
            parts.append(all_of([_word(index, fields, stem) for stem in stems]))
        elif stems:
            parts.append(None)
    return _any(parts)


def _value(index: OpenedIndex, field: str, values: Sequence[str], score: float) -> Scoring | None:
    terms = [fact(field, value) for value in values]
    if not terms or not all(terms):
        return None
    found = [Scoring.term_query(schema(), FACTS, term, index_option="basic") for term in terms]
    return Scoring.const_score_query(any_of(found), score)


def _rarity(index: OpenedIndex, query: HasValue) -> float:
    """What a value among alternatives counts: as much as one occurrence of a word that is as rare."""
    holders, count = len(index.facts.holding(query.field, query.values)), index.facts.count
    return rarity(holders, count) / (1 + _SATURATION)
