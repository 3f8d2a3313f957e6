"""What Whoosh stores of a disputed item: postings of stems, and columns read without them."""

import json
from collections import Counter
from collections.abc import Generator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from whoosh import columns, fields, formats

from search import analysis
from search.boilerplate import telling
from search.engines.base import IndexDocument
from search.fields import FIELD, TEXT_FIELDS, Kind


class StemmedText(fields.FieldType):
    """A text field's stems, each with how often it counts; in fixed sentences it does not."""

    def __init__(self) -> None:
        # No analyzer: ``index`` is given the stems and makes the postings itself.
        super().__init__(format=formats.Existence(), analyzer=None)  # type: ignore[arg-type]

    def index(
        self, value: Mapping[str, int], **kwargs: Any
    ) -> Generator[tuple[bytes, int, float | int, bytes], Any, None]:
        """The postings of the stems of one text, in Whoosh's shape; their weight is the count."""
        for stem, times in value.items():
            yield stem.encode(), times, float(times), b""


def words_column(field: str) -> str:
    """The column that holds a text field's words in order, to find phrases in."""
    return f"{field}_words"


def schema() -> fields.Schema:
    """The index's fields, from the field table."""
    described: dict[str, Any] = {
        "id": fields.ID(unique=True),
        "facts": fields.COLUMN(columns.VarBytesColumn()),
        "texts": fields.STORED(),
    }
    for field in TEXT_FIELDS:
        described[field.name] = StemmedText()
        described[words_column(field.name)] = fields.COLUMN(columns.VarBytesColumn())
    return fields.Schema(**described)


def whoosh_document(document: IndexDocument) -> dict[str, Any]:
    """A document as arguments for Whoosh's writer."""
    texts = {
        field.name: "\n".join(map(str, document.values[field.name]))
        for field in TEXT_FIELDS
        if document.values.get(field.name)
    }
    words = {name: _words(text) for name, text in texts.items()}
    stored: dict[str, Any] = {
        "id": str(document.id),
        "texts": texts,
        "facts": _facts(document, {name: len(found) for name, found in words.items()}),
    }
    for name, found in words.items():
        stored[name] = _stem_counts(texts[name])
        stored[words_column(name)] = f" {' '.join(found)} ".encode()
    return stored


@lru_cache(maxsize=32)
def _stem_counts(text: str) -> Mapping[str, int]:
    counts = dict.fromkeys(map(analysis.stem, _words(text)), 0)
    counts.update(Counter(analysis.stems(telling(text))))
    return counts


def _facts(document: IndexDocument, lengths: dict[str, int]) -> bytes:
    values = {
        name: [value.toordinal() if isinstance(value, date) else value for value in held]
        for name, held in document.values.items()
        if FIELD[name].kind is not Kind.TEXT
    }
    return json.dumps([document.id, document.determination, values, lengths]).encode()


@lru_cache(maxsize=32)
def _words(text: str) -> list[str]:
    """Kept a while, because the items of a determination share its case summary."""
    return analysis.words(text)
