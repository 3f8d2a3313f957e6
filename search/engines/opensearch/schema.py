"""What OpenSearch stores of a disputed item: words that the portal has made, facts, and the texts.

OpenSearch only splits at spaces. A text field ``X`` becomes its stems (``X``), its words as spelt
(``X_words``), and where its sentences and paragraphs begin and end (``X_sentence``, ``X_paragraph``),
all with the same positions; and the stems that rank (``X_ranking``).
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from django.conf import settings

from search import analysis
from search.boilerplate import telling
from search.engines.base import IndexDocument
from search.fields import FIELDS, TEXT_FIELDS, Field, Kind
from search.query.tree import Unit

BEGINS, ENDS, _BETWEEN = "b", "e", "-"
KEPT_LETTERS = 400
"""Of a longer word only so many are kept, and a digest of the whole: Lucene takes 32,766 bytes at most."""
_DEEPEST = 1_000_000
"""Results that can be paged through; OpenSearch's own default is 10,000."""
_LONGEST_VALUE = 8_000
"""Letters of a keyword that Lucene takes for certain; a longer one is stored but not found."""


def words_field(name: str) -> str:
    """The field with a text's words as spelt."""
    return f"{name}_words"


def ranking_field(name: str) -> str:
    """The field with a text's stems but for those of its fixed sentences, which count for nothing."""
    return f"{name}_ranking"


def unit_field(name: str, unit: Unit) -> str:
    """The field that says where a text's sentences or paragraphs begin and end."""
    return f"{name}_{unit.value}"


def token(word: str) -> str:
    """A word or stem as it is stored and asked for."""
    if len(word) <= KEPT_LETTERS:
        return word
    return f"{word[:KEPT_LETTERS]}…{blake2s(word.encode(), digest_size=8).hexdigest()}"


def tokens(words: Iterable[str]) -> str:
    """Words as OpenSearch splits them again."""
    return " ".join(map(token, words))


def index_body() -> dict[str, Any]:
    """Settings and mappings of a new index, from the field table."""
    properties: dict[str, Any] = {
        "id": {"type": "long"},
        "determination": {"type": "long"},
        "texts": {"type": "object", "enabled": False},
    }
    for field in FIELDS:
        properties.update(_properties(field))
    made = [name for field in TEXT_FIELDS for name in _properties(field)]
    return {
        "settings": _settings(),
        "mappings": {"dynamic": "strict", "_source": {"excludes": made}, "properties": properties},
    }


def source_of(document: IndexDocument) -> dict[str, Any]:
    """A document as it is sent."""
    source: dict[str, Any] = {"id": document.id, "determination": document.determination, "texts": {}}
    for field in FIELDS:
        values = document.values.get(field.name)
        if not values:
            continue
        if field.kind is not Kind.TEXT:
            source[field.name] = [_plain(value) for value in values]
            continue
        text = "\n".join(map(str, values))
        source["texts"][field.name] = text
        source.update(zip(_properties(field), _analysed(text), strict=True))
    return source


def _settings() -> dict[str, Any]:
    replicas: dict[str, Any] = {"auto_expand_replicas": "0-1"}
    if settings.OPENSEARCH_REPLICAS is not None:
        replicas = {"number_of_replicas": settings.OPENSEARCH_REPLICAS}
    return {
        **replicas,
        "number_of_shards": settings.OPENSEARCH_SHARDS,
        "max_result_window": _DEEPEST,
        # Nothing is seen before a run has sent all of it and says so.
        "refresh_interval": "-1",
        "analysis": {
            "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 4 * KEPT_LETTERS}},
            "filter": {"only_marks": {"type": "stop", "stopwords": [_BETWEEN]}},
            "analyzer": {
                "tokens": {"type": "custom", "tokenizer": "spaces"},
                "marks": {"type": "custom", "tokenizer": "spaces", "filter": ["only_marks"]},
            },
        },
    }


def _properties(field: Field) -> dict[str, dict[str, Any]]:
    match field.kind:
        case Kind.TEXT:
            words = {"type": "text", "analyzer": "tokens", "norms": False}
            marks = {"type": "text", "analyzer": "marks", "norms": False}
            return {
                field.name: words,
                words_field(field.name): words,
                unit_field(field.name, Unit.SENTENCE): marks,
                unit_field(field.name, Unit.PARAGRAPH): marks,
                ranking_field(field.name): {**words, "norms": True, "index_options": "freqs"},
            }
        case Kind.KEYWORD:
            return {field.name: {"type": "keyword", "ignore_above": _LONGEST_VALUE}}
        case Kind.DATE:
            return {field.name: {"type": "date", "format": "strict_date"}}
        case Kind.NUMBER:
            return {field.name: {"type": "long"}}


@lru_cache(maxsize=32)
def _analysed(text: str) -> tuple[str, str, str, str, str]:
    """Stems, words and marks in the order of ``_properties``; kept, for items share their case's summary."""
    words = analysis.words(text)
    return (
        tokens(map(analysis.stem, words)),
        tokens(words),
        _marks(analysis.sentences(text)),
        _marks(analysis.paragraphs(text)),
        tokens(analysis.stems(telling(text))),
    )


def _marks(pieces: Iterable[str]) -> str:
    """For each word whether a piece of two words or more begins or ends with it."""
    marks: list[str] = []
    for piece in pieces:
        length = len(analysis.words(piece))
        marks += [BEGINS, *[_BETWEEN] * (length - 2), ENDS] if length > 1 else [_BETWEEN] * length
    return " ".join(marks)


def _plain(value: str | date | int) -> str | int:
    return value.isoformat() if isinstance(value, date) else value
