"""How much a match counts: BM25F, with the field table's weights.

The numbers that it takes from the whole index count present documents only, so an index
that was updated ranks like one that was built anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

from search.engines.telling import rarity
from search.engines.whoosh.bits import bits_of
from search.engines.whoosh.facts import Facts
from search.fields import FIELD

_SATURATION = 1.2
_LENGTH_INFLUENCE = 0.75


class Matches(NamedTuple):
    """The documents that match one word, phrase or value, and their scores for it."""

    documents: array[int]
    scores: array[float]
    bits: int


def norms(facts: Facts) -> dict[str, array[float]]:
    """For each text field, what one occurrence counts in each document: less in a longer text."""
    return {name: _norms(FIELD[name].weight, lengths) for name, lengths in facts.lengths.items()}


def matches_of(weighted_counts: Mapping[int, float], count: int) -> Matches:
    """Matches from the weighted number of occurrences in each document."""
    rare = rarity(len(weighted_counts), count)
    scores = (rare * times / (_SATURATION + times) for times in weighted_counts.values())
    return Matches(array("l", weighted_counts), array("d", scores), bits_of(weighted_counts))


def _norms(weight: float, lengths: array[int]) -> array[float]:
    present = sum(1 for length in lengths if length)
    average = sum(lengths) / present if present else 1.0
    return array(
        "d",
        (weight / (1 - _LENGTH_INFLUENCE + _LENGTH_INFLUENCE * length / average) for length in lengths),
    )
