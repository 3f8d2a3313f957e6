"""The phrases that mark a question's overturned and upheld items, each with its number of items."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from determinations.models import Outcome
from search.engines.base import Engine
from search.forms import MAX_QUERY_LENGTH
from search.request import Segment
from search.results.cards import items_with_facts
from search.won.choosing import chosen
from search.won.marks import Mark, Marks, contrast_of, sorted_marks
from search.won.passages import Example, quoted
from search.won.phrases import Place, phrases_of
from search.won.question import Question, counting, with_phrase
from search.won.sample import Reasoning, reasonings
from search.won.scoring import Scored, ranked
from search.won.sides import Sides, sides_of

MOST_PHRASES = 15
"""Of either side: each takes a search."""
MOST_UNCLEAR = 5
"""Of them, phrases that may stand on their side by chance."""
_CLOSE = 1.0
"""A score from which on a phrase is worth such a mention."""
_FEWEST_CASES = 3
"""Determinations whose rationales have a phrase; in fewer it may be one reviewer's or one worker's."""
_BEST_LENGTH = 160
"""Characters of the sentence that is shown for a phrase, where there is a choice."""


@dataclass(frozen=True)
class PhraseMarks:
    """The marks, and what they were found in."""

    marks: Marks
    overturned_read: int
    """Overturned items whose rationales were read for phrases."""
    upheld_read: int
    overturned_reasonings: int
    """Different ones among them: a template that many letters repeat counts once."""
    upheld_reasonings: int


@dataclass(frozen=True)
class _Texts:
    """The reasonings of both sides, the overturned first, and which of them have a phrase."""

    overturned: Sequence[Reasoning]
    upheld: Sequence[Reasoning]
    places: Sequence[Mapping[tuple[str, ...], Place]]

    @cached_property
    def all(self) -> list[Reasoning]:
        return [*self.overturned, *self.upheld]


@dataclass(frozen=True)
class _Found:
    mark: Mark
    phrase: Scored


def phrase_marks(engine: Engine, question: Question, sides: Sides) -> PhraseMarks:
    """Read at most 400 items of either side, choose phrases, and count them over all items of the question.

    In at most 16 searches for what is read and 30 for the counts.
    """
    overturned = reasonings(engine, question, Outcome.OVERTURNED.value, sides.overturned)
    upheld = reasonings(engine, question, Outcome.UPHELD.value, sides.upheld)
    texts = _Texts(overturned, upheld, [phrases_of(one.text) for one in (*overturned, *upheld)])
    ranking = ranked(_holders(texts), [True] * len(overturned) + [False] * len(upheld))
    scored = [one for one in ranking if _own(one, len(overturned)) >= _FEWEST_CASES]
    best = [
        *_best(one for one in scored if one.score > 0),
        *_best(one for one in scored if one.score < 0),
    ]
    found = [one for phrase in best if (one := _found(engine, question, phrase, sides, texts))]
    return PhraseMarks(
        _marks(_with_examples(found, texts)),
        sum(len(one.items) for one in overturned),
        sum(len(one.items) for one in upheld),
        len(overturned),
        len(upheld),
    )


def _holders(texts: _Texts) -> dict[tuple[str, ...], int]:
    """For each phrase of enough cases, the texts that have it, as bits."""
    holders: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for n, places in enumerate(texts.places):
        for words in places:
            holders[words] |= 1 << n
    cases = [one.determination for one in texts.all]
    often = ((words, bits) for words, bits in holders.items() if bits.bit_count() >= _FEWEST_CASES)
    return {
        words: bits for words, bits in often if len({cases[n] for n in _places_of(bits)}) >= _FEWEST_CASES
    }


def _places_of(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _own(one: Scored, overturned: int) -> int:
    """How many texts of the side that it speaks for have a phrase."""
    of_overturned = (one.texts & ((1 << overturned) - 1)).bit_count()
    return of_overturned if one.score > 0 else one.texts.bit_count() - of_overturned


def _best(scored: Iterable[Scored]) -> list[Scored]:
    """The clear phrases of a side, and a few that came close to it."""
    best = chosen((one for one in scored if abs(one.score) >= _CLOSE), MOST_PHRASES)
    return [
        *(one for one in best if one.is_clear),
        *[one for one in best if not one.is_clear][:MOST_UNCLEAR],
    ]


def _found(engine: Engine, question: Question, one: Scored, sides: Sides, texts: _Texts) -> _Found | None:
    """The phrase with its exact figures; ``None`` where the search for it would be too long to be asked."""
    address = with_phrase(question.address, " ".join(one.words))
    if len(address.q) > MAX_QUERY_LENGTH:
        return None
    having = sides_of(engine.search(counting(address, "outcome")))
    mark = Mark(
        label=_as_printed(one, texts),
        contrast=contrast_of(having.overturned, having.upheld, sides),
        rate=having.rate,
        address=address,
    )
    return _Found(mark, one)


def _marks(found: Iterable[_Found]) -> Marks:
    """The marks by side; what shuffling might as well have found is unclear, however it counts."""
    by_clearness = sorted(found, key=lambda one: not one.phrase.is_clear)
    clear = sorted_marks(one.mark for one in by_clearness if one.phrase.is_clear)
    others = sorted_marks(one.mark for one in by_clearness if not one.phrase.is_clear)
    return replace(clear, unclear=(*clear.unclear, *others.overturned, *others.upheld, *others.unclear))


def _as_printed(one: Scored, texts: _Texts) -> str:
    """The phrase as most texts print it, in small letters where some do."""
    printed: Counter[str] = Counter()
    for n in _places_of(one.texts):
        place = texts.places[n][one.words]
        printed[" ".join(texts.all[n].text[place.start : place.end].split())] += 1
    return max(printed, key=lambda text: (text[0].islower(), printed[text], text))


def _with_examples(found: Sequence[_Found], texts: _Texts) -> list[_Found]:
    """The phrases, those of the overturned side with a passage."""
    sources: dict[int, tuple[Reasoning, tuple[Segment, ...]]] = {}
    for n, one in enumerate(found):
        if one.phrase.score > 0:
            sources[n] = _source(one.phrase, texts, {source.determination for source, _ in sources.values()})
    items = items_with_facts(source.items[0] for source, _ in sources.values())
    examples = {
        n: Example(items[source.items[0]], passage)
        for n, (source, passage) in sources.items()
        if source.items[0] in items
    }
    return [replace(one, mark=replace(one.mark, example=examples.get(n))) for n, one in enumerate(found)]


def _source(one: Scored, texts: _Texts, quoted_before: Set[int]) -> tuple[Reasoning, tuple[Segment, ...]]:
    """The overturned reasoning that gives the phrase in a sentence of a good length, of another case yet."""
    candidates = [n for n in _places_of(one.texts) if n < len(texts.overturned)]
    passages = [(n, _passage(texts, n, one)) for n in candidates]

    def worth(found: tuple[int, Sequence[Segment]]) -> tuple[bool, int]:
        is_known = texts.overturned[found[0]].determination in quoted_before
        return is_known, abs(_length(found[1]) - _BEST_LENGTH)

    n, passage = min(passages, key=worth)
    return texts.overturned[n], passage


def _passage(texts: _Texts, n: int, one: Scored) -> tuple[Segment, ...]:
    place = texts.places[n][one.words]
    return quoted(texts.all[n].text, place.start, place.end)


def _length(passage: Sequence[Segment]) -> int:
    return sum(len(segment.text) for segment in passage)
