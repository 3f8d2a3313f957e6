"""A search request, answered by OpenSearch."""

from hashlib import blake2s
from typing import Any

import numpy as np
from opensearchpy import OpenSearch
from pyroaring import BitMap

from search.engines.base import IndexUnavailableError
from search.engines.opensearch.matching import Clause, any_value, between, matching
from search.request import FacetCount, Hit, SearchRequest, SearchResponse, Segment, Sort
from search.snippets import Marks, marks_of, snippet

BY_NEWEST: list[Clause] = [{"decided": {"order": "desc", "missing": "_last"}}, {"id": "asc"}]
SCORE_DIGITS = 5

_ORDERS: dict[Sort, list[Clause]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, *BY_NEWEST],
    Sort.NEWEST: BY_NEWEST,
    Sort.OLDEST: [{"decided": {"order": "asc", "missing": "_last"}}, {"id": "asc"}],
}
_MOST_VALUES = 10_000
"""Of a facet; it is exact up to so many different values."""


def _marked(field: str, answer: str) -> Clause:
    """Each shard marks the numbers that its matches hold in a field, and the marks are united.

    Exact where "cardinality" estimates, and of a million numbers far smaller than a list.
    """
    united = (
        "BitSet all = new BitSet(); for (one in states) { if (one != null) { all.or(BitSet.valueOf(one)) } }"
    )
    return {
        "scripted_metric": {
            "init_script": "state.seen = new BitSet()",
            "map_script": f"state.seen.set((int) doc['{field}'].value)",
            "combine_script": "return state.seen.toLongArray()",
            "reduce_script": f"{united} return {answer}",
        }
    }


_DETERMINATIONS = _marked("determination", "all.cardinality()")
_IDS = _marked("id", "all.toLongArray()")


def search(client: OpenSearch, index: str, request: SearchRequest) -> SearchResponse:
    """The answer to a request; whole, or an exception."""
    answer = ask(client, index, _body(request), _copy_for(request))
    marks = marks_of(request.query) if request.snippet_fields else {}
    return SearchResponse(
        hits=tuple(_hit(hit, marks, request.snippet_fields) for hit in answer["hits"]["hits"]),
        total=int(answer["hits"]["total"]["value"]),
        determinations=int(answer["aggregations"]["results"]["determinations"]["value"]),
        facets={name: _counts(answer["aggregations"][_facet(name)]) for name in request.facets},
    )


def matching_ids(client: OpenSearch, index: str, request: SearchRequest) -> BitMap:
    """The ids of all items that match a request, as one answer of the index at one moment."""
    selected = [any_value(name, values) for name, values in request.selected.items()]
    filters = [matching(request.query), *_decided(request), *selected]
    body = {"size": 0, "query": {"bool": {"filter": filters}}, "aggs": {"ids": _IDS}}
    words = ask(client, index, body, _copy_for(request))["aggregations"]["ids"]["value"]
    marks = np.array(words, dtype=np.int64).astype("<i8").view(np.uint8)
    return BitMap(np.flatnonzero(np.unpackbits(marks, bitorder="little")).astype(np.uint32))


def ask(client: OpenSearch, index: str, body: dict[str, Any], copy: str) -> dict[str, Any]:
    """The answer of the whole index; the same ``copy`` has the same shards answer, and so the same scores."""
    params = {
        "preference": copy,
        "allow_partial_search_results": "false",
        "search_type": "dfs_query_then_fetch",
    }
    answer: dict[str, Any] = client.search(index=index, body=body, params=params)
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise IndexUnavailableError("A part of the OpenSearch index does not answer. See its cluster health.")
    return answer


def _body(request: SearchRequest) -> dict[str, Any]:
    selected = {name: any_value(name, values) for name, values in request.selected.items()}
    texts = [f"texts.{name}" for name in request.snippet_fields]
    return {
        "query": {"bool": {"must": [matching(request.query)], "filter": _decided(request)}},
        # After the counts, because a facet's counts ignore its own selection.
        "post_filter": _all(selected),
        "aggs": {
            "results": {"filter": _all(selected), "aggs": {"determinations": _DETERMINATIONS}},
            **{_facet(name): _counting(name, selected) for name in request.facets},
        },
        "sort": _ORDERS[request.sort],
        "from": request.offset,
        "size": request.limit,
        "_source": texts or False,
        "track_scores": True,
        "track_total_hits": True,
    }


def _decided(request: SearchRequest) -> list[Clause]:
    if request.decided_from is None and request.decided_to is None:
        return []
    return [between("decided", request.decided_from, request.decided_to)]


def _all(selected: dict[str, Clause]) -> Clause:
    return {"bool": {"filter": list(selected.values())}}


def _facet(name: str) -> str:
    return f"facet_{name}"


def _counting(name: str, selected: dict[str, Clause]) -> dict[str, Any]:
    others = {other: clause for other, clause in selected.items() if other != name}
    order = [{"_count": "desc"}, {"_key": "asc"}]
    values = {"terms": {"field": name, "size": _MOST_VALUES, "order": order}}
    return {"filter": _all(others), "aggs": {"values": values}}


def _counts(facet: dict[str, Any]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(one["key"], one["doc_count"]) for one in facet["values"]["buckets"])


def _copy_for(request: SearchRequest) -> str:
    """The same for all pages of one search; it says nothing of what was asked."""
    selected = sorted((name, sorted(values)) for name, values in request.selected.items())
    asked = repr((request.query, selected, request.decided_from, request.decided_to))
    return blake2s(asked.encode(), digest_size=8).hexdigest()


def _hit(hit: dict[str, Any], marks: dict[str, Marks] | Any, fields: tuple[str, ...]) -> Hit:
    texts = hit.get("_source", {}).get("texts", {})
    snippets: dict[str, tuple[Segment, ...]] = {}
    for field in fields:
        if found := snippet(texts.get(field, ""), marks[field]):
            snippets[field] = found
    return Hit(int(hit["_id"]), round(hit["_score"], SCORE_DIGITS), snippets)
