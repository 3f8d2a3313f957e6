"""Words of a query that no item has, and what they may be misspellings of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from search import analysis
from search.address import SearchAddress
from search.engines.base import Engine
from search.query.tree import And, FieldWords, HasValue, Or, Phrase, Query, Words
from search.request import SearchRequest
from vocabularies import body_parts, drugs

MOST_WORDS = 12
"""Of a query that are looked up."""
_LEAST_LETTERS = 3
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
    return [word for word, leaf in asked if not _is_known(word) and not _occurs(engine, leaf)]


def respelt(engine: Engine, address: SearchAddress, missing: Iterable[str]) -> Iterator[Respelt]:
    """For each word that no item has, the question with likelier words."""
    candidates = {word: _candidates(engine, word) for word in missing}
    likeliest = {word: found[0] for word, found in candidates.items() if found}
    for word, found in candidates.items():
        yield Respelt(
            word, tuple(address.with_query(_with(address.q, likeliest | {word: one})) for one in found)
        )


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


def _candidates(engine: Engine, word: str) -> tuple[str, ...]:
    """Names that the portal knows and words of the index, those with the fewest slips first."""
    named = (*drugs.suggest(word, limit=1), *body_parts.suggest(word, limit=1))
    found = [*(name.lower() for name in named), *engine.similar_words(word, _LOOKED_AT)]
    found.sort(key=lambda one: analysis.slips(one, word))
    return tuple(dict.fromkeys(found))[:_MOST_CANDIDATES]


def _with(query: str, spellings: Mapping[str, str]) -> str:
    """A query with words spelt otherwise."""
    for word, other in spellings.items():
        spelt = f'"{other}"' if " " in other else other
        typed = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        query = typed.sub(spelt, query)
    return query
