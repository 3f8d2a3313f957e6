"""A search request, answered from an opened index."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from operator import and_

from pyroaring import BitMap

from search.engines.whoosh.bits import documents_of
from search.engines.whoosh.matching import matching, scores
from search.engines.whoosh.opened import OpenedIndex
from search.request import FacetCount, Hit, SearchRequest, SearchResponse, Segment, Sort
from search.snippets import Marks, marks_of, snippet

_SCORE_DIGITS = 6
"""Scores that differ by less are ties: their order must not hang on the order of additions."""


def search(index: OpenedIndex, request: SearchRequest) -> SearchResponse:
    """The answer to a request."""
    found = matching(index, request.query) & _decided(index, request)
    selected = {name: index.facts.holding(name, values) for name, values in request.selected.items()}
    documents = documents_of(reduce(and_, selected.values(), found))
    score = scores(index, request.query) if documents and request.limit else {}
    _sort(index, documents, score, request.sort)
    shown = documents[request.offset : request.offset + request.limit]
    marks = marks_of(request.query)
    return SearchResponse(
        hits=tuple(_hit(index, document, score, marks, request.snippet_fields) for document in shown),
        total=len(documents),
        determinations=len({index.facts.determinations[document] for document in documents}),
        facets={name: _counts(index, name, found, selected) for name in request.facets},
    )


def matching_ids(index: OpenedIndex, request: SearchRequest) -> BitMap:
    """The ids of all items that match a request."""
    found = matching(index, request.query) & _decided(index, request)
    selected = (index.facts.holding(name, values) for name, values in request.selected.items())
    return BitMap([index.facts.ids[document] for document in documents_of(reduce(and_, selected, found))])


def _decided(index: OpenedIndex, request: SearchRequest) -> int:
    if request.decided_from is None and request.decided_to is None:
        return index.facts.live
    return index.facts.between("decided", request.decided_from, request.decided_to)


def _sort(index: OpenedIndex, documents: list[int], score: Mapping[int, float], sort: Sort) -> None:
    by_date = Sort.NEWEST if sort is Sort.RELEVANCE else sort
    documents.sort(key=index.facts.ranks[by_date].__getitem__)
    if sort is Sort.RELEVANCE and score:
        documents.sort(key=lambda document: -round(score.get(document, 0.0), _SCORE_DIGITS))


def _counts(index: OpenedIndex, name: str, found: int, selected: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """How many results hold each value, if nothing were selected in this field."""
    among = reduce(and_, (bits for field, bits in selected.items() if field != name), found)
    counts = ((value, (holders & among).bit_count()) for value, holders in index.facts.values[name].items())
    ordered = sorted((-count, value) for value, count in counts if count)
    return tuple(FacetCount(value, -negative) for negative, value in ordered)


def _hit(
    index: OpenedIndex,
    document: int,
    score: Mapping[int, float],
    marks: Mapping[str, Marks],
    fields: tuple[str, ...],
) -> Hit:
    hit = Hit(index.facts.ids[document], round(score.get(document, 0.0), _SCORE_DIGITS))
    if not fields:
        return hit
    texts = index.texts(document)
    snippets: dict[str, tuple[Segment, ...]] = {}
    for field in fields:
        if found := snippet(texts.get(field, ""), marks[field]):
            snippets[field] = found
    return replace(hit, snippets=snippets)
