"""What a side of a connector may be in one field: words one after another, each with its spellings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from re import escape

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, Slot
from search.nearness import one_word
from search.query.tree import Fuzzy, Phrase, Prefix, Side, Words

_MOST_LETTERS = 500
"""Of the spellings in one pattern: Tantivy refuses what takes more than 1,000 states."""
_MOST_WORDS = 5_000
"""That one pattern fits: Tantivy refuses a phrase of more than 16,384."""


def ways(index: OpenedIndex, field: str, alternatives: Iterable[Side]) -> Iterator[list[Slot]]:
    """The slots of each phrase; the single words together, in as many patterns as they need."""
    words: set[str] = set()
    for side in alternatives:
        if isinstance(side, Prefix):
            yield from ([slot] for slot in _beginning(one_word(side.text), spelt(index, field, side)))
        elif is_word(side):
            words.update(spelt(index, field, side))
        elif phrase := analysis.words(side.text):
            yield [Slot((word,)) for word in phrase]
    yield from ([slot] for slot in listed(sorted(words)))


def is_word(side: Side) -> bool:
    """Whether it stands for one word of a text."""
    return isinstance(side, Prefix | Fuzzy) or len(analysis.words(side.text)) == 1


def spelt(index: OpenedIndex, field: str, side: Side) -> tuple[str, ...]:
    """The words of a field that a side which is one word stands for, by the alphabet."""
    typed = one_word(side.text)
    match side:
        case Words(text):
            return tuple(word for stem in analysis.stems(text) for word in index.spellings(field, stem))
        case Prefix() if typed:
            return index.begun(field, typed)
        case Fuzzy() if typed:
            return index.misspelt(field, typed)
        case Phrase():
            return tuple(analysis.words(side.text))
    return ()


def _beginning(start: str, words: Sequence[str]) -> Iterator[Slot]:
    if len(words) <= _MOST_WORDS:
        yield Slot(tuple(words), f"{escape(start)}.*")
        return
    for letter, some in groupby(words, lambda word: word[len(start) : len(start) + 1]):
        if letter:
            yield from _beginning(start + letter, tuple(some))
        else:
            yield Slot((start,))


def listed(words: Sequence[str]) -> Iterator[Slot]:
    """Any of these words, in as many slots as their pattern needs."""
    some: list[str] = []
    for word in words:
        if some and len("".join(some).encode()) + len(word.encode()) > _MOST_LETTERS:
            yield Slot(tuple(some))
            some = []
        some.append(word)
    yield Slot(tuple(some))
