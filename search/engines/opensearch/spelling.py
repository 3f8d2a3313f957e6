"""Words of the index that are spelt nearly like a given one."""

from typing import Any

from opensearchpy import OpenSearch

from search import analysis
from search.engines.opensearch.schema import token, words_field
from search.engines.opensearch.searching import ask
from search.fields import SEARCHED

_MOST_CANDIDATES = 200


def similar_words(client: OpenSearch, index: str, word: str, limit: int) -> tuple[str, ...]:
    """OpenSearch's own suggester finds candidates; the analysis judges them, and items are counted."""
    typed = "".join(analysis.words(word))
    if not typed:
        return ()
    answer = ask(client, index, {"size": 0, "suggest": _suggesting(typed)}, "spelling")
    found = {
        option["text"]
        for name in SEARCHED
        for entry in answer["suggest"][name]
        for option in entry["options"]
    }
    nearly = sorted(one for one in found if one != typed and analysis.is_nearly(one, typed))
    counts = _counts(client, index, nearly) if nearly else {}
    held = (one for one in nearly if counts[one])
    return tuple(sorted(held, key=lambda one: (-counts[one], one))[:limit])


def _suggesting(typed: str) -> dict[str, Any]:
    how = {
        "suggest_mode": "always",
        "max_edits": analysis.slips_allowed(typed),
        "prefix_length": 0,
        "min_word_length": 1,
        "accuracy": 0.0,
        "string_distance": "damerau_levenshtein",
        "max_term_freq": float(2**31),
        "size": _MOST_CANDIDATES,
        "shard_size": _MOST_CANDIDATES,
    }
    fields = {name: {"term": {"field": words_field(name), **how}} for name in SEARCHED}
    return {"text": token(typed), **fields}


def _counts(client: OpenSearch, index: str, words: list[str]) -> dict[str, int]:
    """How many items have each word in a text that is searched unasked."""
    filters = {
        str(n): {"bool": {"should": [{"term": {words_field(name): word}} for name in SEARCHED]}}
        for n, word in enumerate(words)
    }
    body = {"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}}
    buckets = ask(client, index, body, "spelling")["aggregations"]["words"]["buckets"]
    return {word: buckets[str(n)]["doc_count"] for n, word in enumerate(words)}
