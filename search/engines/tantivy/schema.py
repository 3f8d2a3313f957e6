"""What Tantivy stores of a disputed item, and the names of its fields.

Tantivy gets words that ``search.analysis`` has made, with spaces between them, and splits them
there: its own tokenizers and stemmers know nothing of TENS, MTUS and decimals.
"""

from functools import lru_cache

import tantivy

from search.fields import SEARCHED, TEXT_FIELDS

ORDINAL = "ordinal"
"""A number of its own for every document that was ever added; facts and sets go by it."""
FACTS = "facts"
"""The values of all keyword fields, so that they can be part of a ranked query."""
_LONGEST_FACT = 1000


def stems_field(field: str) -> str:
    """A text field's stems, with their counts: to rank by, and to find words."""
    return field


def fixed_field(field: str) -> str:
    """The stems that stand in a text's fixed sentences only: they are found, and rank nothing."""
    return f"{field}_fixed"


def words_field(field: str) -> str:
    """A text field's words as they are spelt, with their positions: to find phrases and spellings."""
    return f"{field}_words"


def places_field(field: str) -> str:
    """A text field's stems, each with the paragraph and the sentence where it stands."""
    return f"{field}_places"


def stored_field(field: str) -> str:
    """A text as it was indexed, to cut snippets from."""
    return f"{field}_text"


def fact(field: str, value: str) -> str:
    """How a keyword's value stands in ``FACTS``: without spaces, and empty if it is too long for a term."""
    return f"{field}={'_'.join(value.split())}" if len(value) <= _LONGEST_FACT else ""


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The index's fields, from the field table."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ORDINAL, indexed=True, fast=True)
    builder.add_text_field(FACTS, tokenizer_name="whitespace", index_option="basic")
    for field in TEXT_FIELDS:
        options = {words_field(field.name): "position"}
        if field.name in SEARCHED:
            # What is searched only where it is named has no more: it ranks nothing, and its stems are
            # found by all their spellings. That keeps half of the time of a build.
            options |= {
                stems_field(field.name): "freq",
                fixed_field(field.name): "basic",
                places_field(field.name): "basic",
            }
        for name, option in options.items():
            builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
        builder.add_bytes_field(stored_field(field.name), stored=True, indexed=False)
    return builder.build()
