"""Two things that stand close together, as Tantivy finds them.

Distances are asked for one by one, as phrases with a gap; for two words in either order one
question does for all distances. Sentences and paragraphs are asked through the places of stems;
what they cannot tell, the order and phrases, is looked up in the texts that are left.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from pyroaring import BitMap
from tantivy import Query

from search import analysis
from search.engines.tantivy.opened import OpenedIndex, all_of, any_of, exact_phrase
from search.engines.tantivy.schema import places_field, schema
from search.engines.tantivy.texts import place
from search.fields import SEARCHED
from search.nearness import stand_near
from search.query.tree import Near, Phrase, Unit, Words

Side = Words | Phrase
Slots = list[tuple[str, ...]]


def near(index: OpenedIndex, fields: tuple[str, ...], query: Near) -> BitMap:
    """The documents where both sides stand close enough in one of these fields."""
    return index.kept(
        (fields, query), lambda: BitMap.union(BitMap(), *(_in_field(index, one, query) for one in fields))
    )


def _in_field(index: OpenedIndex, field: str, query: Near) -> BitMap:
    if isinstance(query.within, Unit):
        return _in_unit(index, field, query, query.within)
    asked = [one for pair in _pairs(query) for one in _at_distances(index, field, query, query.within, *pair)]
    return index.documents(any_of(asked)) if asked else BitMap()


def _pairs(query: Near) -> Iterator[tuple[Side, Side]]:
    """Every alternative of the left with every one of the right; those without a word ask for nothing."""
    for left, right in product(query.left, query.right):
        if analysis.words(left.text) and analysis.words(right.text):
            yield left, right


def _at_distances(
    index: OpenedIndex, field: str, query: Near, within: int, left: Side, right: Side
) -> Iterator[Query]:
    first, second = _slots(index, field, left), _slots(index, field, right)
    if not all(first) or not all(second):
        return
    orders = [(first, second)] if query.ordered else [(first, second), (second, first)]
    are_words = len(first) == len(second) == 1 and set(first[0]).isdisjoint(second[0])
    for before, after in orders:
        if are_words and not query.ordered:
            yield exact_phrase(field, _apart(before, after, 1), slop=within - 1)
        else:
            yield from (exact_phrase(field, _apart(before, after, n)) for n in range(1, within + 1))


def _slots(index: OpenedIndex, field: str, side: Side) -> Slots:
    """For each word of a side the spellings that will do."""
    if isinstance(side, Phrase):
        return [(word,) for word in analysis.words(side.text)]
    return [index.spellings(field, stem) for stem in analysis.stems(side.text)]


def _apart(before: Slots, after: Slots, distance: int) -> list[tuple[int, tuple[str, ...]]]:
    """The slots with their places, where the last of one side is so far from the first of the other."""
    gap = len(before) - 1 + distance
    return [*enumerate(before), *((gap + n, words) for n, words in enumerate(after))]


def _in_unit(index: OpenedIndex, field: str, query: Near, unit: Unit) -> BitMap:
    pairs = [
        (
            analysis.stems(left.text),
            analysis.stems(right.text),
            isinstance(left, Words) and isinstance(right, Words),
        )
        for left, right in _pairs(query)
    ]
    if field not in SEARCHED:  # it has no places
        together = [{*left, *right} for left, right, _ in pairs]
        asked = [all_of([index.with_stem(field, stem) for stem in stems]) for stems in together]
    else:
        asked = [
            one for left, right, _ in pairs for one in _in_one_place(index, field, unit, {*left, *right})
        ]
    if not asked:
        return BitMap()
    told = field in SEARCHED and all(
        are_words and len(left) == len(right) == 1 and left != right for left, right, are_words in pairs
    )
    if told and not query.ordered:
        return index.documents(any_of(asked))
    return BitMap(
        [
            ordinal
            for ordinal, address in index.found(any_of(asked))
            if stand_near(dict(index.texts_at(address)).get(field, ""), query)
        ]
    )


def _in_one_place(index: OpenedIndex, field: str, unit: Unit, stems: set[str]) -> Iterator[Query]:
    """Documents with all stems in one place, asked for each place where any document has them all."""
    places = [_places(index, field, unit, stem) for stem in stems]
    for one in sorted(set.intersection(*(set(found) for found in places))):
        yield all_of([_any_term(field, found[one]) for found in places])


def _places(index: OpenedIndex, field: str, unit: Unit, stem: str) -> dict[str, list[str]]:
    """By sentence or paragraph, the terms that say that a stem stands there."""
    start = place(stem, "", "").removesuffix(".")
    found: dict[str, list[str]] = defaultdict(list)
    for term, _ in index.searcher.terms_with_prefix(places_field(field), start):
        where = term[len(start) :]
        found[where if unit is Unit.SENTENCE else where.partition(".")[0]].append(term)
    return found


def _any_term(field: str, terms: Sequence[str]) -> Query:
    return any_of(
        [Query.term_query(schema(), places_field(field), term, index_option="basic") for term in terms]
    )
