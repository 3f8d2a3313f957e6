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
_TOPICS = frozenset(_DATA["topics"])
_NO_ENDS = frozenset(_DATA["modifiers"]) | {"no", "not", "without", "never", "none", "nothing"}
_TITLES = frozenset({"dr", "mr", "mrs", "ms"})
_ARTICLES = frozenset({"the", "a", "an", "any", "this", "that", "such"})
_DENIED_AFTER = 4
"""Words behind a negation that it can still turn round, if none between tells anything."""
_HYPHENS = ("-", "–")
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


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def phrases_of(text: str) -> Mapping[tuple[str, ...], Place]:
    """Every phrase of a text by its words, in lower case as spelt, with where it stands first."""
    found: dict[tuple[str, ...], Place] = {}
    for start, end in analysis.sentence_spans(text):
        for run in _runs(text, start, end):
            for first, last in _sequences(text, run):
                words = tuple(word.text for word in run[first : last + 1])
                found.setdefault(words, Place(run[first].start, run[last].end))
    return found


def _runs(text: str, start: int, end: int) -> Iterator[list[_Word]]:
    """The words of a sentence with their places, cut at barred words and at what joins none."""
    run: list[_Word] = []
    is_name = False
    for match in analysis.placed_words(text[start:end]):
        word = _Word(match[0], start + match.start(), start + match.end())
        is_name = word.text in _TITLES or (is_name and text[word.start].isupper())
        is_barred = is_name or _is_barred(word.text)
        if run and (is_barred or not _JOINED.fullmatch(text, run[-1].end, word.start)):
            yield run
            run = []
        if not is_barred:
            run.append(word)
    yield run


def _sequences(text: str, run: list[_Word]) -> Iterator[tuple[int, int]]:
    """The first and the last word of each phrase in a run."""
    carries = [_carries(word.text) for word in run]
    is_half = [_is_second_half(text, word) for word in run]
    ends = [tells and _may_end(text, run, n) for n, tells in enumerate(carries)]
    tells = [
        has and not half and run[n].text not in _TOPICS
        for n, (has, half) in enumerate(zip(carries, is_half, strict=True))
    ]
    denied, goes_on = _denied(run, carries), [*carries[1:], False]
    for first in (n for n in range(len(run)) if carries[n] and not is_half[n] and not denied[n]):
        telling = int(tells[first])
        for last in range(first + 1, min(first + LONGEST, len(run))):
            telling += tells[last]
            if ends[last] and telling >= SHORTEST and not (last == first + LONGEST - 1 and goes_on[last]):
                yield first, last


def _denied(run: list[_Word], carries: list[bool]) -> list[bool]:
    """Of each word whether a negation before it turns it round, as in "no evidence of nerve compression".

    A phrase that began behind the negation would say the opposite.
    """
    denied, reach = [], 0
    for n, word in enumerate(run):
        if n and carries[n - 1] and not carries[n] and run[n - 1].text not in _NEGATIONS:
            reach = 0
        denied.append(reach > 0)
        left = reach if carries[n] else reach - 1
        reach = _DENIED_AFTER if word.text in _NEGATIONS else left
    return denied


def _may_end(text: str, run: list[_Word], n: int) -> bool:
    """Whether nothing is cut off: half a compound, or a noun behind "the recommended"."""
    if text[run[n].end : run[n].end + 1] in _HYPHENS or run[n].text in _NO_ENDS:
        return False
    return not (n and run[n - 1].text in _ARTICLES and run[n].text.endswith("ed"))


def _is_second_half(text: str, word: _Word) -> bool:
    return word.start > 0 and text[word.start - 1] in _HYPHENS
