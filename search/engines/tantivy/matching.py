"""A query tree, evaluated over an opened index: which documents match."""

from functools import reduce
from operator import or_

from pyroaring import BitMap

from search import analysis
from search.engines.tantivy.near import near
from search.engines.tantivy.opened import OpenedIndex
from search.fields import searched
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    InRange,
    MatchAll,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    TextQuery,
    Words,
)


def matching(index: OpenedIndex, query: Query) -> BitMap:
    """The set of documents that match; not to be changed."""
    match query:
        case MatchAll():
            return index.facts.live
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return _with_text(index, query)
        case HasValue(field, values):
            return index.facts.holding(field, values)
        case InRange(field, low, high):
            return index.kept(query, lambda: index.facts.between(field, low, high))
        case And(parts):
            return _all(index, [matching(index, part) for part in parts])
        case Or(parts):
            return reduce(or_, (matching(index, part) for part in parts), BitMap())
        case Not(part):
            return index.facts.live - matching(index, part)


def _all(index: OpenedIndex, sets: list[BitMap]) -> BitMap:
    return BitMap.intersection(*sorted(sets, key=len)) if sets else index.facts.live


def _with_text(index: OpenedIndex, query: TextQuery) -> BitMap:
    fields = searched(getattr(query, "field", ""))
    match query:
        case Phrase(text) | FieldWords(_, text, exact=True):
            words = tuple(analysis.words(text))
            return index.phrase(fields, words) if words else index.facts.live
        case Words(text) | FieldWords(_, text):
            stems = dict.fromkeys(analysis.stems(text))
            return _all(index, [index.word(fields, stem) for stem in stems])
        case Prefix(text):
            return index.beginning(fields, "".join(analysis.words(text)))
        case Fuzzy(text):
            return index.nearly(fields, "".join(analysis.words(text)))
        case Near():
            return near(index, fields, query)
