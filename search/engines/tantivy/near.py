"""Two things that stand close together, as Tantivy finds them.

Distances are asked for one by one, as phrases with a gap; for two words in either order one
question does for all distances. Sentences and paragraphs are asked through the places of stems;
what they cannot tell, the order, phrases and some spellings, is looked up in the texts that are left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from pyroaring import BitMap
from tantivy import Query

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, Slot, all_of, any_of, exact_phrase
from search.engines.tantivy.schema import places_field, schema
from search.engines.tantivy.slots import is_word, listed, spelt, ways
from search.engines.tantivy.texts import place
from search.fields import SEARCHED
from search.nearness import stand_near
from search.query.tree import Near, Side, Unit

_MOST_ASKED = 400
"""Phrases of one question in one field; of more it is quicker to look into the texts."""
Stems = frozenset[str]
Slots = list[Slot]


class _Stemmed(NamedTuple):
    """A side as the places of stems know it."""

    words: tuple[Stems, ...]
    """For each word of the side the stems that it may have."""
    is_told: bool
    """Wherever such a stem stands, the side stands."""


def near(index: OpenedIndex, fields: tuple[str, ...], query: Near) -> BitMap:
    """The documents where both sides stand close enough in one of these fields."""
    return index.kept(
        (fields, query), lambda: BitMap.union(BitMap(), *(_in_field(index, one, query) for one in fields))
    )


def _in_field(index: OpenedIndex, field: str, query: Near) -> BitMap:
    if isinstance(query.within, Unit):
        return _in_unit(index, field, query, query.within)
    lefts, rights = (_with_words(ways(index, field, side)) for side in (query.left, query.right))
    if not (lefts and rights):
        return BitMap()
    asked = (
        one
        for left, right in product(lefts, rights)
        for one in _apart_at_most(field, left, right, query.within, ordered=query.ordered)
    )
    few = list(islice(asked, _MOST_ASKED + 1))
    if len(few) <= _MOST_ASKED:
        return index.documents(any_of(few))
    return _looked_up(index, field, query, lefts, rights)


def _with_words(side: Iterable[Slots]) -> list[Slots]:
    return [slots for slots in side if all(slot.words for slot in slots)]


def _looked_up(
    index: OpenedIndex, field: str, query: Near, lefts: Sequence[Slots], rights: Sequence[Slots]
) -> BitMap:
    """The same: words are asked for, phrases looked up in the texts where both sides begin close enough.

    Two dozen names of one class near two dozen of another, a hundred words apart, are ten thousands of
    phrases, which cost gigabytes.
    """
    within = int(query.within)
    farthest = within + max(map(len, (*lefts, *rights))) - 1
    words: list[Query] = []
    about: list[Query] = []
    for some, others in product(_grouped(lefts), _grouped(rights)):
        if _are_different_words(some[0], others[0]) and not query.ordered:
            words += _apart_at_most(field, some[0], others[0], within, ordered=False)
        else:
            about += _beginning_near(field, some, others, farthest)
    found = index.documents(any_of(words))
    looked_up = (
        ordinal
        for ordinal, address in index.found(any_of(about))
        if ordinal not in found and stand_near(dict(index.texts_at(address)).get(field, ""), query)
    )
    return found | BitMap(looked_up)


def _grouped(side: Sequence[Slots]) -> list[list[Slots]]:
    """Each slot of words, and the phrases together."""
    phrases = [slots for slots in side if len(slots) > 1]
    return [*([slots] for slots in side if len(slots) == 1), *([phrases] if phrases else [])]


def _are_different_words(first: Slots, second: Slots) -> bool:
    return len(first) == len(second) == 1 and set(first[0].words).isdisjoint(second[0].words)


def _beginning_near(
    field: str, lefts: Sequence[Slots], rights: Sequence[Slots], within: int
) -> Iterator[Query]:
    for left, right in product(_first_words(lefts), _first_words(rights)):
        if set(left.words).isdisjoint(right.words):
            yield exact_phrase(field, [(0, left), (1, right)], slop=within - 1)
        else:
            yield all_of([exact_phrase(field, [(0, slot)]) for slot in (left, right)])


def _first_words(side: Sequence[Slots]) -> Iterator[Slot]:
    return listed(sorted({word for slots in side for word in slots[0].words}))


def _apart_at_most(field: str, first: Slots, second: Slots, within: int, *, ordered: bool) -> Iterator[Query]:
    are_words = _are_different_words(first, second)
    for before, after in [(first, second)] if ordered else [(first, second), (second, first)]:
        if are_words and not ordered:
            yield exact_phrase(field, _apart(before, after, 1), slop=within - 1)
        else:
            yield from (exact_phrase(field, _apart(before, after, n)) for n in range(1, within + 1))


def _apart(before: Slots, after: Slots, distance: int) -> list[tuple[int, Slot]]:
    """The slots with their places, where the last of one side is so far from the first of the other."""
    gap = len(before) - 1 + distance
    return [*enumerate(before), *((gap + n, slot) for n, slot in enumerate(after))]


def _in_unit(index: OpenedIndex, field: str, query: Near, unit: Unit) -> BitMap:
    told: list[Query] = []
    others: list[Query] = []
    lefts, rights = _stemmed(index, field, query.left), _stemmed(index, field, query.right)
    for left, right in product(lefts, rights):
        is_told = left.is_told and right.is_told and left.words[0].isdisjoint(right.words[0])
        asked = told if is_told and not query.ordered and field in SEARCHED else others
        asked += _together(index, field, unit, {*left.words, *right.words})
    found = index.documents(any_of(told)) if told else BitMap()
    more = [
        ordinal
        for ordinal, address in (index.found(any_of(others)) if others else ())
        if ordinal not in found and stand_near(dict(index.texts_at(address)).get(field, ""), query)
    ]
    return found | BitMap(more)


def _stemmed(index: OpenedIndex, field: str, alternatives: Iterable[Side]) -> list[_Stemmed]:
    """The single words together, and each phrase."""
    words: set[str] = set()
    phrases: list[_Stemmed] = []
    for side in alternatives:
        if is_word(side):
            words.update(spelt(index, field, side))
        elif stems := analysis.stems(side.text):
            phrases.append(_Stemmed(tuple(frozenset((stem,)) for stem in stems), is_told=False))
    stems_of_words = frozenset(map(analysis.stem, words))
    # "tapering*" has the stem of "taper", which does not begin so.
    is_told = index.forms(field, stems_of_words) <= words
    return [_Stemmed((stems_of_words,), is_told), *phrases] if words else phrases


def _together(index: OpenedIndex, field: str, unit: Unit, words: set[Stems]) -> Iterable[Query]:
    """Documents that have all of these words in one place, or somewhere where the field knows no places."""
    if field in SEARCHED:
        return _in_one_place(index, field, unit, words)
    return [all_of([_with_any(index, field, stems) for stems in words])]


def _with_any(index: OpenedIndex, field: str, stems: Stems) -> Query:
    return any_of([index.with_stem(field, stem) for stem in sorted(stems)])


def _in_one_place(index: OpenedIndex, field: str, unit: Unit, words: Iterable[Stems]) -> Iterator[Query]:
    """Documents with all words in one place, asked for each place where any document has them all."""
    places = [_places(index, field, unit, stems) for stems in words]
    for one in sorted(set.intersection(*(set(found) for found in places))):
        yield all_of([_any_term(field, found[one]) for found in places])


def _places(index: OpenedIndex, field: str, unit: Unit, stems: Stems) -> dict[str, list[str]]:
    """By sentence or paragraph, the terms that say that one of these stems stands there."""
    found: dict[str, list[str]] = defaultdict(list)
    for stem in sorted(stems):
        start = place(stem, "", "").removesuffix(".")
        for term, _ in index.searcher.terms_with_prefix(places_field(field), start):
            where = term[len(start) :]
            found[where if unit is Unit.SENTENCE else where.partition(".")[0]].append(term)
    return found


def _any_term(field: str, terms: Sequence[str]) -> Query:
    return any_of(
        [Query.term_query(schema(), places_field(field), term, index_option="basic") for term in terms]
    )
