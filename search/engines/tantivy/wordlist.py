"""Queries whose score is the plain sum of their words' scores: most are.

Tantivy finds the best documents for such a list of words five times sooner than for the same words
in groups of which each must occur, because it passes over blocks of documents that cannot be among
them. What is no match it finds too; the ranking passes over that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tantivy import Query as Scoring

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, counted
from search.fields import FIELD, SEARCHED, searched
from search.query.tree import And, FieldWords, Near, Or, Phrase, Query, Side, Words

_Group = tuple[tuple[str, tuple[str, ...]], ...]
"""Words of which every match has one, each with the fields where it may stand."""


class WordList(NamedTuple):
    """The words that a query ranks by."""

    scoring: tuple[Scoring, ...]
    """One for each word and field."""
    holders: int
    """At most about so many documents have all that the words ask for."""


def word_list(index: OpenedIndex, query: Query) -> WordList | None:
    """The words of a query, or ``None`` where the score is no plain sum of theirs."""
    groups = _groups(query)
    if groups is None:
        return None
    holders = [sum(index.holders(fields, stem) for stem, fields in group) for group in groups]
    scoring = (
        counted(field, stem, FIELD[field].weight)
        for group in groups
        for stem, fields in group
        for field in fields
    )
    return WordList(tuple(scoring), min(holders, default=index.facts.count))


def _groups(query: Query) -> list[_Group] | None:
    match query:
        case Words(text) | Phrase(text) | FieldWords(_, text):
            fields = _ranking_fields(getattr(query, "field", ""))
            return [((stem, fields),) for stem in _stems(text)] if fields else []
        case Near(left, right, field=field):
            return _joined(_side(_ranking_fields(field), side) for side in (left, right))
        case And(parts):
            return _joined(map(_groups, parts))
        case Or(parts):
            return _alternatives([_groups(part) if _is_text(part) else None for part in parts])
    return []


def _side(fields: tuple[str, ...], alternatives: Sequence[Side]) -> list[_Group] | None:
    """Beginnings and misspellings rank nothing."""
    if not fields or not any(isinstance(one, Words | Phrase) and _stems(one.text) for one in alternatives):
        return []
    if not all(isinstance(one, Words | Phrase) for one in alternatives):
        return None
    return _alternatives([[((stem, fields),) for stem in _stems(one.text)] for one in alternatives])


def _alternatives(parts: Sequence[list[_Group] | None]) -> list[_Group] | None:
    """One group of single words; where an alternative has several, only all of them count."""
    if any(part is None or len(part) != 1 for part in parts):
        return None
    return [tuple(word for part in parts if part for group in part for word in group)]


def _joined(parts: Iterable[list[_Group] | None]) -> list[_Group] | None:
    groups: list[_Group] = []
    for part in parts:
        if part is None:
            return None
        groups += part
    return groups


def _is_text(query: Query) -> bool:
    return isinstance(query, Words | Phrase | FieldWords)


def _ranking_fields(field: str) -> tuple[str, ...]:
    return tuple(name for name in searched(field) if name in SEARCHED)


def _stems(text: str) -> list[str]:
    return list(dict.fromkeys(analysis.stems(text)))
