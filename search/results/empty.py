"""What leads on from a search without results: a part of it to drop, a word to spell otherwise."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import FIELD
from search.labels import value_label
from search.query.connectors import is_connector
from search.query.values import OUTCOME_WORDS, resolve_value
from search.results.misspellings import joined, respelt
from search.results.pieces import pieces_of

MOST_WORDS = 12
MOST_PARTS = 20
"""Of a question that are tried without: so many searches, which only count."""
MOST_PAIRED = 6
"""Parts of which every two are tried without where no single one helps: 15 searches."""
_CATEGORY = re.compile(r"""(?<![\w-])category:(?P<value>[^\s()|"“”]++|["“][^"“”]++["”])""", re.IGNORECASE)
_OPERATOR = re.compile(r"OR|AND|NOT|\|+|.*[()].*")


@dataclass(frozen=True)
class WayOut:
    """Another search, close to the one that found nothing, and how many items it finds."""

    label: str
    url: str
    total: int
    drops: int = 0
    """How many parts of the question it leaves out."""


@dataclass(frozen=True)
class Misspelling:
    """A word that no item has, and the query with likelier ones."""

    word: str
    ways: tuple[WayOut, ...]


@dataclass(frozen=True)
class _Part:
    """What could be left out of a question."""

    label: str
    field: str = ""
    """The facet whose ticks go, all of them: they add to each other, and without one only less is found."""
    bounds: frozenset[str] = frozenset()
    """The bounds of the decision date that go."""
    pieces: frozenset[int] = frozenset()
    """The pieces of the query that go, by their place."""

    @property
    def gone(self) -> frozenset[str | int]:
        """All that goes."""
        return self.pieces | self.bounds | frozenset(filter(None, [self.field]))


def loosenings(engine: Engine, address: SearchAddress) -> tuple[WayOut, ...]:
    """What could be left out of the question and how much that gives, the most fruitful first.

    Each part alone; where none helps, two of them; and all filters at once, which stands last. These are
    at most 36 searches.
    """
    parts = list(_parts(address))[:MOST_PARTS]
    ways = _without(engine, address, ([part] for part in parts))
    if not ways:
        ways = _without(engine, address, _pairs(address, parts[:MOST_PAIRED]))
    filters = len(address.selected) + bool(address.decided_from or address.decided_to)
    if filters > 1 and (address.q or not ways):
        everything = _fruitful(engine, [("all filters", address.without_filters())])
        ways += [replace(way, drops=filters) for way in everything]
    return tuple(ways)


def _without(engine: Engine, address: SearchAddress, drops: Iterable[Sequence[_Part]]) -> list[WayOut]:
    """The question without these parts, as often as that finds something, the most fruitful first."""
    found: list[tuple[frozenset[str | int], WayOut]] = []
    for parts in drops:
        label = " and ".join(part.label for part in parts)
        gone = frozenset[str | int]().union(*(part.gone for part in parts))
        found += [
            (gone, replace(way, drops=len(parts)))
            for way in _fruitful(engine, [(label, _dropped(address, parts))])
        ]
    # To drop more for no more results is no way out.
    ways = [
        one for gone, one in found if not any(less < gone and way.total == one.total for less, way in found)
    ]
    return sorted(ways, key=lambda way: -way.total)


def _pairs(address: SearchAddress, parts: Sequence[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Every two parts that have nothing in common and leave something of the question."""
    for pair in combinations(parts, 2):
        left = _dropped(address, pair)
        if pair[0].gone.isdisjoint(pair[1].gone) and (left.q or left.is_narrowed):
            yield pair


def corrections(engine: Engine, address: SearchAddress) -> tuple[WayOut, ...]:
    """The query with a word asked as an outcome, a category as a subcategory, two words as one."""
    together = ((one.q, one) for one in joined(engine, address))
    return tuple(_fruitful(engine, (*_with_outcome(address), *_with_subcategory(address), *together)))


def misspellings(engine: Engine, address: SearchAddress, missing: Sequence[str]) -> tuple[Misspelling, ...]:
    """Each ``missing`` word, which no item has, where a likelier one finds something."""
    found = [
        Misspelling(one.word, tuple(_fruitful(engine, ((it.q, it) for it in one.addresses))))
        for one in respelt(engine, address, missing)
    ]
    return tuple(one for one in found if one.ways)


def _fruitful(engine: Engine, candidates: Iterable[tuple[str, SearchAddress]]) -> Iterator[WayOut]:
    """The candidates that find something, counted by the engine itself."""
    for label, address in candidates:
        request = address.request(address.parsed.tree)
        counted = engine.search(request.counting())
        if counted.total:
            yield WayOut(label, address.url, counted.total)


def _dropped(address: SearchAddress, parts: Sequence[_Part]) -> SearchAddress:
    """The question without some parts."""
    for part in parts:
        address = address.without_field(part.field)
    bounds = frozenset[str]().union(*(part.bounds for part in parts))
    if gone := frozenset[int]().union(*(part.pieces for part in parts)):
        pieces = pieces_of(address.q)
        address = address.with_query(" ".join(piece for n, piece in enumerate(pieces) if n not in gone))
    return replace(
        address,
        decided_from=None if "from" in bounds else address.decided_from,
        decided_to=None if "to" in bounds else address.decided_to,
        page=1,
    )


def _parts(address: SearchAddress) -> Iterator[_Part]:
    for name, values in address.selected.items():
        labels = " or ".join(value_label(name, value) for value in values)
        yield _Part(f"{FIELD[name].label}: {labels}", field=name)
    yield from _date_parts(address)
    yield from _query_parts(address)


def _date_parts(address: SearchAddress) -> Iterator[_Part]:
    if address.decided_from:
        yield _Part(f"Decided from: {address.decided_from.typed}", bounds=frozenset({"from"}))
    if address.decided_to:
        yield _Part(f"Decided to: {address.decided_to.typed}", bounds=frozenset({"to"}))
    if address.decided_from and address.decided_to:
        yield _Part("the decision dates", bounds=frozenset({"from", "to"}))


def _query_parts(address: SearchAddress) -> Iterator[_Part]:
    pieces = pieces_of(address.q)
    if pieces and address.is_narrowed:
        yield _Part("the words in the search box", pieces=frozenset(range(len(pieces))))
    if connectors := {n: piece for n, piece in enumerate(pieces) if is_connector(piece)}:
        named = ", ".join(dict.fromkeys(connectors.values()))
        yield _Part(f"the closeness ({named})", pieces=frozenset(connectors))
    for n, piece in enumerate(pieces[:MOST_WORDS]):
        if len(pieces) > 1 and not _is_tied(pieces, n):
            label = piece if piece[0] in '"“' else f"“{piece}”"
            yield _Part(label, pieces=frozenset({n}))


def _is_tied(pieces: Sequence[str], n: int) -> bool:
    """Whether a piece is an operator or stands beside one, so that it cannot go alone."""
    beside = pieces[max(0, n - 1) : n + 2]
    return any(_OPERATOR.fullmatch(piece) or is_connector(piece) for piece in beside)


def _with_outcome(address: SearchAddress) -> Iterator[tuple[str, SearchAddress]]:
    """The word “overturned” among the words of a query may mean the outcome."""
    pieces = pieces_of(address.q)
    for n, piece in enumerate(pieces[:MOST_WORDS]):
        if outcome := OUTCOME_WORDS.get(piece.lower()):
            term = f'outcome:"{outcome}"' if " " in outcome else f"outcome:{outcome}"
            query = " ".join((*pieces[:n], term, *pieces[n + 1 :]))
            yield query, address.with_query(query)


def _with_subcategory(address: SearchAddress) -> Iterator[tuple[str, SearchAddress]]:
    """What was asked as a category may be a subcategory: DME."""
    for found in _CATEGORY.finditer(address.q):
        typed = found["value"].strip('"“”')
        if (
            resolve_value(FIELD["category"], typed).note
            and not resolve_value(FIELD["subcategory"], typed).note
        ):
            query = f"{address.q[: found.start()]}sub{found[0]}{address.q[found.end() :]}"
            yield query, address.with_query(query)
