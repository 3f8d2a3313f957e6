"""The passage of a text that shows best why it matched, with the matches marked."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from search import analysis
from search.fields import TEXT_FIELDS
from search.query.tree import And, FieldWords, HasValue, Or, Phrase, Query, Words
from search.request import Segment
from vocabularies import drugs

PASSAGE_LENGTH = 300
"""In characters; a text that is not much longer is shown whole."""
_WHOLE_LENGTH = 600
_LEAD = 60
"""Characters shown before a passage's first match."""


@dataclass
class Marks:
    """What to mark, by text field: stems, and phrases as words that stand next to each other."""

    stems: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)


class Match(NamedTuple):
    """A marked run of characters, and what matched there."""

    start: int
    end: int
    what: object


def marks_of(query: Query) -> Marks:
    """What a query looks for in texts, and the names of the drugs that it asks for.

    What it excludes is not marked.
    """
    marks = Marks()
    for leaf in _leaves(query):
        names = [leaf.field] if isinstance(leaf, FieldWords) else [one.name for one in TEXT_FIELDS]
        words = analysis.words(leaf.text)
        exact = isinstance(leaf, Phrase) or (isinstance(leaf, FieldWords) and leaf.exact)
        for name in names:
            if exact and words:
                marks.phrases.setdefault(name, set()).add(tuple(words))
            elif not exact:
                marks.stems.setdefault(name, set()).update(map(analysis.stem, words))
    for ingredients in _drugs(query):
        for text_field in TEXT_FIELDS:
            marks.phrases.setdefault(text_field.name, set()).update(_drug_names(ingredients))
    return marks


def snippet(name: str, text: str, marks: Marks) -> tuple[Segment, ...]:
    """The passage of a field's text with most matches, or nothing without a match."""
    matches = _matches(text, marks.stems.get(name, frozenset()), marks.phrases.get(name, frozenset()))
    if not matches:
        return ()
    if len(text) <= _WHOLE_LENGTH:
        return tuple(_segments(text, 0, len(text), matches))
    start, end = _passage(text, matches)
    segments = list(_segments(text, start, end, matches))
    before = [Segment("… ")] if start else []
    after = [Segment(" …")] if end < len(text) else []
    return (*before, *segments, *after)


def _leaves(query: Query) -> Iterator[Words | Phrase | FieldWords]:
    match query:
        case Words() | Phrase() | FieldWords():
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


def _matches(text: str, stems: Set[str], phrases: Set[tuple[str, ...]]) -> list[Match]:
    """Every match in text order; where a phrase and a word overlap, the phrase stands."""
    if not stems and not phrases:
        return []
    spans = list(analysis.spans(text))
    beginnings = {phrase[0] for phrase in phrases}
    found: list[Match] = []
    read_to = 0
    for n, (start, end, word) in enumerate(spans):
        if n < read_to:
            continue
        if word in beginnings and (phrase := _phrase_at(spans, n, phrases)):
            read_to = n + len(phrase)
            found.append(Match(start, spans[read_to - 1][1], phrase))
        elif (stem := analysis.stem(word)) in stems:
            found.append(Match(start, end, stem))
    return found


def _phrase_at(
    spans: Sequence[tuple[int, int, str]], n: int, phrases: Set[tuple[str, ...]]
) -> tuple[str, ...]:
    """The longest phrase that begins with word ``n``, or nothing."""
    there = (
        phrase for phrase in phrases if tuple(word for _, _, word in spans[n : n + len(phrase)]) == phrase
    )
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
