"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections import Counter
from heapq import nsmallest
from math import log1p

from whoosh.lang.stopwords import stoplists

from search import analysis
from search.engines.whoosh.bits import documents_of
from search.engines.whoosh.opened import OpenedIndex
from search.engines.whoosh.scoring import rarity
from search.fields import ALIKE_BY
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


def similar(index: OpenedIndex, document_id: int, limit: int) -> tuple[SimilarItem, ...]:
    """The closest items; none for an item that is not in the index."""
    document = index.facts.document_of.get(document_id)
    if document is None:
        return ()
    words = _telling_words(index, document)
    scores = _scores_by_facts(index, document)
    for other, score in _scores_by_words(index, words).items():
        scores[other] = scores.get(other, 0.0) + _TEXT_WEIGHT * score
    own = index.facts.determinations[document]
    others = (
        other
        for other, score in scores.items()
        if score >= _LEAST and index.facts.determinations[other] != own
    )
    newest = index.facts.ranks[Sort.NEWEST]
    closest = nsmallest(limit, others, key=lambda other: (-round(scores[other], 6), newest[other]))
    return tuple(
        SimilarItem(index.facts.ids[other], round(scores[other], 6), _shared(index, document, other, words))
        for other in closest
    )


def _scores_by_facts(index: OpenedIndex, document: int) -> dict[int, float]:
    """The part of the item's facts, by weight, that each document shares: 1 for all of them."""
    facts = index.facts
    worth = {
        (name, value): weight * rarity(facts.values[name][value].bit_count(), facts.count)
        for name, weight in ((field.name, field.likeness) for field in ALIKE_BY)
        for value in facts.keywords(document, name)
    }
    whole = sum(worth.values())
    scores: dict[int, float] = {}
    for (name, value), share in worth.items():
        for other in documents_of(facts.values[name][value]):
            scores[other] = scores.get(other, 0.0) + share / whole
    return scores


def _telling_words(index: OpenedIndex, document: int) -> dict[str, str]:
    """The stems that tell the item from others, the most telling first, each as it is spelt there."""
    texts = [word for field in _TELLING_FIELDS for word in index.telling_words(document, field)]
    spelt = {analysis.stem(word): word for word in reversed(texts)}
    times = Counter(map(analysis.stem, texts))

    def telling(stem: str) -> float:
        holders = index.holders(_TELLING_FIELDS, stem)
        if not 1 < holders <= max(2, _COMMON * index.facts.count) or not _is_telling(spelt[stem]):
            return 0.0
        return log1p(times[stem]) * rarity(holders, index.facts.count)

    worth = {stem: telling(stem) for stem in times}
    ordered = sorted((stem for stem in worth if worth[stem]), key=lambda stem: (-worth[stem], stem))
    return {stem: spelt[stem] for stem in ordered[:_TELLING_WORDS]}


def _is_telling(word: str) -> bool:
    return word.isalpha() and word not in _FUNCTION_WORDS


def _scores_by_words(index: OpenedIndex, words: dict[str, str]) -> dict[int, float]:
    """The scores for all telling words together: 1 for the document that has most of them."""
    scores: dict[int, float] = {}
    for stem in words:
        matches = index.word(_TELLING_FIELDS, stem)
        for other, score in zip(matches.documents, matches.scores, strict=True):
            scores[other] = scores.get(other, 0.0) + score
    most = max(scores.values(), default=1.0)
    return {other: score / most for other, score in scores.items()}


def _shared(
    index: OpenedIndex, document: int, other: int, words: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """What two documents have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in (field.name for field in ALIKE_BY):
        held = set(index.facts.keywords(other, name))
        if both := tuple(value for value in index.facts.keywords(document, name) if value in held):
            shared[name] = both
    there = {analysis.stem(word) for field in _TELLING_FIELDS for word in index.telling_words(other, field)}
    if told := tuple(word for stem, word in words.items() if stem in there):
        shared["text"] = told[:_SHOWN_WORDS]
    return shared
