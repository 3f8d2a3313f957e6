"""Word sequences of a rationale that may tell why: within a sentence, of words that carry meaning.

Which words do is data: ``search/data/phrase_words.json``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from search import analysis

SHORTEST, LONGEST = 2, 5
"""Words of a phrase."""
_DATA = json.loads((Path(__file__).parent.parent / "data" / "phrase_words.json").read_text(encoding="utf-8"))
_NEGATIONS = frozenset(_DATA["negations"])
_FUNCTION = frozenset(_DATA["function"]) - _NEGATIONS
_EDGES = _FUNCTION | frozenset(_DATA["actors"]) | frozenset(_DATA["filler"])
_BARRED = frozenset(_DATA["barred"])
_BARE_NEGATIONS = frozenset({"no", "not", "without", "never", "none", "nothing"})
_JOINED = re.compile(r"\s+|\s?[-–/]\s?")
"""What may stand between two words of a phrase: no comma, no bracket."""


@dataclass(frozen=True)
class Place:
    """Where in a text a phrase stands first."""

    start: int
    end: int


@lru_cache(maxsize=50_000)
def _is_barred(word: str) -> bool:
    """Whether no phrase holds the word: of the verdict, of a date, or a number that may be of one case."""
    has_digit = any(letter.isdigit() for letter in word)
    return word in _BARRED or (has_digit and (len(word) > 3 or (len(word) > 2 and word.isdigit())))


@lru_cache(maxsize=50_000)
def _carries(word: str) -> bool:
    """Whether the word tells something by itself, or turns what others tell."""
    return word not in _EDGES and not word.isdigit() and len(word) > 1


def phrases_of(text: str) -> Mapping[tuple[str, ...], Place]:
    """Every phrase of a text by its words, in lower case as spelt, with where it stands first."""
    found: dict[tuple[str, ...], Place] = {}
    for start, end in analysis.sentence_spans(text):
        for run in _runs(text, start, end):
            for words, place in _sequences(run):
                found.setdefault(words, place)
    return found


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[str, int, int]]]:
    """The words of a sentence with their places, cut at barred words and at what joins none."""
    run: list[tuple[str, int, int]] = []
    sentence = text[start:end]
    for match in analysis.placed_words(sentence):
        word, at, to = match[0], start + match.start(), start + match.end()
        if run and not _JOINED.fullmatch(text, run[-1][2], at):
            yield run
            run = []
        if _is_barred(word):
            yield run
            run = []
        else:
            run.append((word, at, to))
    yield run


def _sequences(run: list[tuple[str, int, int]]) -> Iterator[tuple[tuple[str, ...], Place]]:
    words = [word for word, _, _ in run]
    carries = [_carries(word) for word in words]
    for first in (n for n, tells in enumerate(carries) if tells):
        telling = 1
        for last in range(first + 1, min(first + LONGEST, len(words))):
            telling += carries[last]
            if carries[last] and telling >= SHORTEST and words[last] not in _BARE_NEGATIONS:
                yield tuple(words[first : last + 1]), Place(run[first][1], run[last][2])
