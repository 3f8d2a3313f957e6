"""Which phrases of two sets of texts mark one of them: weighted log odds, and what chance alone would find.

The measure is that of Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008): log odds
with an informative Dirichlet prior, divided by their standard deviation. Here it is taken of the number of
texts that have a phrase, so that one long text counts no more than a short one.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from random import Random

_PRIOR = 1 / 8
"""Of all texts: so many the prior counts for. In them a phrase is as frequent as in both sets together."""
LEAST_SCORE = 1.5
"""Below it nothing is clear, however seldom shuffling would yield it: few phrases were there to compare."""
_SHUFFLES = 20
_BY_CHANCE = 0.25
"""At most this part of the phrases that are told may be owed to chance, as far as shuffling shows."""
_STEP = 0.1


@dataclass(frozen=True)
class Scored:
    """A phrase and which texts have it, a bit for each."""

    words: tuple[str, ...]
    texts: int
    score: float
    """How much it marks the first set; below 0, the second."""
    is_clear: bool = True
    """Whether shuffling the texts would seldom yield as many phrases of such a score."""


def score(first: int, second: int, of_first: int, of_second: int) -> float:
    """The weighted log odds of a phrase that so many texts of each set have."""
    prior, common = _PRIOR * (of_first + of_second), _PRIOR * (first + second)
    odds, variance = [], 0.0
    for having, total in ((first, of_first), (second, of_second)):
        with_it, without = having + common, max(total - having + prior - common, 0.5)
        odds.append(log(with_it / without))
        variance += 1 / with_it + 1 / without
    return (odds[0] - odds[1]) / sqrt(variance)


def ranked(holders: Mapping[tuple[str, ...], int], is_first: Sequence[bool]) -> list[Scored]:
    """The phrases, those that mark either set most first.

    ``holders`` gives the texts of a phrase as bits, ``is_first`` says of which set each text is.
    """
    scores = _scores(holders, is_first)
    by_chance = _by_chance(holders, is_first)
    above = _least(scores, by_chance)
    below = -_least([-one for one in scores], [-one for one in by_chance])
    scored = [
        Scored(words, bits, one, is_clear=one >= above or one <= below)
        for (words, bits), one in zip(holders.items(), scores, strict=True)
    ]
    return sorted(scored, key=lambda one: (-abs(one.score), -len(one.words), one.words))


def _scores(holders: Mapping[tuple[str, ...], int], is_first: Sequence[bool]) -> list[float]:
    firsts = sum(1 << n for n, belongs in enumerate(is_first) if belongs)
    of_first, of_second = sum(is_first), len(is_first) - sum(is_first)
    scored = lru_cache(maxsize=None)(lambda first, second: score(first, second, of_first, of_second))
    return [
        scored(first := (bits & firsts).bit_count(), bits.bit_count() - first) for bits in holders.values()
    ]


def _by_chance(holders: Mapping[tuple[str, ...], int], is_first: Sequence[bool]) -> list[float]:
    """The scores in several shuffled divisions of the texts into two such sets."""
    dice = Random(2008)  # noqa: S311 - the same search gives the same page; nothing here is secret
    shuffled, scores = list(is_first), []
    for _ in range(_SHUFFLES):
        dice.shuffle(shuffled)
        scores += _scores(holders, shuffled)
    return scores


def _least(scores: Sequence[float], by_chance: Sequence[float]) -> float:
    """The lowest score from which on chance would yield few of the phrases that are there."""
    found, expected = sorted(scores), sorted(by_chance)
    least = LEAST_SCORE
    while _from(expected, least) / _SHUFFLES > _BY_CHANCE * _from(found, least):
        least += _STEP
    return least


def _from(ascending: Sequence[float], least: float) -> int:
    """How many scores are no lower."""
    return len(ascending) - bisect_left(ascending, least)
