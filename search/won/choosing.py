"""The best of many phrases: of those that say the same of the same texts only one, the longest."""

from collections.abc import Iterable

from search import analysis
from search.won.scoring import Scored

_SAME = 0.6
"""Two phrases that share so much of the rarer one's texts are the same finding, if they share words too."""
_ALL_THE_SAME = 0.8
"""And so much of the texts of both together without sharing words: pieces of one sentence."""
_COVERS = 0.8
"""A longer phrase stands for a part of it, where it has so much of its texts,"""
_TELLS = 0.85
"""or so much of its score: it says more."""


def chosen(scored: Iterable[Scored], most: int) -> list[Scored]:
    """At most ``most`` of the phrases, which come by their worth, without near-duplicates and parts."""
    kept: list[Scored] = []
    stems: list[tuple[str, ...]] = []
    for one in scored:
        words = tuple(map(analysis.stem, one.words))
        rival = next((n for n in range(len(kept)) if _say_the_same(one, words, kept[n], stems[n])), None)
        if rival is None:
            if len(kept) < most:
                kept.append(one)
                stems.append(words)
        elif _is_the_longer(one, kept[rival]) and not _repeats(one, words, kept, stems, rival):
            kept[rival], stems[rival] = one, words
    return kept


def _repeats(
    one: Scored, words: tuple[str, ...], kept: list[Scored], stems: list[tuple[str, ...]], but: int
) -> bool:
    return any(n != but and _say_the_same(one, words, kept[n], stems[n]) for n in range(len(kept)))


def _is_the_longer(one: Scored, other: Scored) -> bool:
    """Whether a phrase holds another, and has about as many texts or tells about as much."""
    if not _holds(one.words, other.words) or (other.is_clear and not one.is_clear):
        return False
    covered = (one.texts & other.texts).bit_count() >= _COVERS * other.texts.bit_count()
    return covered or abs(one.score) >= _TELLS * abs(other.score)


def _say_the_same(one: Scored, stems: tuple[str, ...], other: Scored, others: tuple[str, ...]) -> bool:
    if _holds(stems, others) or _holds(others, stems):
        return True
    shared = (one.texts & other.texts).bit_count()
    if shared >= _ALL_THE_SAME * (one.texts | other.texts).bit_count():
        return True
    fewer = min(one.texts.bit_count(), other.texts.bit_count())
    return bool(set(stems) & set(others)) and shared >= _SAME * fewer


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    last = len(longer) - len(shorter)
    return any(longer[n : n + len(shorter)] == shorter for n in range(last + 1))
