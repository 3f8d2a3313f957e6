"""Items of other determinations that are like a given one: by shared facts, then by shared telling words."""

from collections import Counter
from math import log, log1p
from typing import Any

from opensearchpy import OpenSearch
from whoosh.lang.stopwords import stoplists

from search import analysis
from search.engines.opensearch.matching import Clause
from search.engines.opensearch.schema import token, tokens
from search.engines.opensearch.searching import BY_NEWEST, SCORE_DIGITS, ask
from search.fields import ALIKE_BY, FIELD
from search.request import SimilarItem

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
_READ = [*(field.name for field in ALIKE_BY), *(f"texts.{name}" for name in _TELLING_FIELDS), "determination"]

Source = dict[str, Any]


def similar(client: OpenSearch, index: str, document_id: int, limit: int) -> tuple[SimilarItem, ...]:
    """The closest items; none for an item that is not in the index."""
    copy = str(document_id)
    own = {"ids": {"values": [str(document_id)]}}
    found = ask(client, index, {"query": own, "_source": _READ}, copy)["hits"]["hits"]
    if not found:
        return ()
    source: Source = found[0]["_source"]
    count, holders = _holders(client, index, source, copy)
    words = _telling_words(client, index, source, document_id, count)
    clauses = _facts(source, holders, count) + _words(client, index, own, words, copy)
    if not clauses or limit < 1:
        return ()
    body = {
        "query": {
            "bool": {
                "should": clauses,
                "minimum_should_match": 1,
                "must_not": {"term": {"determination": source["determination"]}},
            }
        },
        "min_score": _LEAST,
        "sort": [{"_score": "desc"}, *BY_NEWEST],
        "size": limit,
        "_source": _READ,
    }
    hits = ask(client, index, body, copy)["hits"]["hits"]
    return tuple(_similar_item(hit, source, words) for hit in hits)


def _similar_item(hit: Source, source: Source, words: dict[str, str]) -> SimilarItem:
    score = round(hit["_score"], SCORE_DIGITS)
    return SimilarItem(int(hit["_id"]), score, _shared(source, hit["_source"], words))


def _text(source: Source, name: str) -> str:
    return str(source.get("texts", {}).get(name, ""))


def _facts_of(source: Source) -> list[tuple[str, str]]:
    return [(field.name, value) for field in ALIKE_BY for value in source.get(field.name, ())]


def _holders(client: OpenSearch, index: str, source: Source, copy: str) -> tuple[int, list[int]]:
    """The number of all items, and of those that hold each of the item's facts."""
    facts = _facts_of(source)
    filters = [{"term": {name: value}} for name, value in facts]
    body: Source = {"size": 0, "track_total_hits": True}
    if filters:
        body["aggs"] = {"facts": {"filters": {"filters": {str(n): one for n, one in enumerate(filters)}}}}
    answer = ask(client, index, body, copy)
    buckets = answer["aggregations"]["facts"]["buckets"] if filters else {}
    return answer["hits"]["total"]["value"], [buckets[str(n)]["doc_count"] for n in range(len(facts))]


def _facts(source: Source, holders: list[int], count: int) -> list[Clause]:
    """The item's facts, each with its part of their whole weight: 1 for an item that shares them all."""
    facts = _facts_of(source)
    weights = (FIELD[name].likeness for name, _ in facts)
    worth = [weight * _rarity(held, count) for weight, held in zip(weights, holders, strict=True)]
    whole = sum(worth)
    return [
        {"constant_score": {"filter": {"term": {name: value}}, "boost": share / whole}}
        for (name, value), share in zip(facts, worth, strict=True)
    ]


def _rarity(holders: float, count: int) -> float:
    """How much it says that an item is among ``holders`` of ``count`` items."""
    return log(1 + (max(count - holders, 0) + 0.5) / (holders + 0.5))


def _telling_words(
    client: OpenSearch, index: str, source: Source, document_id: int, count: int
) -> dict[str, str]:
    """The stems that tell the item from others, the most telling first, each as it is spelt there."""
    texts = [word for name in _TELLING_FIELDS for word in analysis.words(_text(source, name))]
    spelt = {analysis.stem(word): word for word in reversed(texts)}
    times = Counter(map(analysis.stem, texts))
    part = _parts(client, index, list(times), document_id)

    def telling(stem: str) -> float:
        holders = part.get(token(stem), 0.0) * count
        if not 1 < holders <= max(2, _COMMON * count) or not _is_telling(spelt[stem]):
            return 0.0
        return log1p(times[stem]) * _rarity(holders, count)

    worth = {stem: telling(stem) for stem in times}
    ordered = sorted((stem for stem in worth if worth[stem]), key=lambda stem: (-worth[stem], stem))
    return {stem: spelt[stem] for stem in ordered[:_TELLING_WORDS]}


def _is_telling(word: str) -> bool:
    return word.isalpha() and word not in _FUNCTION_WORDS


def _parts(client: OpenSearch, index: str, stems: list[str], document_id: int) -> dict[str, float]:
    """About what part of all items has each stem: as one shard knows it, which costs little."""
    if not stems:
        return {}
    answer = client.termvectors(
        index=index,
        body={"doc": dict.fromkeys(_TELLING_FIELDS, tokens(stems)), "fields": list(_TELLING_FIELDS)},
        params={
            "term_statistics": "true",
            "positions": "false",
            "offsets": "false",
            "payloads": "false",
            # Always the same shard for the same item.
            "routing": str(document_id),
            "preference": str(document_id),
        },
    )
    vectors = answer.get("term_vectors", {}).values()
    held = max((vector["field_statistics"]["doc_count"] for vector in vectors), default=0)
    parts: dict[str, float] = {}
    for vector in vectors:
        for stem, statistics in vector["terms"].items():
            parts[stem] = max(parts.get(stem, 0.0), statistics.get("doc_freq", 0) / max(held, 1))
    return parts


def _words(client: OpenSearch, index: str, own: Clause, words: dict[str, str], copy: str) -> list[Clause]:
    """The telling words, weighted so that the item itself would get ``_TEXT_WEIGHT`` for all of them."""
    if not words:
        return []
    body = {"query": {"bool": {"filter": own, "should": _terms(words, 1.0)}}, "_source": False}
    hits = ask(client, index, body, copy)["hits"]["hits"]
    most = hits[0]["_score"] if hits else 0.0
    return _terms(words, _TEXT_WEIGHT / most) if most else []


def _terms(words: dict[str, str], boost: float) -> list[Clause]:
    return [
        {"term": {name: {"value": token(stem), "boost": boost * FIELD[name].weight}}}
        for stem in words
        for name in _TELLING_FIELDS
    ]


def _shared(source: Source, other: Source, words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """What two items have in common, by field; ``text`` lists telling words."""
    shared: dict[str, tuple[str, ...]] = {}
    for name in (field.name for field in ALIKE_BY):
        held = set(other.get(name, ()))
        if both := tuple(value for value in source.get(name, ()) if value in held):
            shared[name] = both
    there = {stem for name in _TELLING_FIELDS for stem in analysis.stems(_text(other, name))}
    if told := tuple(word for stem, word in words.items() if stem in there):
        shared["text"] = told[:_SHOWN_WORDS]
    return shared
