"""Nearness in OpenSearch's intervals; what it means is in ``search.nearness``."""

from itertools import product
from typing import Any

from search import analysis
from search.engines.opensearch.schema import BEGINS, ENDS, tokens, unit_field, words_field
from search.query.tree import Near, Phrase, Unit, Words

Clause = dict[str, Any]


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


def _sides(field: str, alternatives: tuple[Words | Phrase, ...]) -> list[Clause]:
    """The alternatives by their number of words.

    Of places that lie in one another OpenSearch sees the shortest only; places of one length never do.
    """
    by_length: dict[int, list[Clause]] = {}
    for one in dict.fromkeys(alternatives):
        words = analysis.words(one.text) if isinstance(one, Phrase) else analysis.stems(one.text)
        if words:
            where = words_field(field) if isinstance(one, Phrase) else field
            by_length.setdefault(len(words), []).append(_standing(where, tokens(words)))
    return [{"any_of": {"intervals": places}} for places in by_length.values()]


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
