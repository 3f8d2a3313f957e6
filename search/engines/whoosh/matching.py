"""A query tree, evaluated over an opened index: which documents match, and how well."""

from collections.abc import Iterator
from functools import reduce
from operator import and_, or_

from search import analysis
from search.engines.whoosh.bits import documents_of
from search.engines.whoosh.opened import OpenedIndex
from search.engines.whoosh.scoring import Matches, matches_of
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
    Side,
    Words,
)


def matching(index: OpenedIndex, query: Query) -> int:
    """The set of documents that match."""
    match query:
        case MatchAll():
            return index.facts.live
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy():
            return reduce(and_, (leaf.bits for leaf in _text_matches(index, query)), index.facts.live)
        case Near(field=field):
            return index.near(searched(field), query)
        case HasValue(field, values):
            return index.facts.holding(field, values)
        case InRange(field, low, high):
            return index.facts.between(field, low, high)
        case And(parts):
            return reduce(and_, (matching(index, part) for part in parts), index.facts.live)
        case Or(parts):
            return reduce(or_, (matching(index, part) for part in parts), 0)
        case Not(part):
            return index.facts.live & ~matching(index, part)


def scores(index: OpenedIndex, query: Query) -> dict[int, float]:
    """The score of every document that some part of the query speaks for; the others have none."""
    total: dict[int, float] = {}
    for matches in _scoring(index, query, is_alternative=False):
        for document, score in zip(matches.documents, matches.scores, strict=True):
            total[document] = total.get(document, 0.0) + score
    return total


def _scoring(index: OpenedIndex, query: Query, *, is_alternative: bool) -> Iterator[Matches]:
    """The parts that count for the rank. A value that every result holds ranks nothing."""
    match query:
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy():
            yield from _text_matches(index, query)
        case Near():
            yield from _side_matches(index, query)
        case HasValue(field, values) if is_alternative:
            holders = documents_of(index.facts.holding(field, values))
            yield matches_of(dict.fromkeys(holders, 1.0), index.facts.count)
        case And(parts):
            for part in parts:
                yield from _scoring(index, part, is_alternative=is_alternative)
        case Or(parts):
            for part in parts:
                yield from _scoring(index, part, is_alternative=True)


def _text_matches(index: OpenedIndex, query: Side | FieldWords) -> Iterator[Matches]:
    """The matches of each word, or of the whole of what else is looked for."""
    return _matches_in(index, searched(getattr(query, "field", "")), query)


def _side_matches(index: OpenedIndex, query: Near) -> Iterator[Matches]:
    """What the sides would count for if each were asked for by itself; their nearness ranks nothing."""
    sides = [one for one in dict.fromkeys((*query.left, *query.right)) if analysis.words(one.text)]
    # As one text, so that two forms of a word count once.
    words = Words(" ".join(one.text for one in sides if isinstance(one, Words)))
    for one in (words, *(side for side in sides if not isinstance(side, Words))):
        yield from _matches_in(index, searched(query.field), one)


def _matches_in(index: OpenedIndex, fields: tuple[str, ...], query: Side | FieldWords) -> Iterator[Matches]:
    match query:
        case Phrase(text) | FieldWords(_, text, exact=True):
            if words := analysis.words(text):
                yield index.phrase(fields, tuple(words))
        case Words(text) | FieldWords(_, text):
            for stem in dict.fromkeys(analysis.stems(text)):
                yield index.word(fields, stem)
        case Prefix() | Fuzzy():
            yield index.spelt(fields, index.spellings(query))
