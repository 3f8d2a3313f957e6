"""What leads on from a search without results: a filter to drop, a word to spell otherwise."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import FIELD
from search.labels import value_label
from search.misspellings import missing_words, respelt
from search.query.connectors import is_connector
from search.query.parser import ParsedQuery
from search.query.values import OUTCOME_WORDS

MOST_WORDS = 12
_PIECE = re.compile(r"""(?:[^\s"“”]++|["“”][^"“”]*+["“”]?)++""")
"""Of a query: what stands between blanks; a phrase is one piece."""
_OPERATOR = re.compile(r"OR|AND|NOT|\|+|.*[()].*")


@dataclass(frozen=True)
class WayOut:
    """Another search, close to the one that found nothing, and how many items it finds."""

    label: str
    url: str
    total: int


@dataclass(frozen=True)
class Misspelling:
    """A word that no item has, and the query with likelier ones."""

    word: str
    ways: tuple[WayOut, ...]


def loosenings(engine: Engine, address: SearchAddress) -> tuple[WayOut, ...]:
    """Each part of the question that could be dropped, the most fruitful first."""
    ways = sorted(_fruitful(engine, _looser(address)), key=lambda way: -way.total)
    if not ways and address.q and address.is_narrowed:
        ways = list(_fruitful(engine, [("all filters", address.without_filters())]))
    return tuple(ways)


def corrections(engine: Engine, address: SearchAddress) -> tuple[WayOut, ...]:
    """The query with a word that was searched as such asked as an outcome."""
    return tuple(_fruitful(engine, _with_outcome(address)))


def misspellings(
    engine: Engine, address: SearchAddress, parsed: ParsedQuery, *, nothing: bool
) -> tuple[Misspelling, ...]:
    """Each word that no item has, where a likelier one finds something."""
    missing = missing_words(engine, parsed.tree, nothing=nothing)
    found = [
        Misspelling(one.word, tuple(_fruitful(engine, ((it.q, it) for it in one.addresses))))
        for one in respelt(engine, address, missing)
    ]
    return tuple(one for one in found if one.ways)


def _fruitful(engine: Engine, candidates: Iterable[tuple[str, SearchAddress]]) -> Iterator[WayOut]:
    """The candidates that find something, counted by the engine itself."""
    for label, address in candidates:
        request = address.request(address.parsed.tree)
        counted = engine.search(replace(request, facets=(), snippet_fields=(), limit=1))
        if counted.total:
            yield WayOut(label, address.url, counted.total)


def _looser(address: SearchAddress) -> Iterator[tuple[str, SearchAddress]]:
    for name, values in address.selected.items():
        labels = " or ".join(value_label(name, value) for value in values)
        yield f"{FIELD[name].label}: {labels}", address.without_field(name)
    if address.decided_from or address.decided_to:
        yield "the decision dates", address.without_dates()
    if address.q and address.is_narrowed:
        yield "the words in the search box", address.without_query()
    pieces = _PIECE.findall(address.q)
    if connectors := [piece for piece in pieces if is_connector(piece)]:
        apart = " ".join(piece for piece in pieces if not is_connector(piece))
        yield f"the closeness ({', '.join(dict.fromkeys(connectors))})", address.with_query(apart)
    for n, piece in enumerate(pieces[:MOST_WORDS]):
        if len(pieces) > 1 and not _is_tied(pieces, n):
            label = piece if piece[0] in '"“' else f"“{piece}”"
            yield label, address.with_query(" ".join((*pieces[:n], *pieces[n + 1 :])))


def _is_tied(pieces: Sequence[str], n: int) -> bool:
    """Whether a piece is an operator or stands beside one, so that it cannot go alone."""
    beside = pieces[max(0, n - 1) : n + 2]
    return any(_OPERATOR.fullmatch(piece) or is_connector(piece) for piece in beside)


def _with_outcome(address: SearchAddress) -> Iterator[tuple[str, SearchAddress]]:
    """The word “overturned” among the words of a query may mean the outcome."""
    pieces = _PIECE.findall(address.q)
    for n, piece in enumerate(pieces[:MOST_WORDS]):
        if outcome := OUTCOME_WORDS.get(piece.lower()):
            term = f'outcome:"{outcome}"' if " " in outcome else f"outcome:{outcome}"
            query = " ".join((*pieces[:n], term, *pieces[n + 1 :]))
            yield query, address.with_query(query)
