"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from heapq import nsmallest
from math import log1p
from operator import and_

from whoosh.lang.stopwords import stoplists

from search import analysis
from search.boilerplate import telling
from search.engines.base import IndexDocument, SimilarRequest
from search.engines.whoosh.bits import documents_of
from search.engines.whoosh.opened import OpenedIndex
from search.engines.whoosh.scoring import rarity
from search.fields import FIELD, Kind
from search.likeness import Likeness
from search.request import SimilarItem, Sort

_TELLING_WORDS = 25
_SHOWN_WORDS = 8
_COMMON = 0.1
"""A word in more than this part of all items tells nothing."""
_FUNCTION_WORDS = stoplists["en"] | {"per"}
_LEAST = 0.1
"""Below it two items share only what many share."""


@dataclass(frozen=True)
class _Model:
    """The item that others are held against."""

    determination: int | None
    facts: dict[str, list[str]]
    words: list[str]
    """Of the texts that are compared, in order, without those of fixed sentences."""


def similar(index: OpenedIndex, request: SimilarRequest) -> tuple[SimilarItem, ...]:
    """The closest items; none for an id that is not in the index."""
    model = _model(index, request)
    if not model:
        return ()
    likeness = request.likeness
    words = _telling_words(index, model, likeness)
    scores = _scores_by_facts(index, model, likeness)
    for other, score in _scores_by_words(index, words, likeness).items():
        scores[other] = scores.get(other, 0.0) + likeness.text_weight * score
    wanted = _wanted(index, request)
    others = (
        other
        for other, score in scores.items()
        if score >= _LEAST
        and index.facts.determinations[other] != model.determination
        and wanted >> other & 1
    )
    newest = index.facts.ranks[Sort.NEWEST]
    closest = nsmallest(request.limit, others, key=lambda other: (-round(scores[other], 6), newest[other]))
    return tuple(
        SimilarItem(
            index.facts.ids[other], round(scores[other], 6), _shared(index, model, other, words, likeness)
        )
        for other in closest
    )


def _model(index: OpenedIndex, request: SimilarRequest) -> _Model | None:
    texts = request.likeness.texts
    if isinstance(request.like, IndexDocument):
        return _model_of(request.like, texts)
    document = index.facts.document_of.get(request.like)
    if document is None:
        return None
    facts = {name: index.facts.keywords(document, name) for name in request.likeness.facts}
    words = [word for field in texts for word in index.telling_words(document, field)]
    return _Model(index.facts.determinations[document], facts, words)


def _model_of(document: IndexDocument, texts: tuple[str, ...]) -> _Model:
    facts = {
        name: [str(value) for value in values]
        for name, values in document.values.items()
        if FIELD[name].kind is Kind.KEYWORD
    }
    joined = "\n".join(str(value) for field in texts for value in document.values.get(field, ()))
    return _Model(None, facts, analysis.words(telling(joined)))


def _wanted(index: OpenedIndex, request: SimilarRequest) -> int:
    chosen = (index.facts.holding(name, values) for name, values in request.selected.items())
    return reduce(and_, chosen, index.facts.live)


def _scores_by_facts(index: OpenedIndex, model: _Model, likeness: Likeness) -> dict[int, float]:
    """The part of the item's facts, by weight, that each document shares: 1 for all of them."""
    facts = index.facts
    worth = {
        (name, value): weight * rarity(facts.values[name].get(value, 0).bit_count(), facts.count)
        for name, weight in likeness.facts.items()
        for value in model.facts.get(name, ())
    }
    whole = sum(worth.values())
    scores: dict[int, float] = {}
    for (name, value), share in worth.items():
        for other in documents_of(facts.values[name].get(value, 0)):
            scores[other] = scores.get(other, 0.0) + share / whole
    return scores


def _telling_words(index: OpenedIndex, model: _Model, likeness: Likeness) -> dict[str, str]:
    """The stems that tell the item from others, the most telling first, each as it is spelt there."""
    spelt = {analysis.stem(word): word for word in reversed(model.words)}
    times = Counter(map(analysis.stem, model.words))
    fewest = 0 if model.determination is None else 1

    def worth(stem: str) -> float:
        holders = index.holders(likeness.texts, stem)
        if not fewest < holders <= max(2, _COMMON * index.facts.count) or not _is_telling(spelt[stem]):
            return 0.0
        return log1p(times[stem]) * rarity(holders, index.facts.count)

    by_stem = {stem: worth(stem) for stem in times}
    ordered = sorted((stem for stem in by_stem if by_stem[stem]), key=lambda stem: (-by_stem[stem], stem))
    return {stem: spelt[stem] for stem in ordered[:_TELLING_WORDS]}


def _is_telling(word: str) -> bool:
    return word.isalpha() and word not in _FUNCTION_WORDS


def _scores_by_words(index: OpenedIndex, words: dict[str, str], likeness: Likeness) -> dict[int, float]:
    """The scores for all telling words together: 1 for the document that has most of them."""
    scores: dict[int, float] = {}
    for stem in words:
        matches = index.word(likeness.texts, stem)
        for other, score in zip(matches.documents, matches.scores, strict=True):
            scores[other] = scores.get(other, 0.0) + score
    most = max(scores.values(), default=1.0) or 1.0
    return {other: score / most for other, score in scores.items()}


def _shared(
    index: OpenedIndex, model: _Model, other: int, words: dict[str, str], likeness: Likeness
) -> dict[str, tuple[str, ...]]:
    """What the model and a document have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in likeness.facts:
        held = set(index.facts.keywords(other, name))
        if both := tuple(value for value in model.facts.get(name, ()) if value in held):
            shared[name] = both
    there = {analysis.stem(word) for field in likeness.texts for word in index.telling_words(other, field)}
    if told := tuple(word for stem, word in words.items() if stem in there):
        shared["text"] = told[:_SHOWN_WORDS]
    return shared
