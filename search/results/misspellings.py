"""Words of a query that no item has, and what may be meant: a likelier spelling, two words, or one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from search import analysis
from search.address import SearchAddress
from search.engines.base import Engine
from search.query.tree import And, FieldWords, HasValue, Or, Phrase, Query, Words
from search.request import SearchRequest
from vocabularies import body_parts, drugs

MOST_WORDS = 12
"""Of a query that are looked up."""
_LEAST_LETTERS = 3
_LEAST_LETTERS_GUESSED = 5
"""Nearly every abbreviation is one slip away from some word: a guess would mislead."""
_MOST_PARTED = 3
"""Words that are tried as two, five searches each at most."""
_MOST_LETTERS_PARTED = 16
_MOST_JOINED = 3
"""Pairs of words that are tried as one."""
_SHORT_PART = 3
"""Letters of a part that is as a rule written with a hyphen: x-ray, follow-up."""
_MOST_CANDIDATES = 3
_LOOKED_AT = 10
"""The index gives its most frequent words first: "there" before "therapy" for "therpy"."""


@dataclass(frozen=True)
class Respelt:
    """A word that no item has, and the question with words that some have in its place."""

    word: str
    addresses: tuple[SearchAddress, ...]
    """The likeliest first."""


def missing_words(engine: Engine, tree: Query, *, nothing: bool) -> list[str]:
    """The words of a query that occur nowhere, as typed, in lower case.

    A search that found something (not ``nothing``) can only lack a word that stands beside OR.
    """
    words: dict[str, Query] = {}
    for leaf in _leaves(tree, is_needed=not nothing):
        for word in analysis.words(leaf.text):
            if len(word) >= _LEAST_LETTERS and not word.isdigit():
                words.setdefault(word, replace(leaf, text=word))
    asked = list(words.items())[:MOST_WORDS]
    return [word for word, leaf in asked if not _occurs(engine, leaf)]


def respelt(engine: Engine, address: SearchAddress, missing: Iterable[str]) -> Iterator[Respelt]:
    """For each word that no item has and that names nothing known, the question with likelier words."""
    unknown = [word for word in missing if not _is_known(word)]
    candidates = {
        word: _parted(engine, word, n < _MOST_PARTED) or _candidates(engine, word)
        for n, word in enumerate(unknown)
    }
    likeliest = {word: found[0] for word, found in candidates.items() if found}
    for word, found in candidates.items():
        yield Respelt(
            word, tuple(address.with_query(_with(address.q, likeliest | {word: one})) for one in found)
        )


def joined(engine: Engine, address: SearchAddress) -> Iterator[SearchAddress]:
    """The question with two words beside each other as the one word that the index has: "shock wave"."""
    pairs: dict[tuple[str, str], str] = {}
    for leaf in _leaves(address.parsed.tree, is_needed=False):
        words = analysis.words(leaf.text)
        pairs |= {(one, two): one + two for one, two in pairwise(words) if not (one + two).isdigit()}
    for (one, two), word in islice(pairs.items(), _MOST_JOINED):
        if _occurs(engine, Words(word)):
            apart = re.compile(rf"(?<!\w){re.escape(one)}[\s-]+{re.escape(two)}(?!\w)", re.IGNORECASE)
            yield address.with_query(apart.sub(word, address.q))


def _leaves(tree: Query, *, is_needed: bool) -> Iterator[Words | Phrase | FieldWords]:
    """What is looked for in texts; a part that every result has needs no look, nor has a known name."""
    match tree:
        case Words() | Phrase() | FieldWords() if not is_needed:
            yield tree
        case And(parts):
            for part in parts:
                yield from _leaves(part, is_needed=is_needed)
        case Or(parts) if not any(isinstance(part, HasValue) for part in parts):
            for part in parts:
                yield from _leaves(part, is_needed=False)


def _is_known(word: str) -> bool:
    return bool(drugs.resolve(word) or body_parts.resolve(word))


def _occurs(engine: Engine, leaf: Query) -> bool:
    return engine.search(SearchRequest(leaf).counting()).total > 0


def _parted(engine: Engine, word: str, is_tried: bool) -> tuple[str, ...]:
    """The word as two that stand beside each other in the index, found by halves; none where none do."""
    if not is_tried or len(word) > _MOST_LETTERS_PARTED:
        return ()
    places = range(1, len(word))
    if not places or not _occurs(engine, _apart(word, places)):
        return ()
    while len(places) > 1:
        first, second = places[: len(places) // 2], places[len(places) // 2 :]
        places = first if _occurs(engine, _apart(word, first)) else second
    parts = word[: places[0]], word[places[0] :]
    return (("-" if min(map(len, parts)) <= _SHORT_PART else " ").join(parts),)


def _apart(word: str, places: Iterable[int]) -> Query:
    return Or(tuple(Phrase(f"{word[:at]} {word[at:]}") for at in places))


def _candidates(engine: Engine, word: str) -> tuple[str, ...]:
    """Names that the portal knows and words of the index, those with the fewest slips first, one a stem."""
    if len(word) < _LEAST_LETTERS_GUESSED:
        return ()
    named = (*drugs.suggest(word, limit=1), *body_parts.suggest(word, limit=1))
    found = [*(name.lower() for name in named), *engine.similar_words(word, _LOOKED_AT)]
    found.sort(key=lambda one: analysis.slips(one, word))
    by_stem: dict[tuple[str, ...], str] = {}
    for one in found:
        by_stem.setdefault(tuple(analysis.stems(one)), one)
    return tuple(by_stem.values())[:_MOST_CANDIDATES]


def _with(query: str, spellings: Mapping[str, str]) -> str:
    """A query with words spelt otherwise."""
    for word, other in spellings.items():
        spelt = f'"{other}"' if not other.isalnum() else other
        typed = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        query = typed.sub(spelt, query)
    return query
