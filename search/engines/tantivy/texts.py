"""A text as Tantivy is given it: its words, its stems and their places, with spaces between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from search import analysis
from search.boilerplate import fixed_spans, telling

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
    """Those that count for the rank."""
    fixed: str
    """Those that occur in fixed sentences only."""
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


class _Piece(NamedTuple):
    """What stands between two spaces."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    ends: bool
    """A sentence ends after it."""


class _Pieces(dict[str, _Piece]):
    """Pieces seen before: no word has a space within it, and no sentence ends but at one."""

    def __missing__(self, piece: str) -> _Piece:
        if len(self) >= _KEPT:
            self.clear()
        words = analysis.words(piece)
        self[piece] = made = _Piece(
            words=tuple(map(token, words)),
            stems=tuple(token(analysis.stem(word)) for word in words),
            ends=analysis.ends_sentence(piece),
        )
        return made


_pieces = _Pieces()


def words(text: str) -> str:
    """The text's words alone."""
    return " ".join([word for piece in text.split() for word in _pieces[piece].words])


@lru_cache(maxsize=_SHARED)
def tokens(text: str) -> Tokens:
    """The text's words, stems and places."""
    spelt: list[str] = []
    stems: list[str] = []
    places: list[str] = []
    for number, paragraph in enumerate(analysis.paragraphs(text)):
        sentence, begins = 0, len(stems)
        for piece in paragraph.split():
            its_words, its_stems, ends = _pieces[piece]
            spelt += its_words
            stems += its_stems
            if ends:
                places += _placed(stems[begins:], number, sentence)
                sentence, begins = sentence + 1, len(stems)
        places += _placed(stems[begins:], number, sentence)
    distinct = frozenset(stems)
    counted = _telling_stems(text) if fixed_spans(text) else stems
    fixed = distinct.difference(counted) if counted is not stems else ()
    return Tokens(" ".join(spelt), " ".join(counted), " ".join(fixed), " ".join(places), distinct)


def _telling_stems(text: str) -> list[str]:
    return [stem for piece in telling(text).split() for stem in _pieces[piece].stems]


def _placed(stems: list[str], paragraph: int, sentence: int) -> Iterator[str]:
    """The stems of one sentence with its place, as one string."""
    if stems:
        where = f"@{paragraph}.{sentence}"
        yield f"{where} ".join(stems) + where
