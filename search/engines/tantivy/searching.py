"""A search request, answered from an opened index."""

from collections.abc import Iterator, Mapping

from pyroaring import BitMap

from search.engines.tantivy.facets import Among
from search.engines.tantivy.matching import matching
from search.engines.tantivy.opened import OpenedIndex
from search.engines.tantivy.ranking import Ranked, ranked
from search.engines.tantivy.sets import ordinals_of, set_of
from search.query.tree import InRange
from search.request import FacetCount, Hit, SearchRequest, SearchResponse, Segment
from search.snippets import Marks, marks_of, snippet


def search(index: OpenedIndex, request: SearchRequest) -> SearchResponse:
    """The answer to a request."""
    found = _decided(index, request, matching(index, request.query))
    selected = _selected(index, request)
    documents = BitMap.intersection(found, *selected.values())
    shown = ranked(index, request, documents)
    among = index.facts.among(documents)
    others = {
        name: index.facts.among(_without(name, found, selected))
        for name in request.facets
        if name in selected
    }
    return SearchResponse(
        hits=tuple(_hits(index, shown, request)),
        total=len(documents),
        determinations=index.facts.case_count(documents),
        facets={name: _counts(index, name, others.get(name, among)) for name in request.facets},
    )


def matching_ids(index: OpenedIndex, request: SearchRequest) -> BitMap:
    """The ids of all items that match a request."""
    found = _decided(index, request, matching(index, request.query))
    documents = BitMap.intersection(found, *_selected(index, request).values())
    return set_of(index.facts.ids[ordinals_of(documents)])


def _selected(index: OpenedIndex, request: SearchRequest) -> dict[str, BitMap]:
    """The documents that hold one of the selected values, by field."""
    return {name: index.facts.holding(name, values) for name, values in request.selected.items()}


def _decided(index: OpenedIndex, request: SearchRequest, found: BitMap) -> BitMap:
    if request.decided_from is None and request.decided_to is None:
        return found
    return found & matching(index, InRange("decided", request.decided_from, request.decided_to))


def _without(name: str, found: BitMap, selected: Mapping[str, BitMap]) -> BitMap:
    """The results, if nothing were selected in this field."""
    return BitMap.intersection(found, *(holders for field, holders in selected.items() if field != name))


def _counts(index: OpenedIndex, name: str, among: Among) -> tuple[FacetCount, ...]:
    """How many of some documents hold each value."""
    ordered = sorted((-count, value) for value, count in index.facts.counts(name, among) if count)
    return tuple(FacetCount(value, -negative) for negative, value in ordered)


def _hits(index: OpenedIndex, shown: list[Ranked], request: SearchRequest) -> list[Hit]:
    wanted = request.snippet_fields
    marks = marks_of(request.query)
    texts = index.texts([one.ordinal for one in shown]) if wanted and any(marks.values()) else {}
    return [
        Hit(
            int(index.facts.ids[one.ordinal]),
            one.score,
            dict(_snippets(texts.get(one.ordinal, {}), marks, wanted)),
        )
        for one in shown
    ]


def _snippets(
    texts: Mapping[str, str], marks: Mapping[str, Marks], fields: tuple[str, ...]
) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    for field in fields:
        if found := snippet(texts.get(field, ""), marks[field]):
            yield field, found
