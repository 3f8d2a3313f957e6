"""Nearness in OpenSearch's intervals; what it means is in ``search.nearness``."""

import re
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase
from typing import Any

from search import analysis
from search.engines.opensearch.schema import (
    BEGINS,
    ENDS,
    KEPT_LETTERS,
    token,
    tokens,
    unit_field,
    words_field,
)
from search.nearness import one_word, places
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Side, Unit, Words

Clause = dict[str, Any]

_MOST_WORDS = 1024
"""That one rule may stand for, of those in one segment; OpenSearch refuses a question with more."""
_SHORT = 3


def near(field: str, query: Near) -> Clause:
    """The items that have both sides of ``query`` close together in one field."""
    if not isinstance(query.within, Unit) and query.within < 1:
        return {"match_none": {}}
    lefts, rights = _sides(field, query.left), _sides(field, query.right)
    pairs = list(product(lefts, rights))
    if not query.ordered:
        pairs += product(rights, lefts)
    close = [_close(field, first, second, query.within) for first, second in pairs]
    return {"intervals": {field: {"any_of": {"intervals": close}}}} if close else {"match_none": {}}


def _sides(field: str, alternatives: tuple[Side, ...]) -> list[Clause]:
    """The alternatives, apart where one may lie within another.

    Of places that lie in one another OpenSearch sees the shortest only.
    """
    groups: list[list[Side]] = []
    distinct = (one for one in dict.fromkeys(alternatives) if analysis.words(one.text))
    for one in sorted(distinct, key=_length):
        fitting = (group for group in groups if not _holds_any(one, group))
        if group := next(fitting, None):
            group.append(one)
        else:
            groups.append([one])
    return [{"any_of": {"intervals": _places_of_any(field, group)}} for group in groups]


def _holds_any(longer: Side, group: list[Side]) -> bool:
    """Whether one of the group, which are no longer, may stand within it."""
    shorter = tuple(one for one in group if _length(one) < _length(longer))
    # Of several stems nobody knows how they are spelt.
    return bool(shorter) and (isinstance(longer, Words) or bool(places(analysis.words(longer.text), shorter)))


def _length(side: Side) -> int:
    return 1 if isinstance(side, Prefix | Fuzzy) else len(analysis.words(side.text))


def _places_of_any(field: str, group: list[Side]) -> list[Clause]:
    single = [one for one in group if isinstance(one, Words) and _length(one) == 1]
    stems = [stem for one in single for stem in analysis.stems(one.text)]
    others = [place for one in group if one not in single for place in _places(field, one)]
    return [_any_word(field, stems), *others] if stems else others


def _places(field: str, side: Side) -> Iterator[Clause]:
    match side:
        case Phrase():
            yield _standing(words_field(field), tokens(analysis.words(side.text)))
        case Prefix(text):
            yield from _beginning(words_field(field), one_word(text)[:KEPT_LETTERS])
        case Fuzzy(text):
            yield _nearly(words_field(field), one_word(text))
        case _:
            yield _standing(field, tokens(analysis.stems(side.text)))


def _any_word(field: str, words: list[str]) -> Clause:
    """Many words as one rule, because each rule is a part of the question."""
    pattern = "|".join(re.escape(token(word)) for word in words)
    return {"regexp": {"pattern": pattern, "use_field": field, "max_expansions": _MOST_WORDS}}


def _beginning(field: str, start: str) -> Iterator[Clause]:
    """For a short beginning a rule for each letter that may follow, lest one stands for too many words.

    For no other: each rule is a part of the question, which may have 1,024, and next to each other
    every rule of one side is paired with every one of the other.
    """
    plain = re.escape(start)
    each = (f"{plain}([^a-z].*)?", *(f"{plain}{letter}.*" for letter in ascii_lowercase))
    for pattern in each if len(start) <= _SHORT else (f"{plain}.*",):
        yield {"regexp": {"pattern": pattern, "use_field": field, "max_expansions": _MOST_WORDS}}


def _nearly(field: str, typed: str) -> Clause:
    """Of more than 128 such words OpenSearch refuses the question; it lets no rule have more."""
    slips = {"fuzziness": str(analysis.slips_allowed(typed)), "prefix_length": 0, "transpositions": True}
    return {"fuzzy": {"term": token(typed), "use_field": field, **slips}}


def _close(field: str, first: Clause, second: Clause, within: int | Unit) -> Clause:
    both: Clause = {"intervals": [first, second], "mode": "ordered"}
    if isinstance(within, Unit):
        return {"all_of": {**both, "filter": {"contained_by": _piece(unit_field(field, within))}}}
    return {"all_of": {**both, "max_gaps": within - 1}}


def _piece(marks: str) -> Clause:
    """A sentence or paragraph, from where it begins to where it ends; one of a single word has no marks."""
    return {"all_of": {"intervals": [_standing(marks, BEGINS), _standing(marks, ENDS)], "mode": "ordered"}}


def _standing(field: str, words: str) -> Clause:
    return {"match": {"query": words, "max_gaps": 0, "mode": "ordered", "use_field": field}}
