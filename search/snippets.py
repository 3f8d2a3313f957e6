"""The passage of a text that shows best why it matched, with the matches marked."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from search import analysis
from search.boilerplate import fixed_spans
from search.fields import TEXT_FIELDS, searched
from search.query.tree import (
    And,
    FieldWords,
    Fuzzy,
    HasValue,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    TextQuery,
    Words,
)
from search.request import Segment
from vocabularies import drugs

PASSAGE_LENGTH = 300
"""In characters; a text that is not much longer is shown whole."""
_WHOLE_LENGTH = 600
_FEW_WORDS = 8
_LEAD = 60
"""Characters shown before a passage's first match."""


@dataclass
class Marks:
    """What to mark in one text field."""

    stems: set[str] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)
    """Words that stand next to each other."""
    beginnings: set[str] = field(default_factory=set)
    nearly: set[str] = field(default_factory=set)
    """Words of which any that is spelt nearly so is marked."""
    _answers: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    _seen: set[str] = field(default_factory=set, compare=False, repr=False)
    _wanted: set[str] = field(default_factory=set, compare=False, repr=False)

    def wanted(self, words: Set[str]) -> Set[str]:
        """Those of some words that are marked, alone or at the beginning of a phrase."""
        if fresh := words - self._seen:
            beginnings = {phrase[0] for phrase in self.phrases}
            self._wanted.update(word for word in fresh if word in beginnings or self.what(word))
            self._seen |= fresh
        return words & self._wanted

    def what(self, word: str) -> str | None:
        """What a single word is marked for, if it is; asked for once the marks are complete."""
        if word not in self._answers:
            self._answers[word] = self._what(word)
        return self._answers[word]

    def _what(self, word: str) -> str | None:
        stem = analysis.stem(word)
        if stem in self.stems:
            return stem
        if not self.nearly and not self.beginnings:
            return None
        alike = (one for one in self.nearly if analysis.is_nearly(word, one))
        return next((one for one in self.beginnings if word.startswith(one)), None) or next(alike, None)

    def __bool__(self) -> bool:
        return bool(self.stems or self.phrases or self.beginnings or self.nearly)


class Match(NamedTuple):
    """A marked run of characters, and what matched there."""

    start: int
    end: int
    what: object


def marks_of(query: Query) -> Mapping[str, Marks]:
    """By text field, what a query looks for there, and the names of the drugs that it asks for.

    What it excludes is not marked.
    """
    marks = {one.name: Marks() for one in TEXT_FIELDS}
    for leaf in _leaves(query):
        for name in searched(getattr(leaf, "field", "")):
            _mark(marks[name], leaf)
    for ingredients in _drugs(query):
        for of_field in marks.values():
            of_field.phrases.update(_drug_names(ingredients))
    return marks


def _mark(marks: Marks, leaf: TextQuery) -> None:
    match leaf:
        case Phrase(text) | FieldWords(_, text, exact=True):
            marks.phrases.update(filter(None, [tuple(analysis.words(text))]))
        case Words(text) | FieldWords(_, text):
            marks.stems.update(analysis.stems(text))
        case Prefix(text):
            marks.beginnings.update(analysis.words(text))
        case Fuzzy(text):
            marks.nearly.update(analysis.words(text))
        case Near(left, right):
            for side in (*left, *right):
                _mark(marks, side)


def snippet(text: str, marks: Marks) -> tuple[Segment, ...]:
    """The passage of a text with most matches, or nothing where only fixed sentences match."""
    found = matches(text, marks)
    telling = [match for match in found if not _is_fixed(text, match)] if found else []
    if not telling:
        return ()
    if len(text) <= _WHOLE_LENGTH:
        return tuple(_segments(text, 0, len(text), found))
    start, end = _passage(text, telling)
    segments = list(_segments(text, start, end, found))
    before = [Segment("… ")] if start else []
    after = [Segment(" …")] if end < len(text) else []
    return (*before, *segments, *after)


def _leaves(query: Query) -> Iterator[TextQuery]:
    match query:
        case Words() | Phrase() | FieldWords() | Prefix() | Fuzzy() | Near():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)


def _drugs(query: Query) -> Iterator[tuple[str, ...]]:
    """The ingredients of each drug that the query asks for; a combination on the list is one drug."""
    match query:
        case HasValue("drug", values):
            yield from ((ingredient,) for ingredient in values)
        case And(parts) if combination := _combination(parts):
            yield combination
        case And(parts) | Or(parts):
            for part in parts:
                yield from _drugs(part)


def _combination(parts: tuple[Query, ...]) -> tuple[str, ...]:
    asked = [part for part in parts if isinstance(part, HasValue) and part.field == "drug"]
    ingredients = tuple(sorted({value for part in asked for value in part.values}))
    is_known = len(asked) == len(parts) and ingredients in drugs.DRUGS
    return ingredients if is_known else ()


@lru_cache(maxsize=1024)
def _drug_names(ingredients: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The words of each name of a drug and of its ingredients; of one alone, also where it is combined."""
    alone = [drugs.DRUGS[(one,)] for one in ingredients if (one,) in drugs.DRUGS]
    names = {*ingredients, *(name for drug in alone for name in drug.names)}
    if len(ingredients) == 1:
        names.update(drugs.brands_of(ingredients[0]))
    elif combined := drugs.DRUGS.get(ingredients):
        names.update(combined.names, combined.brands)
    return frozenset(tuple(words) for name in names if (words := analysis.words(name)))


def matches(text: str, marks: Marks) -> list[Match]:
    """Every match in text order; where a phrase and a word overlap, the phrase stands."""
    if not marks:
        return []
    if not marks.phrases and (found := _single_words(text, marks)) is not None:
        return found
    placed = analysis.placed_words(text)
    words = [word[0] for word in placed]
    wanted = marks.wanted(set(words))
    return list(_located(words, wanted, placed, marks)) if wanted else []


def _single_words(text: str, marks: Marks) -> list[Match] | None:
    """As ``matches``, sooner; ``None`` of many words, and where letters mislead, as pain does in "pain's"."""
    words = analysis.words(text)
    wanted = marks.wanted(set(words))
    if len(wanted) > _FEW_WORDS:
        return None
    folded = analysis.folded(text)
    found = []
    for word in wanted:
        starts = list(_standing_alone(folded, word))
        if len(starts) != words.count(word):
            return None
        what = marks.what(word)
        found += [Match(start, start + len(word), what) for start in starts]
    return sorted(found)


def _standing_alone(text: str, word: str) -> Iterator[int]:
    """Where these letters begin with no letter or digit on either side."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start
        start = text.find(word, end)


def _located(
    words: Sequence[str], wanted: Set[str], placed: Sequence[re.Match[str]], marks: Marks
) -> Iterator[Match]:
    read_to = 0
    for n, word in enumerate(words):
        if word not in wanted or n < read_to:
            continue
        start, end = placed[n].span()
        if phrase := _phrase_at(words, n, marks.phrases):
            read_to = n + len(phrase)
            yield Match(start, placed[read_to - 1].end(), phrase)
        elif what := marks.what(word):
            yield Match(start, end, what)


def _is_fixed(text: str, match: Match) -> bool:
    return any(start <= match.start and match.end <= end for start, end in fixed_spans(text))


def _phrase_at(words: Sequence[str], n: int, phrases: Set[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest phrase that begins with word ``n``, or nothing."""
    there = (phrase for phrase in phrases if tuple(words[n : n + len(phrase)]) == phrase)
    return max(there, key=len, default=())


def _passage(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    """The start and end of the passage with the most different matches, then with most of them."""
    best, best_worth = 0, (0, 0)
    for n, match in enumerate(matches):
        within = [
            other.what for other in matches[n : n + 40] if other.end - match.start <= PASSAGE_LENGTH - _LEAD
        ]
        worth = (len(set(within)), len(within))
        if worth > best_worth:
            best, best_worth = n, worth
    start = min(_word_start(text, max(0, matches[best].start - _LEAD)), matches[best].start)
    end = max(_word_end(text, start + PASSAGE_LENGTH), matches[best].end)
    return start, end


def _word_start(text: str, place: int) -> int:
    """``place``, or the next start of a word after it."""
    if place == 0 or text[place - 1].isspace():
        return place
    while place < len(text) and not text[place].isspace():
        place += 1
    return place + 1


def _word_end(text: str, place: int) -> int:
    """``place``, or the last end of a word before it."""
    if place >= len(text):
        return len(text)
    while place and not text[place].isspace():
        place -= 1
    return place


def _segments(text: str, start: int, end: int, matches: Sequence[Match]) -> Iterator[Segment]:
    at = start
    for match in matches:
        if match.start < start or match.end > end:
            continue
        if match.start > at:
            yield Segment(text[at : match.start])
        yield Segment(text[match.start : match.end], marked=True)
        at = match.end
    if at < end:
        yield Segment(text[at:end])
