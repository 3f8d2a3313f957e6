"""``python -m search.field_docs``: docs/fields.md, from the field table."""

import sys
from collections.abc import Iterator
from itertools import groupby

from search.fields import FIELDS, Field

_OPENING = """# Fields

Made from the [field table](../search/fields.py) by `python -m search.field_docs > docs/fields.md`; a test
says when it is out of date. Put a field's name or another of its prefixes and a colon before a value. In an
address a filter's parameter is the field's name, or what stands in brackets."""


def markdown() -> str:
    """The page: a table for each group of fields."""
    return "\n".join((_OPENING, *_tables())) + "\n"


def _tables() -> Iterator[str]:
    for group, fields in groupby(FIELDS, key=lambda field: field.group):
        yield f"\n## {group}\n\n| field | what it holds | also | filter | example |\n|---|---|---|---|---|"
        yield from map(_row, fields)


def _row(field: Field) -> str:
    also = " ".join(f"`{alias}:`" for alias in field.aliases)
    filtered = "" if not field.facet else "open" if field.is_open else "folded"
    if field.facet and field.parameter != field.name:
        filtered += f" [`{field.parameter}`]"
    return f"| `{field.name}` | **{field.label}.** {field.help} | {also} | {filtered} | `{field.example}` |"


if __name__ == "__main__":
    sys.stdout.write(markdown())
