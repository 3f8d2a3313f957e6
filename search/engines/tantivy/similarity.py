"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections import Counter
from collections.abc import Mapping
from math import log, log1p

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from tantivy import Query
from whoosh.lang.stopwords import stoplists

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, any_of, term
from search.engines.tantivy.sets import ordinals_of
from search.fields import ALIKE_BY, FIELD
from search.request import SimilarItem, Sort

_TEXT_WEIGHT = 0.8
"""What the words can add, compared with all facts of the item."""
_TELLING_FIELDS = ("treatment", "rationale")
_TELLING_WORDS = 25
_SHOWN_WORDS = 8
_COMMON = 0.1
"""A word in more than this part of all items tells nothing."""
_FUNCTION_WORDS = stoplists["en"] | {"per"}
_LEAST = 0.1
"""Below it two items share only what many share."""
_CLOSEST_BY_WORDS = 5000
"""So many items get a score for their words."""
_DIGITS = 4


def similar(index: OpenedIndex, document_id: int, limit: int) -> tuple[SimilarItem, ...]:
    """The closest items; none for an item that is not in the index."""
    ordinal = index.facts.ordinal_of(document_id)
    if ordinal is None:
        return ()
    held = _held(index, ordinal)
    own_texts = index.texts([ordinal]).get(ordinal, {})
    words = _telling_words(index, own_texts)
    scores = _scores_by_facts(index, held)
    _add_scores_by_words(index, words, scores)
    closest = _closest(index, ordinal, np.round(scores, _DIGITS), limit)
    texts = index.texts(closest)
    return tuple(
        SimilarItem(
            int(index.facts.ids[other]),
            round(float(scores[other]), _DIGITS),
            _shared(index, held, other, words, texts.get(other, {})),
        )
        for other in closest
    )


def _held(index: OpenedIndex, ordinal: int) -> dict[str, tuple[str, ...]]:
    """The values of a document in the fields that items are alike by."""
    itself = BitMap([ordinal])
    return {
        field.name: tuple(value for value, count in index.facts.counts(field.name, itself) if count)
        for field in ALIKE_BY
    }


def _rarity(holders: int, count: int) -> float:
    return log(1 + (count - holders + 0.5) / (holders + 0.5))


def _scores_by_facts(index: OpenedIndex, held: Mapping[str, tuple[str, ...]]) -> NDArray[np.float32]:
    """The part of the item's facts, by weight, that each document shares: 1 for all of them."""
    facts = index.facts
    holders = {(name, value): facts.value(name, value) for name, values in held.items() for value in values}
    worth = {
        (name, value): FIELD[name].likeness * _rarity(len(found), facts.count)
        for (name, value), found in holders.items()
    }
    scores = np.zeros(facts.size, dtype=np.float32)
    whole = sum(worth.values())
    for one, found in holders.items():
        scores[ordinals_of(found)] += worth[one] / whole
    return scores


def _telling_words(index: OpenedIndex, own: Mapping[str, str]) -> dict[str, str]:
    """The stems that tell the item from others, the most telling first, each as it is spelt there."""
    texts = [word for field in _TELLING_FIELDS for word in analysis.words(own.get(field, ""))]
    spelt = {analysis.stem(word): word for word in reversed(texts)}
    times = Counter(map(analysis.stem, texts))

    def telling(stem: str) -> float:
        if not _is_telling(spelt[stem]):
            return 0.0
        holders = index.holders(_TELLING_FIELDS, stem)
        if not 1 < holders <= max(2, _COMMON * index.facts.count):
            return 0.0
        return log1p(times[stem]) * _rarity(holders, index.facts.count)

    worth = {stem: telling(stem) for stem in times}
    ordered = sorted((stem for stem in worth if worth[stem]), key=lambda stem: (-worth[stem], stem))
    return {stem: spelt[stem] for stem in ordered[:_TELLING_WORDS]}


def _is_telling(word: str) -> bool:
    return word.isalpha() and word not in _FUNCTION_WORDS


def _add_scores_by_words(index: OpenedIndex, words: Mapping[str, str], scores: NDArray[np.float32]) -> None:
    """The scores for all telling words together, which are highest for the item itself."""
    if not words:
        return
    asked = [
        Query.boost_query(term(field, stem), FIELD[field].weight)
        for stem in words
        for field in _TELLING_FIELDS
    ]
    best = index.best(any_of(asked), _CLOSEST_BY_WORDS)
    most = max((score for _, score in best), default=1.0)
    for ordinal, score in best:
        scores[ordinal] += _TEXT_WEIGHT * score / most


def _closest(index: OpenedIndex, ordinal: int, scores: NDArray[np.float32], limit: int) -> list[int]:
    """The documents with the highest scores; of the same score the newest come first."""
    own = index.facts.determinations[ordinal]
    close = np.flatnonzero(scores >= _LEAST)
    close = close[index.facts.determinations[close] != own]
    if len(close) > limit:
        bound = np.partition(scores[close], -limit)[-limit]
        close = close[scores[close] >= bound]
    order = np.lexsort((index.facts.rank[Sort.NEWEST][close], -scores[close]))
    return [int(one) for one in close[order][:limit]]


def _shared(
    index: OpenedIndex,
    held: Mapping[str, tuple[str, ...]],
    other: int,
    words: Mapping[str, str],
    texts: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """What two documents have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name, values in held.items():
        if both := tuple(value for value in values if other in index.facts.value(name, value)):
            shared[name] = both
    there = {stem for field in _TELLING_FIELDS for stem in analysis.stems(texts.get(field, ""))}
    if told := tuple(word for stem, word in words.items() if stem in there):
        shared["text"] = told[:_SHOWN_WORDS]
    return shared
