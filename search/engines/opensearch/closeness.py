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
from search.nearness import one_word
from search.query.tree import Fuzzy, Near, Phrase, Prefix, Side, Unit

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
    """The alternatives by their number of words.

    Of places that lie in one another OpenSearch sees the shortest only; places of one length never do.
    """
    by_length: dict[int, list[Clause]] = {}
    for one in dict.fromkeys(alternatives):
        if words := analysis.words(one.text):
            length = 1 if isinstance(one, Prefix | Fuzzy) else len(words)
            by_length.setdefault(length, []).extend(_places(field, one, words))
    return [{"any_of": {"intervals": places}} for places in by_length.values()]


def _places(field: str, side: Side, words: list[str]) -> Iterator[Clause]:
    match side:
        case Phrase():
            yield _standing(words_field(field), tokens(words))
        case Prefix(text):
            yield from _beginning(words_field(field), one_word(text)[:KEPT_LETTERS])
        case Fuzzy(text):
            yield _nearly(words_field(field), one_word(text))
        case _:
            yield _standing(field, tokens(map(analysis.stem, words)))


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
