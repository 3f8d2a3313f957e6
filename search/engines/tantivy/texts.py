"""A text as Tantivy is given it: its words, its stems and their places, with spaces between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from search import analysis
from search.boilerplate import is_fixed, telltales

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
    pieces: frozenset[str]
    """The stems once more, each piece of the text once: one piece may have several, with spaces between."""


def token(word: str) -> str:
    """A word or a stem as it stands in the index; a very long one is known by its beginning and a hash."""
    if len(word) <= _LONGEST:
        return word
    return f"{word[: _LONGEST // 2]}-{sha256(word.encode()).hexdigest()}"


def place(stem: str, paragraph: int | str, sentence: int | str) -> str:
    """A stem in a sentence, as a word of the field of places."""
    return f"{token(stem)}@{paragraph}.{sentence}"


class _Piece(NamedTuple):
    """What stands between two spaces: its words and stems, with a line break if a sentence ends there.

    No word has a space within it, and no sentence ends but at one.
    """

    words: str
    """With tabs between them, so that in a text the spaces tell how many pieces there are."""
    stems: str


class _Pieces(dict[str, _Piece]):
    """Pieces seen before."""

    def __missing__(self, piece: str) -> _Piece:
        if len(self) >= _KEPT:
            self.clear()
        words = analysis.words(piece)
        end = "\n" if analysis.ends_sentence(piece) else ""
        stems = " ".join(token(analysis.stem(word)) for word in words)
        self[piece] = made = _Piece("\t".join(map(token, words)) + end, stems + end)
        return made


class _Words(dict[str, str]):
    """The words of pieces seen before, for texts of which nothing else is asked."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        self[piece] = made = " ".join(map(token, analysis.words(piece)))
        return made


_piece = _Pieces().__getitem__
_words = _Words().__getitem__


def words(text: str) -> str:
    """The text's words alone."""
    return " ".join(map(_words, text.split()))


@lru_cache(maxsize=_SHARED)
def tokens(text: str) -> Tokens:
    """The text's words, stems and places."""
    told = telltales(text)
    spelt: list[str] = []
    counted: list[str] = []
    fixed: list[str] = []
    places: list[str] = []
    distinct: set[str] = set()
    for number, paragraph in enumerate(analysis.paragraphs(text)):
        pieces = paragraph.split()
        if not pieces:
            continue
        its_words, its_stems = zip(*map(_piece, pieces), strict=True)
        distinct.update(its_stems)
        words, stems = " ".join(its_words), " ".join(its_stems)
        spelt.append(words)
        sentences = stems.split("\n")
        places += _placed(number, sentences)
        if told and (numbers := _fixed(pieces, words, told)):
            fixed += [sentences[n] for n in numbers]
            counted += [stems for n, stems in enumerate(sentences) if n not in numbers]
        else:
            counted.append(stems)
    stems = " ".join(counted)
    uncounted = set(" ".join(fixed).split()).difference(stems.split()) if fixed else ()
    return Tokens(" ".join(spelt), stems, " ".join(uncounted), " ".join(places), frozenset(distinct))


def _placed(paragraph: int, sentences: Iterable[str]) -> Iterator[str]:
    """The stems of each sentence with its place."""
    for number, stems in enumerate(sentences):
        spaced = " ".join(stems.split()) if "  " in stems else stems.strip()
        if spaced:
            where = f"@{paragraph}.{number}"
            yield spaced.replace(" ", f"{where} ") + where


def _fixed(pieces: Sequence[str], words: str, telltales: Sequence[str]) -> set[int]:
    """The numbers of the fixed sentences of a paragraph."""
    sentences = words.split("\n")
    maybe = {n for telltale in telltales for n, sentence in enumerate(sentences) if telltale in sentence}
    if not maybe:
        return maybe
    ends = [0, *(n + 1 for n in accumulate(sentence.count(" ") for sentence in sentences))]
    return {n for n in maybe if is_fixed(" ".join(pieces[ends[n] : ends[n + 1]]))}
