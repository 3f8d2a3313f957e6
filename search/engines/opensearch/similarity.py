"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections.abc import Mapping
from typing import Any

from opensearchpy import OpenSearch

from search import analysis
from search.engines.base import IndexDocument, SimilarRequest
from search.engines.opensearch.matching import Clause, any_value
from search.engines.opensearch.schema import ranking_field, token, tokens
from search.engines.opensearch.searching import BY_NEWEST, SCORE_DIGITS, ask
from search.engines.telling import LEAST, Model, model_of, rarity, shared_words, telling_words
from search.fields import FIELD
from search.likeness import Likeness
from search.request import SimilarItem

Source = dict[str, Any]
Facts = list[tuple[str, str]]


def similar(client: OpenSearch, index: str, request: SimilarRequest) -> tuple[SimilarItem, ...]:
    """The closest items; none for an id that is not in the index."""
    likeness, copy = request.likeness, _copy_for(request)
    model = _model(client, index, request, copy)
    if not model or request.limit < 1:
        return ()
    facts = [(name, value) for name in likeness.facts for value in model.facts.get(name, ())]
    count, holders = _holders(client, index, facts, copy)
    parts = _parts(client, index, model, likeness, copy)

    def having(stem: str) -> int:
        return round(parts.get(token(stem), 0.0) * count)

    words = telling_words(model, likeness.texts, having, count)
    clauses = _facts(facts, holders, likeness, count) + _words(client, index, words, likeness, copy)
    if not clauses:
        return ()
    hits = ask(client, index, _body(clauses, model, request), copy)["hits"]["hits"]
    return tuple(_similar_item(hit, model, words, likeness) for hit in hits)


def _copy_for(request: SimilarRequest) -> str:
    return str(request.like.id if isinstance(request.like, IndexDocument) else request.like)


def _model(client: OpenSearch, index: str, request: SimilarRequest, copy: str) -> Model | None:
    if isinstance(request.like, IndexDocument):
        return model_of(request.like)
    own = {"query": {"ids": {"values": [str(request.like)]}}, "_source": _read(request.likeness)}
    hits = ask(client, index, own, copy)["hits"]["hits"]
    return _model_of_source(hits[0]["_source"], request.likeness) if hits else None


def _read(likeness: Likeness) -> list[str]:
    return ["determination", *likeness.facts, *(f"texts.{name}" for name in likeness.texts)]


def _model_of_source(source: Source, likeness: Likeness) -> Model:
    facts = {name: tuple(source.get(name, ())) for name in likeness.facts}
    return Model(source["determination"], facts, source.get("texts", {}))


def _body(clauses: list[Clause], model: Model, request: SimilarRequest) -> Source:
    wanted = [any_value(name, values) for name, values in request.selected.items()]
    query: Clause = {"should": clauses, "minimum_should_match": 1, "filter": wanted}
    if model.determination is not None:
        query["must_not"] = {"term": {"determination": model.determination}}
    return {
        "query": {"bool": query},
        "min_score": LEAST,
        "sort": [{"_score": "desc"}, *BY_NEWEST],
        "size": request.limit,
        "_source": _read(request.likeness),
    }


def _similar_item(hit: Source, model: Model, words: Mapping[str, str], likeness: Likeness) -> SimilarItem:
    other = _model_of_source(hit["_source"], likeness)
    shared = _shared(model, other, words, likeness)
    return SimilarItem(int(hit["_id"]), round(hit["_score"], SCORE_DIGITS), shared)


def _holders(client: OpenSearch, index: str, facts: Facts, copy: str) -> tuple[int, list[int]]:
    """How many items there are, and how many of them hold each fact."""
    body: Source = {"size": 0, "track_total_hits": True}
    if facts:
        filters = {str(n): {"term": {name: value}} for n, (name, value) in enumerate(facts)}
        body["aggs"] = {"facts": {"filters": {"filters": filters}}}
    answer = ask(client, index, body, copy)
    buckets = answer["aggregations"]["facts"]["buckets"] if facts else {}
    return int(answer["hits"]["total"]["value"]), [buckets[str(n)]["doc_count"] for n in range(len(facts))]


def _facts(facts: Facts, holders: list[int], likeness: Likeness, count: int) -> list[Clause]:
    """The facts, each with its part of their whole weight: 1 for an item that shares them all."""
    weights = (likeness.facts[name] for name, _ in facts)
    worth = [weight * rarity(held, count) for weight, held in zip(weights, holders, strict=True)]
    whole = sum(worth)
    return [
        {"constant_score": {"filter": {"term": {name: value}}, "boost": share / whole}}
        for (name, value), share in zip(facts, worth, strict=True)
    ]


def _parts(client: OpenSearch, index: str, model: Model, likeness: Likeness, copy: str) -> dict[str, float]:
    """About what part of all items has each stem: as one shard knows it, which costs little."""
    stems = {stem for name in likeness.texts for stem in analysis.stems(model.texts.get(name, ""))}
    if not stems:
        return {}
    fields = [ranking_field(name) for name in likeness.texts]
    asked = {"doc": dict.fromkeys(fields, tokens(sorted(stems))), "fields": fields}
    # Always the same shard for the same item.
    params = {"term_statistics": "true", "positions": "false", "routing": copy, "preference": copy}
    answer = client.termvectors(index=index, body=asked, params=params)
    vectors = answer.get("term_vectors", {}).values()
    held = max((vector["field_statistics"]["doc_count"] for vector in vectors), default=0)
    parts: dict[str, float] = {}
    for vector in vectors:
        for stem, statistics in vector["terms"].items():
            parts[stem] = max(parts.get(stem, 0.0), statistics.get("doc_freq", 0) / max(held, 1))
    return parts


def _words(
    client: OpenSearch, index: str, words: Mapping[str, str], likeness: Likeness, copy: str
) -> list[Clause]:
    """The telling words, weighted so that the item with most of them gets the whole weight of words."""
    if not words or not likeness.text_weight:
        return []
    body = {"query": {"bool": {"should": _terms(words, likeness, 1.0)}}, "size": 1, "_source": False}
    hits = ask(client, index, body, copy)["hits"]["hits"]
    most = hits[0]["_score"] if hits else 0.0
    return _terms(words, likeness, likeness.text_weight / most) if most else []


def _terms(words: Mapping[str, str], likeness: Likeness, boost: float) -> list[Clause]:
    return [
        {"term": {ranking_field(name): {"value": token(stem), "boost": boost * FIELD[name].weight}}}
        for stem in words
        for name in likeness.texts
    ]


def _shared(
    model: Model, other: Model, words: Mapping[str, str], likeness: Likeness
) -> dict[str, tuple[str, ...]]:
    """What two items have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in likeness.facts:
        if both := tuple(value for value in model.facts.get(name, ()) if value in other.facts[name]):
            shared[name] = both
    if told := shared_words(words, other.texts, likeness.texts):
        shared["text"] = told
    return shared
