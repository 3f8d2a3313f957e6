"""A query tree in OpenSearch's words. Fields are weighted; what every result holds does not rank."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from search import analysis
from search.engines.opensearch.closeness import near
from search.engines.opensearch.schema import KEPT_LETTERS, ranking_field, token, tokens, words_field
from search.fields import FIELD, searched
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

Clause = dict[str, Any]

_MOST_RANKED = 16
"""Values of which each ranks by its rarity; of more, all alike."""
_MOST_RANKING = 40
"""Words of a question that rank: OpenSearch takes 1,024 parts, and all words have to be looked for."""
_FARTHEST = 2**63 - 1


def matching(query: Query) -> Clause:
    """The clause that a query becomes, with the scores of its texts and of alternative values."""
    return _clause(And((query,)))


def any_value(field: str, values: Iterable[str]) -> Clause:
    """The items that hold any of these values, however many."""
    return {"terms": {field: sorted(values)}}


def between(field: str, low: date | int | None, high: date | int | None) -> Clause:
    """The items with a date or number between two bounds, both included."""
    if low is None and high is None:
        return {"exists": {"field": field}}
    bounds = {"gte": low, "lte": high}
    return {"range": {field: {end: _bound(value) for end, value in bounds.items() if value is not None}}}


def _clause(query: Query) -> Clause:
    match query:
        case MatchAll():
            return _everything()
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            return _text(query)
        case HasValue(field, values):
            return any_value(field, values)
        case InRange(field, low, high):
            return between(field, low, high)
        case And(parts):
            return _all_of(parts)
        case Or(parts):
            return _any_of([_alternative(part) for part in parts])
        case Not(part):
            return {"bool": {"must_not": [_clause(part)]}}


def _everything() -> Clause:
    return {"match_all": {"boost": 0}}


def _nothing() -> Clause:
    return {"match_none": {}}


def _all_of(parts: Iterable[Query]) -> Clause:
    ranking: list[Clause] = []
    others: list[Clause] = []
    for part in parts:
        is_ranking = not isinstance(part, MatchAll | HasValue | InRange | Not)
        (ranking if is_ranking else others).append(_clause(part))
    return {"bool": {"must": ranking, "filter": others}} if ranking or others else _everything()


def _any_of(clauses: list[Clause]) -> Clause:
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": clauses, "minimum_should_match": 1}} if clauses else _nothing()


def _alternative(part: Query) -> Clause:
    """A part that not every result has; a value ranks here as a word does."""
    match part:
        case HasValue(field, values) if 0 < len(values) <= _MOST_RANKED:
            return {"dis_max": {"queries": [{"term": {field: value}} for value in values]}}
        case MatchAll() | InRange() | Not():
            return {"bool": {"filter": [_clause(part)]}}
    return _clause(part)


def _text(query: TextQuery) -> Clause:
    fields = searched(getattr(query, "field", ""))
    match query:
        case Phrase(text) | FieldWords(_, text, exact=True):
            return _phrase(fields, analysis.words(text))
        case Words(text) | FieldWords(_, text):
            return _stems(fields, analysis.stems(text))
        case Prefix(text):
            return _beginning(fields, "".join(analysis.words(text)))
        case Fuzzy(text):
            return _nearly(fields, "".join(analysis.words(text)))
        case Near(left, right):
            # Where the sides stand close is a matter of yes or no; their words rank.
            close = _any_of([near(field, query) for field in fields])
            sides = (side for side in dict.fromkeys((*left, *right)) if isinstance(side, Words | Phrase))
            stems = [stem for side in sides for stem in analysis.stems(side.text)]
            return {"bool": {"filter": [close], "should": _ranking(fields, stems)}}


def _stems(fields: tuple[str, ...], stems: list[str]) -> Clause:
    """All of the stems, each in any of the fields."""
    each = [_stem(fields, token(stem)) for stem in dict.fromkeys(stems)]
    return {"bool": {"filter": each, "should": _ranking(fields, stems)}} if each else _everything()


def _stem(fields: tuple[str, ...], stem: str) -> Clause:
    return _any_of([{"term": {field: stem}} for field in fields])


def _phrase(fields: tuple[str, ...], words: list[str]) -> Clause:
    if not words:
        return _everything()
    places: list[Clause] = [{"match_phrase": {words_field(field): tokens(words)}} for field in fields]
    ranking = _ranking(fields, [analysis.stem(word) for word in words])
    return {"bool": {"filter": [_any_of(places)], "should": ranking}}


def _ranking(fields: tuple[str, ...], stems: list[str]) -> list[Clause]:
    """What makes a match count: each stem in each field, outside of fixed sentences."""
    return [
        {"term": {ranking_field(field): {"value": token(stem), "boost": FIELD[field].weight}}}
        for stem in list(dict.fromkeys(stems))[:_MOST_RANKING]
        for field in fields
        if FIELD[field].weight
    ]


def _beginning(fields: tuple[str, ...], start: str) -> Clause:
    # No more is kept of a word, so more cannot be compared.
    asked = start[:KEPT_LETTERS]
    return _in_any(fields, lambda field, boost: {"prefix": {words_field(field): {"value": asked, **boost}}})


def _nearly(fields: tuple[str, ...], typed: str) -> Clause:
    def nearly(field: str, boost: Clause) -> Clause:
        if not typed:  # OpenSearch takes no word for near to nothing; one letter is
            return {"wildcard": {words_field(field): {"value": "?", **boost}}}
        slips = {"fuzziness": str(analysis.slips_allowed(typed)), "prefix_length": 0, "transpositions": True}
        # As constant score it is not cut off after the first fifty words.
        return {
            "fuzzy": {
                words_field(field): {"value": token(typed), **slips, "rewrite": "constant_score", **boost}
            }
        }

    return _in_any(fields, nearly)


def _in_any(fields: tuple[str, ...], clause_in: Callable[[str, Clause], Clause]) -> Clause:
    return _any_of([clause_in(field, {"boost": FIELD[field].weight}) for field in fields])


def _bound(value: date | int) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return max(-_FARTHEST, min(_FARTHEST, value))
