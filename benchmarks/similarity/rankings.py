"""Three ways to rank the items of other cases by their likeness to one."""

from collections import Counter
from collections.abc import Callable, Mapping
from math import log

from search import analysis
from search.engines.base import Engine, IndexDocument, SimilarRequest
from search.fields import SEARCHED
from search.query.tree import Or, Words
from search.request import SearchRequest

HITS = 10
_MOST_TERMS = 25
_FIRST = 60
"""How many are asked for, so that enough are left without those of the same case."""

Ranking = Callable[[IndexDocument], list[int]]


def rankings(engine: Engine, documents: list[IndexDocument]) -> Mapping[str, Ranking]:
    """By name; each gives the ids of at most ten items of other cases, the closest first."""
    case_of = {one.id: one.determination for one in documents}
    holders = Counter(stem for one in documents for stem in set(_stems(one, SEARCHED)))

    def portal(model: IndexDocument) -> list[int]:
        return [one.id for one in engine.similar(SimilarRequest(model.id, limit=HITS))]

    def bm25(model: IndexDocument) -> list[int]:
        return asked(model, set(_stems(model, ("treatment", "rationale"))))

    def more_like_this(model: IndexDocument) -> list[int]:
        counts = Counter(_stems(model, SEARCHED))
        worth = {
            stem: count * log(len(documents) / holders[stem])
            for stem, count in counts.items()
            if holders[stem] > 1
        }
        return asked(model, set(sorted(worth, key=worth.__getitem__)[-_MOST_TERMS:]))

    def asked(model: IndexDocument, stems: set[str]) -> list[int]:
        query = Or(tuple(Words(stem) for stem in sorted(stems)))
        hits = engine.search(SearchRequest(query, limit=_FIRST)).hits
        return [hit.id for hit in hits if case_of[hit.id] != model.determination][:HITS]

    return {"portal": portal, "plain BM25": bm25, "plain more-like-this": more_like_this}


def _stems(document: IndexDocument, fields: tuple[str, ...]) -> list[str]:
    return [
        stem
        for field in fields
        for text in document.values.get(field, ())
        for stem in analysis.stems(str(text))
    ]
