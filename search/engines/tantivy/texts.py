"""A text as Tantivy is given it: its words, its stems and their places, with spaces between them."""

from __future__ import annotations

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
_KEPT_PIECES, _KEPT_SENTENCES = 250_000, 25_000


class Tokens(NamedTuple):
    """One text, analysed."""

    words: str
    stems: str
    """Those that count for the rank."""
    fixed: str
    """Those that occur in fixed sentences only."""
    places: str
    sentences: tuple[str, ...]
    """The stems once more, by sentence."""


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

    def __init__(self) -> None:
        self._pieces = Remembered(_piece, _KEPT_PIECES)
        # Letters repeat the guidelines, the law and each other: see benchmarks/README.md.
        self._sentences = Remembered(self._sentence, _KEPT_SENTENCES)
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
        spelt: list[str] = []
        counted: list[str] = []
        fixed: list[str] = []
        places: list[str] = []
        sentences: list[str] = []
        for paragraph, number, sentence in analysis.numbered_sentences(text):
            words, stems, says_nothing = self._sentences[sentence]
            if not stems:
                continue
            spelt.append(words)
            sentences.append(stems)
            (fixed if says_nothing else counted).append(stems)
            where = f"@{paragraph}.{number}"
            places.append(stems.replace(" ", f"{where} ") + where)
        stems = " ".join(counted)
        return Tokens(" ".join(spelt), stems, _others(fixed, stems), " ".join(places), tuple(sentences))

    def _sentence(self, sentence: str) -> tuple[str, str, bool]:
        """The words and the stems of a sentence, and whether it is a fixed one."""
        pieces = [made for piece in sentence.split() if (made := self._pieces[piece])[0]]
        words, stems = zip(*pieces, strict=True) if pieces else ((), ())
        return " ".join(words), " ".join(stems), is_fixed(sentence)

    def _line(self, line: str) -> str:
        return " ".join([words for piece in line.split() if (words := self._pieces[piece][0])])


def _piece(piece: str) -> tuple[str, str]:
    """The words and the stems of what stands between two spaces; no word has one within it."""
    words = analysis.words(piece)
    return " ".join(map(token, words)), " ".join([token(analysis.stem(word)) for word in words])


def _others(sentences: list[str], stems: str) -> str:
    """The stems of some sentences that are not among other stems."""
    spaced = f" {stems} "
    return " ".join({stem for one in sentences for stem in one.split() if f" {stem} " not in spaced})
