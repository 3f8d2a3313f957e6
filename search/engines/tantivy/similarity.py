"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import IndexDocument, SimilarRequest
from search.engines.tantivy.opened import OpenedIndex, any_of, counted
from search.engines.tantivy.sets import ordinals_of
from search.engines.telling import LEAST, Model, model_of, rarity, shared_words, telling_words
from search.fields import FIELD
from search.likeness import Likeness
from search.request import SimilarItem, Sort

_CLOSEST_BY_WORDS = 5000
"""So many items get a score for their words."""
_DIGITS = 4


def similar(index: OpenedIndex, request: SimilarRequest) -> tuple[SimilarItem, ...]:
    """The closest items; none for an id that is not in the index."""
    model = _model(index, request)
    if not model:
        return ()
    likeness = request.likeness
    words = telling_words(model, likeness.texts, partial(index.holders, likeness.texts), index.facts.count)
    scores = _scores_by_facts(index, model, likeness)
    _add_scores_by_words(index, words, likeness, scores)
    scores = np.round(scores, _DIGITS)
    closest = _closest(index, model, scores, request)
    texts = index.texts(closest)
    return tuple(
        SimilarItem(
            int(index.facts.ids[other]),
            round(float(scores[other]), _DIGITS),
            _shared(index, model, other, words, texts.get(other, {}), likeness),
        )
        for other in closest
    )


def _model(index: OpenedIndex, request: SimilarRequest) -> Model | None:
    if isinstance(request.like, IndexDocument):
        return model_of(request.like)
    ordinal = index.facts.ordinal_of(request.like)
    if ordinal is None:
        return None
    itself = index.facts.among(BitMap([ordinal]))
    facts = {
        name: tuple(value for value, count in index.facts.counts(name, itself) if count)
        for name in request.likeness.facts
    }
    return Model(int(index.facts.determinations[ordinal]), facts, index.texts([ordinal]).get(ordinal, {}))


def _scores_by_facts(index: OpenedIndex, model: Model, likeness: Likeness) -> NDArray[np.float32]:
    """The part of the item's facts, by weight, that each document shares: 1 for all of them."""
    facts = index.facts
    holders = {
        (name, value): facts.value(name, value)
        for name in likeness.facts
        for value in model.facts.get(name, ())
    }
    worth = {
        (name, value): likeness.facts[name] * rarity(len(found), facts.count)
        for (name, value), found in holders.items()
    }
    scores = np.zeros(facts.size, dtype=np.float32)
    whole = sum(worth.values())
    for one, found in holders.items():
        scores[ordinals_of(found)] += worth[one] / whole
    return scores


def _add_scores_by_words(
    index: OpenedIndex, words: Mapping[str, str], likeness: Likeness, scores: NDArray[np.float32]
) -> None:
    """The scores for all telling words together: 1 for the document that has most of them."""
    if not words:
        return
    asked = [counted(field, stem, FIELD[field].weight) for stem in words for field in likeness.texts]
    best = index.best(any_of(asked), _CLOSEST_BY_WORDS)
    most = max((score for _, score in best), default=1.0)
    for ordinal, score in best:
        scores[ordinal] += likeness.text_weight * score / most


def _closest(
    index: OpenedIndex, model: Model, scores: NDArray[np.float32], request: SimilarRequest
) -> list[int]:
    """The documents with the highest scores; of the same score the newest come first."""
    close = np.flatnonzero(scores >= LEAST)
    if model.determination is not None:
        close = close[index.facts.determinations[close] != model.determination]
    for name, values in request.selected.items():
        holding = index.facts.holding(name, values)
        close = np.array([one for one in close.tolist() if one in holding], dtype=np.int64)
    if len(close) > request.limit:
        bound = np.partition(scores[close], -request.limit)[-request.limit]
        close = close[scores[close] >= bound]
    order = np.lexsort((index.facts.rank[Sort.NEWEST][close], -scores[close]))
    return [int(one) for one in close[order][: request.limit]]


def _shared(
    index: OpenedIndex,
    model: Model,
    other: int,
    words: Mapping[str, str],
    texts: Mapping[str, str],
    likeness: Likeness,
) -> dict[str, tuple[str, ...]]:
    """What the model and a document have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in likeness.facts:
        held = (value for value in model.facts.get(name, ()) if other in index.facts.value(name, value))
        if both := tuple(held):
            shared[name] = both
    if told := shared_words(words, texts, likeness.texts):
        shared["text"] = told
    return shared
