"""Closeness, as Westlaw and Lexis write it: ``w/5``, ``/s``, ``pre/3``, ``+p``, and ``"a b"~5``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from search import analysis
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
    Side,
    Unit,
    Words,
)
from vocabularies import body_parts, drugs

FARTHEST = 100
"""In words; a greater distance is cut to this."""
MOST_NAMES = 250
"""That one side may stand for: the names of all drugs of a class."""
_MANY_NAMES = 50
"""Only a class of drugs has more."""
_CONNECTOR = re.compile(r"(?:(?P<word>w|pre|near|n)?/|\+)(?P<reach>\d++|s|p)", re.IGNORECASE)
_UNITS = {"s": Unit.SENTENCE, "p": Unit.PARAGRAPH}


@dataclass(frozen=True)
class Connector:
    """How close two things stand."""

    within: int | Unit
    ordered: bool
    note: str = ""
    """A sentence, where the distance is another than was typed."""


@dataclass(frozen=True)
class _Side:
    alternatives: tuple[Side, ...]
    field: str = ""


def is_connector(typed: str) -> bool:
    """Whether a word of a query is a connector, such as ``w/5``."""
    return _CONNECTOR.fullmatch(typed) is not None


def connector(typed: str) -> Connector:
    """What a word that ``is_connector`` asks for."""
    found = _CONNECTOR.fullmatch(typed)
    if not found:
        raise ValueError(typed)
    reach = found["reach"].lower()
    ordered = typed[0] == "+" or (found["word"] or "").lower() == "pre"
    if unit := _UNITS.get(reach):
        return Connector(unit, ordered)
    within, note = distance(reach)
    return Connector(within, ordered, note)


def distance(digits: str) -> tuple[int, str]:
    """A number of words from 1 to 100, and a sentence where it is another than the one typed."""
    within = min(max(int(digits), 1), FARTHEST)
    changed = within != int(digits)
    note = (
        f"A distance is 1 to {FARTHEST} words: {within} is used instead of {digits[:9]}." if changed else ""
    )
    return within, note


def near(left: Query, right: Query, asked: Connector) -> tuple[Near | None, str]:
    """Both sides close together, and a sentence where that is less than was asked.

    ``None`` where a side is no word, phrase, name or choice of them. A word may have an ending such as ``*``.
    """
    one, other = _side_of(left), _side_of(right)
    if not one or not other or (one.field and other.field and one.field != other.field):
        return None, ""
    kept = (one.alternatives[:MOST_NAMES], other.alternatives[:MOST_NAMES])
    most = max(len(one.alternatives), len(other.alternatives))
    cut = f"A side of the connector has {most:,} names: only the first {MOST_NAMES} are looked for there."
    query = Near(*kept, asked.within, asked.ordered, one.field or other.field)
    return query, " ".join(filter(None, (asked.note, cut if most > MOST_NAMES else "")))


def phrase_within(text: str, within: int, field: str = "") -> Query | None:
    """The words of a phrase as spelt, in any order, each near the next one; ``None`` without a word."""
    words = analysis.words(text)
    if len(words) < 2:
        return _exactly(words[0], field) if words else None
    pairs = dict.fromkeys(
        Near((Phrase(one),), (Phrase(after),), within, field=field) for one, after in pairwise(words)
    )
    return And(tuple(pairs)) if len(pairs) > 1 else next(iter(pairs))


def _exactly(word: str, field: str) -> Query:
    return FieldWords(field, word, exact=True) if field else Phrase(word)


def _side_of(query: Query) -> _Side | None:
    """What a part may stand for where it has to be close to another; ``None`` for what has no place."""
    side = _alternatives(query)
    if not side or not side.alternatives:
        return None
    distinct: dict[tuple[str, ...], Side] = {}
    for one in side.alternatives:
        distinct.setdefault(_looks_for(one), one)
    alternatives = tuple(distinct.values())
    if len(alternatives) > _MANY_NAMES:
        alternatives = _without_longer_names(alternatives)
    return replace(side, alternatives=alternatives)


def _without_longer_names(alternatives: tuple[Side, ...]) -> tuple[Side, ...]:
    """The names but for those with a word that is a name itself: it stands wherever they stand.

    A distance then counts from the drug's own word, "Vicodin" in "Vicodin ES".
    """
    words = {stem for one in alternatives if isinstance(one, Words) for stem in analysis.stems(one.text)}
    return tuple(
        one
        for one in alternatives
        if not isinstance(one, Phrase) or words.isdisjoint(analysis.stems(one.text))
    )


def _looks_for(one: Side) -> tuple[str, ...]:
    """The same for two that find the same."""
    words = analysis.stems(one.text) if isinstance(one, Words) else analysis.words(one.text)
    return type(one).__name__, *words


def _alternatives(query: Query, *, beside_values: bool = False) -> _Side | None:
    match query:
        case Words(text) if beside_values or len(text.split()) == 1:
            return _Side((_spelt(text),))
        case FieldWords(field, text, exact=False) if len(text.split()) == 1:
            return _Side((_spelt(text),), field)
        case Phrase(text):
            return _Side((Phrase(text),))
        case FieldWords(field, text, exact=True):
            return _Side((Phrase(text),), field)
        case Prefix(text, field):
            return _Side((Prefix(text),), field)
        case Fuzzy(text, field):
            return _Side((Fuzzy(text),), field)
        case Or(parts):
            return _any_side(parts)
        case HasValue() | And():
            names = _names(query)
            return None if names is None else _Side(tuple(map(_spelt, names)))
    return None


def _any_side(parts: Iterable[Query]) -> _Side | None:
    """All that several parts may stand for; a name stands beside the values that it was taken for."""
    named = any(isinstance(part, HasValue) for part in parts)
    sides = [_alternatives(part, beside_values=named) for part in parts]
    known = [side for side in sides if side]
    fields = {side.field for side in known if side.alternatives}
    if len(known) < len(sides) or len(fields) > 1:
        return None
    return _Side(tuple(one for side in known for one in side.alternatives), fields.pop() if fields else "")


def _names(query: HasValue | And) -> tuple[str, ...] | None:
    """What values are called in a text; a class by its name and those of its drugs."""
    match query:
        case HasValue("drug", values):
            return tuple(name for value in values for name in drugs.names_of((value,)))
        case HasValue("body_part", values):
            return tuple(name for value in values for name in body_parts.names_of(value))
        case HasValue("drug_class", values):
            return tuple(name for value in values for name in _names_of_class(value))
        case And(parts):
            values = tuple(_drugs(parts))
            return drugs.names_of(tuple(sorted(values))) if len(values) == len(parts) else None
    return None


def _names_of_class(name: str) -> Iterator[str]:
    yield name
    for ingredient in drugs.resolve(name):
        yield from drugs.names_of((ingredient,))


def _drugs(parts: Iterable[Query]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, HasValue) and part.field == "drug" and len(part.values) == 1:
            yield part.values[0]


def _spelt(name: str) -> Words | Phrase:
    """A single word finds its other forms; several stand as they are spelt."""
    return Words(name) if len(analysis.words(name)) == 1 else Phrase(name)
