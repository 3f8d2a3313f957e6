"""The best of many phrases: of those that say the same of the same texts only one, the longest."""

from collections.abc import Iterable

from search import analysis
from search.won.scoring import Scored

_SAME = 0.6
"""Two phrases that share so much of their texts are the same finding, if they share words too."""
_COVERS = 0.8
"""A longer phrase stands for a part of it, where it has so much of its texts."""


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
    """Whether a phrase holds another, in about as many texts."""
    covered = (one.texts & other.texts).bit_count()
    return _holds(one.words, other.words) and covered >= _COVERS * other.texts.bit_count()


def _say_the_same(one: Scored, stems: tuple[str, ...], other: Scored, others: tuple[str, ...]) -> bool:
    if _holds(stems, others) or _holds(others, stems):
        return True
    if not set(stems) & set(others):
        return False
    return (one.texts & other.texts).bit_count() >= _SAME * min(
        one.texts.bit_count(), other.texts.bit_count()
    )


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    last = len(longer) - len(shorter)
    return any(longer[n : n + len(shorter)] == shorter for n in range(last + 1))
