"""A text as Tantivy is given it: its words, its stems and their places, with spaces between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from search import analysis
from search.boilerplate import is_fixed
from search.engines.tantivy.remembered import Remembered

_LONGEST = 4000
"""In characters; Tantivy leaves out what is longer than 65,530 bytes."""
_SHARED = 16
"""Long texts that are remembered whole: the items of a determination share its case summary."""
_SHORT, _SHORT_KEPT = 80, 5_000
"""In characters, and how many: the same treatments are asked for in many letters."""
_KEPT_PIECES, _KEPT_SENTENCES = 250_000, 60_000


_Said = tuple[str, str, str, str, bytes]
"""Of a sentence its words, its stems as they count and as they do not, their places, and what is noted."""


class Tokens(NamedTuple):
    """One text, analysed."""

    words: str
    stems: str
    """Those that count for the rank."""
    fixed: str
    """Those that occur in fixed sentences only."""
    places: str
    noted: tuple[bytes, ...]
    """The stems of each sentence, as they are noted to find the common ones."""


def token(word: str) -> str:
    """A word or a stem as it stands in the index; a very long one is known by its beginning and a hash."""
    if len(word) <= _LONGEST:
        return word
    return f"{word[: _LONGEST // 2]}-{sha256(word.encode()).hexdigest()}"


def place(stem: str, paragraph: int | str, sentence: int | str) -> str:
    """A stem in a sentence, as a word of the field of places."""
    return f"{token(stem)}@{paragraph}.{sentence}"


class Texts:
    """Analyses the texts of one build or update, and remembers what it made of texts that it saw before."""

    def __init__(self, noted: Callable[[str], bytes]) -> None:
        self._noted = noted
        """Makes of a sentence's stems, with spaces between, what ``Tokens`` holds of them."""
        self._pieces = Remembered(_piece, _KEPT_PIECES)
        # Letters repeat the guidelines, the law and each other: see benchmarks/README.md.
        self._sentences = Remembered(self._sentence, _KEPT_SENTENCES)
        self._placed = Remembered(self._at_its_place, _KEPT_SENTENCES)
        self._lines = Remembered(self._line, _KEPT_SENTENCES)
        self._short_tokens = lru_cache(_SHORT_KEPT)(self._tokens)
        self._long_tokens = lru_cache(_SHARED)(self._tokens)

    def words(self, text: str) -> str:
        """The text's words alone."""
        return " ".join([self._lines[line] for line in text.split("\n")])

    def tokens(self, text: str) -> Tokens:
        """The text's words, stems and places."""
        return self._short_tokens(text) if len(text) <= _SHORT else self._long_tokens(text)

    def _tokens(self, text: str) -> Tokens:
        said = [made for one in analysis.numbered_sentences(text) if (made := self._placed[one])]
        if not said:
            return Tokens("", "", "", "", ())
        words, counted, fixed, places, noted = zip(*said, strict=True)
        stems = " ".join(filter(None, counted))
        return Tokens(" ".join(words), stems, _others(filter(None, fixed), stems), " ".join(places), noted)

    def _at_its_place(self, placed: tuple[int, int, str]) -> _Said | None:
        """A sentence after the number of its paragraph and its own; none where it has no words."""
        paragraph, number, sentence = placed
        words, stems, says_nothing, noted = self._sentences[sentence]
        if not stems:
            return None
        where = f"@{paragraph}.{number}"
        places = f"{where} ".join(dict.fromkeys(stems.split())) + where
        return (words, "", stems, places, noted) if says_nothing else (words, stems, "", places, noted)

    def _sentence(self, sentence: str) -> tuple[str, str, bool, bytes]:
        """The words and the stems of a sentence, whether it is a fixed one, and the stems as noted."""
        pieces = [made for piece in sentence.split() if (made := self._pieces[piece])[0]]
        stems = " ".join([stems for _, stems in pieces])
        return " ".join([words for words, _ in pieces]), stems, is_fixed(sentence), self._noted(stems)

    def _line(self, line: str) -> str:
        return " ".join([words for piece in line.split() if (words := self._pieces[piece][0])])


def _piece(piece: str) -> tuple[str, str]:
    """The words and the stems of what stands between two spaces; no word has one within it."""
    words = analysis.words(piece)
    return " ".join(map(token, words)), " ".join([token(analysis.stem(word)) for word in words])


def _others(sentences: Iterable[str], stems: str) -> str:
    """The stems of some sentences that are not among other stems."""
    spaced = f" {stems} "
    return " ".join({stem for one in sentences for stem in one.split() if f" {stem} " not in spaced})
