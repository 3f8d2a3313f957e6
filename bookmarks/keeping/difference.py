"""What was read, against what the letter says today, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 3_000
"""Of either text that are compared; what follows is left out."""
_SHOWN_ALIKE = 25
"""Words shown on either side of a difference; the rest of what is alike is left out."""
_AROUND = 5_000
"""Characters on either side of a passage's old place in which its new words are looked for."""
_ALIKE = 0.3
"""The part of a passage's words that must still stand there in their order, or the passage is gone."""
_WORD = re.compile(r"\S+")


class Part(StrEnum):
    """Whose words they are."""

    BOTH = "both"
    KEPT = "kept"
    NOW = "now"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Piece:
    """Words in a row that only one of the texts has, or both."""

    part: Part
    text: str


@dataclass(frozen=True)
class Difference:
    """Two texts laid over each other."""

    pieces: tuple[Piece, ...]
    is_cut: bool
    """Whether one was too long to be compared to its end."""


def differ(kept: str, now: str) -> bool:
    """Whether the words differ; how they are spread over lines does not count."""
    return kept.split() != now.split()


def difference(kept: str, now: str) -> Difference:
    """The words that were read and are gone, and those that are new, in the order of the text."""
    before, after = kept.split(), now.split()
    is_cut = max(len(before), len(after)) > MOST_WORDS
    pieces = _pieces(before[:MOST_WORDS], after[:MOST_WORDS])
    return Difference(tuple(pieces), is_cut)


def find_passage(kept: str, text: str, start: int) -> tuple[int, int] | None:
    """Where in ``text`` a passage stands today that began at ``start``; what is most like it, or ``None``."""
    exact = text.find(kept, max(0, start - _AROUND))
    if exact < 0:
        exact = text.find(kept)
    if kept and exact >= 0:
        return exact, exact + len(kept)
    return _most_alike(kept, text, start)


def _most_alike(kept: str, text: str, start: int) -> tuple[int, int] | None:
    first = max(0, start - _AROUND)
    words = [(found[0], found.span()) for found in _WORD.finditer(text, first, start + len(kept) + _AROUND)]
    read = kept.split()[:MOST_WORDS]
    words = words[: 2 * MOST_WORDS]
    matcher = SequenceMatcher(None, read, [word for word, _ in words])
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if not blocks or sum(block.size for block in blocks) < _ALIKE * len(read):
        return None
    last = blocks[-1]
    return words[blocks[0].b][1][0], words[last.b + last.size - 1][1][1]


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from _alike(before[start:end], opens=start == 0, closes=end == len(before))
            continue
        if end > start:
            yield Piece(Part.KEPT, " ".join(before[start:end]))
        if new_end > new_start:
            yield Piece(Part.NOW, " ".join(after[new_start:new_end]))


def _alike(words: Sequence[str], *, opens: bool, closes: bool) -> Iterator[Piece]:
    """What both have, without its middle, and without what leads to no difference."""
    head = 0 if opens else _SHOWN_ALIKE
    tail = 0 if closes else _SHOWN_ALIKE
    if len(words) <= head + tail + _SHOWN_ALIKE:
        yield Piece(Part.BOTH, " ".join(words))
        return
    if head:
        yield Piece(Part.BOTH, " ".join(words[:head]))
    yield Piece(Part.LEFT_OUT, f"{len(words) - head - tail:,} words alike")
    if tail:
        yield Piece(Part.BOTH, " ".join(words[-tail:]))
