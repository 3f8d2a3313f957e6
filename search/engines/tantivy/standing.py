"""Where beginnings and misspellings stand: what a search for them alone is ranked by.

The words that they find have counts, but there may be thousands of them. A title that has one is what
people look for first.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import or_

from pyroaring import BitMap

from search.engines.tantivy.matching import matching
from search.engines.tantivy.opened import OpenedIndex
from search.fields import FIELD, SEARCHED, searched
from search.query.tree import And, Fuzzy, Or, Prefix, Query


def by_field(index: OpenedIndex, query: Query, documents: BitMap) -> Iterator[tuple[float, BitMap]]:
    """The documents in parts, the best first, with what the field counts in which one of the words stands."""
    asked = list(_asked(query))
    *fields, last = sorted(SEARCHED, key=lambda name: -FIELD[name].weight)
    for name in fields if asked else ():
        found = (matching(index, replace(one, field=name)) for one in asked if name in searched(one.field))
        standing = documents & reduce(or_, found, BitMap())
        yield FIELD[name].weight, standing
        documents = documents - standing
    yield FIELD[last].weight if asked else 0.0, documents


def _asked(query: Query) -> Iterator[Prefix | Fuzzy]:
    match query:
        case Prefix() | Fuzzy():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _asked(part)
