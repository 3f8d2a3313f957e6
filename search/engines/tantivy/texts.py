"""A text as Tantivy is given it: its words, its stems and their places, with spaces between them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from search import analysis

_LONGEST = 4000
"""In characters; Tantivy leaves out what is longer than 65,530 bytes."""
_KEPT = 500_000
"""Pieces of text whose words are remembered."""
_SHARED = 16
"""Texts remembered whole: the items of a determination share its case summary and its letter."""


class Tokens(NamedTuple):
    """One text, analysed."""

    words: str
    stems: str
    places: str
    distinct: frozenset[str]
    """Each stem once."""


def token(word: str) -> str:
    """A word or a stem as it stands in the index; a very long one is known by its beginning and a hash."""
    if len(word) <= _LONGEST:
        return word
    return f"{word[: _LONGEST // 2]}-{sha256(word.encode()).hexdigest()}"


def place(stem: str, paragraph: int | str, sentence: int | str) -> str:
    """A stem in a sentence, as a word of the field of places."""
    return f"{token(stem)}@{paragraph}.{sentence}"


class _Pieces(dict[str, tuple[tuple[str, ...], tuple[str, ...]]]):
    """The words and the stems of each piece between spaces; no word has a space within it."""

    def __missing__(self, piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if len(self) >= _KEPT:
            self.clear()
        words = analysis.words(piece)
        found = tuple(map(token, words)), tuple(token(analysis.stem(word)) for word in words)
        self[piece] = found
        return found


_pieces = _Pieces()


@lru_cache(maxsize=_SHARED)
def tokens(text: str) -> Tokens:
    """The text's words, stems and places."""
    words: list[str] = []
    stems: list[str] = []
    places: list[str] = []
    for number, paragraph in enumerate(analysis.paragraphs(text)):
        for count, sentence in enumerate(analysis.sentences_of(paragraph)):
            found = [_pieces[piece] for piece in sentence.split()]
            here = list(chain.from_iterable([stems for _, stems in found]))
            if here:
                words += chain.from_iterable([words for words, _ in found])
                stems += here
                where = f"@{number}.{count}"
                places.append(f"{where} ".join(here) + where)
    return Tokens(" ".join(words), " ".join(stems), " ".join(places), frozenset(stems))
