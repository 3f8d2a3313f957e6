"""The best documents of a set of matches.

Tantivy scores a looser query: the words of the query and the values among its alternatives. It
finds every match and more, and what is no match is passed over. So phrases, closeness and
exclusions are worked out once, for the set of matches, and not again to rank it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from tantivy import Query as Scoring

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, all_of, any_of
from search.engines.tantivy.schema import FACTS, ORDINAL, fact, schema
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
_MORE = 100
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
    scoring = _scoring(index, _with_selected(request)) if request.sort is Sort.RELEVANCE else None
    if scoring is None or not _ranks(request.query):
        by_date = Sort.NEWEST if request.sort is Sort.RELEVANCE else request.sort
        found = [Ranked(ordinal, 0.0) for ordinal in index.facts.first(documents, by_date, until)]
    else:
        found = _best(index, scoring, documents, until)
    return found[request.offset : until]


def _best(index: OpenedIndex, scoring: Scoring, documents: BitMap, count: int) -> list[Ranked]:
    if len(documents) <= _FEW:
        among = Scoring.const_score_query(Scoring.term_set_query(schema(), ORDINAL, list(documents)), 0.0)
        return _sorted(index, *_scored(index, all_of([scoring, among]), len(documents)))[:count]
    limit = 2 * count + _MORE
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
    selected = (HasValue(field, tuple(sorted(values))) for field, values in request.selected.items())
    return And((request.query, *selected))


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
