"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections.abc import Mapping
from functools import partial, reduce
from heapq import nsmallest
from operator import and_

from search.engines.base import IndexDocument, SimilarRequest
from search.engines.telling import LEAST, Model, model_of, rarity, shared_words, telling_words
from search.engines.whoosh.bits import documents_of
from search.engines.whoosh.opened import OpenedIndex
from search.likeness import Likeness
from search.request import SimilarItem, Sort

_DIGITS = 6


def similar(index: OpenedIndex, request: SimilarRequest) -> tuple[SimilarItem, ...]:
    """The closest items; none for an id that is not in the index."""
    model = _model(index, request)
    if not model:
        return ()
    likeness = request.likeness
    words = telling_words(model, likeness.texts, partial(index.holders, likeness.texts), index.facts.count)
    scores = _scores_by_facts(index, model, likeness)
    for other, score in _scores_by_words(index, words, likeness).items():
        scores[other] = scores.get(other, 0.0) + likeness.text_weight * score
    return tuple(
        SimilarItem(
            index.facts.ids[other],
            round(scores[other], _DIGITS),
            _shared(index, model, other, words, likeness),
        )
        for other in _closest(index, model, scores, request)
    )


def _model(index: OpenedIndex, request: SimilarRequest) -> Model | None:
    if isinstance(request.like, IndexDocument):
        return model_of(request.like)
    document = index.facts.document_of.get(request.like)
    if document is None:
        return None
    facts = {name: tuple(index.facts.keywords(document, name)) for name in request.likeness.facts}
    return Model(index.facts.determinations[document], facts, index.texts(document))


def _closest(
    index: OpenedIndex, model: Model, scores: Mapping[int, float], request: SimilarRequest
) -> list[int]:
    """The documents with the highest scores; of the same score the newest come first."""
    chosen = (index.facts.holding(name, values) for name, values in request.selected.items())
    wanted = reduce(and_, chosen, index.facts.live)
    determinations = index.facts.determinations
    others = (
        other
        for other, score in scores.items()
        if score >= LEAST and determinations[other] != model.determination and wanted >> other & 1
    )
    newest = index.facts.ranks[Sort.NEWEST]
    return nsmallest(request.limit, others, key=lambda other: (-round(scores[other], _DIGITS), newest[other]))


def _scores_by_facts(index: OpenedIndex, model: Model, likeness: Likeness) -> dict[int, float]:
    """The part of the item's facts, by weight, that each document shares: 1 for all of them."""
    holders = {
        (name, value): index.facts.holding(name, (value,))
        for name in likeness.facts
        for value in model.facts.get(name, ())
    }
    worth = {
        (name, value): likeness.facts[name] * rarity(found.bit_count(), index.facts.count)
        for (name, value), found in holders.items()
    }
    whole = sum(worth.values())
    scores: dict[int, float] = {}
    for one, found in holders.items():
        for other in documents_of(found):
            scores[other] = scores.get(other, 0.0) + worth[one] / whole
    return scores


def _scores_by_words(index: OpenedIndex, words: Mapping[str, str], likeness: Likeness) -> dict[int, float]:
    """The scores for all telling words together: 1 for the document that has most of them."""
    scores: dict[int, float] = {}
    for stem in words:
        matches = index.word(likeness.texts, stem)
        for other, score in zip(matches.documents, matches.scores, strict=True):
            scores[other] = scores.get(other, 0.0) + score
    most = max(scores.values(), default=1.0) or 1.0
    return {other: score / most for other, score in scores.items()}


def _shared(
    index: OpenedIndex, model: Model, other: int, words: Mapping[str, str], likeness: Likeness
) -> dict[str, tuple[str, ...]]:
    """What the model and a document have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in likeness.facts:
        held = set(index.facts.keywords(other, name))
        if both := tuple(value for value in model.facts.get(name, ()) if value in held):
            shared[name] = both
    if told := shared_words(words, index.texts(other), likeness.texts):
        shared["text"] = told
    return shared
