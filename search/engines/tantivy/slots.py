"""What a side of a connector may be in one field: words one after another, each with its spellings."""

from collections.abc import Iterator, Sequence
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


def ways(index: OpenedIndex, field: str, side: Side) -> list[list[Slot]]:
    """The slots of a side; several times, each with some of its spellings, where there are many."""
    match side:
        case Phrase(text):
            return [[Slot((word,)) for word in analysis.words(text)]]
        case Words(text):
            return [[Slot(index.spellings(field, stem)) for stem in analysis.stems(text)]]
        case Prefix(text):
            return [[slot] for slot in _beginning(one_word(text), spelt(index, field, side))]
        case Fuzzy():
            return [[slot] for slot in _listed(spelt(index, field, side))]


def spelt(index: OpenedIndex, field: str, side: Prefix | Fuzzy) -> tuple[str, ...]:
    """The words of a field that begin so, or are spelt nearly so, by the alphabet."""
    typed = one_word(side.text)
    if not typed:
        return ()
    return index.begun(field, typed) if isinstance(side, Prefix) else index.misspelt(field, typed)


def _beginning(start: str, words: Sequence[str]) -> Iterator[Slot]:
    if len(words) <= _MOST_WORDS:
        yield Slot(tuple(words), f"{escape(start)}.*")
        return
    for letter, some in groupby(words, lambda word: word[len(start) : len(start) + 1]):
        if letter:
            yield from _beginning(start + letter, tuple(some))
        else:
            yield Slot((start,))


def _listed(words: Sequence[str]) -> Iterator[Slot]:
    some: list[str] = []
    for word in words:
        if some and len("".join(some).encode()) + len(word.encode()) > _MOST_LETTERS:
            yield Slot(tuple(some))
            some = []
        some.append(word)
    yield Slot(tuple(some))
