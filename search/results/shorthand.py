"""Abbreviations in a query that finds little, with the words that they are short for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from search.address import SearchAddress
from search.engines.base import Engine
from search.fields import PREFIXES, Kind
from search.query.values import resolve_value
from search.results.pieces import bare_pieces, with_piece
from vocabularies.abbreviations import Meaning, meanings

FEW = 10
"""Items: a search that finds fewer may have been put in other words than the letters'."""
MOST_OFFERED = 4
"""So many searches, which only count."""


@dataclass(frozen=True)
class Shorthand:
    """Abbreviations, and the query with the words that they are short for."""

    meanings: tuple[tuple[str, str], ...]
    """Each abbreviation as typed, with what it is short for."""
    url: str
    total: int


@dataclass(frozen=True)
class _Read:
    """A piece of a query that is an abbreviation."""

    piece: str
    typed: str
    """Without the field or the quotation marks around it."""
    field: str
    """With its colon, where the abbreviation is looked for in one text field."""
    meaning: Meaning


def shorthands(engine: Engine, address: SearchAddress, total: int) -> tuple[Shorthand, ...]:
    """What abbreviations may stand for, where a search finds ``total`` items, few or none, and so finds more.

    The meaning of the query stays as it was: these are offers.
    """
    if total >= FEW:
        return ()
    found = list(islice(_read(address.q), MOST_OFFERED))
    offers = {offer.url: offer for offer in (_offer(engine, address, one, found, total) for one in found)}
    return tuple(offer for offer in offers.values() if offer.total > total)


def _read(query: str) -> Iterator[_Read]:
    for piece in dict.fromkeys(bare_pieces(query)):
        prefix, colon, value = piece.rpartition(":")
        typed = value.strip('"“”')
        for meaning in meanings(typed):
            field = PREFIXES.get(prefix.lower().replace("-", "_"))
            if field and field.kind is Kind.TEXT:
                yield _Read(piece, typed, prefix + colon, meaning)
            elif not prefix or (field and field.kind is Kind.KEYWORD and resolve_value(field, typed).note):
                yield _Read(piece, typed, "", meaning)


def _offer(engine: Engine, address: SearchAddress, one: _Read, found: list[_Read], total: int) -> Shorthand:
    """The query with one abbreviation's meaning; any other of its abbreviations has its first meaning."""
    meant: dict[str, _Read] = {}
    for other in found:
        meant.setdefault(other.piece, other)
    meant[one.piece] = one
    query = address.q
    for other in meant.values():
        query = with_piece(query, other.piece, _term(other, is_kept=total > 0))
    in_full = address.with_query(query)
    counted = engine.search(in_full.request(in_full.parsed.tree).counting())
    told = tuple((other.typed, other.meaning.name) for other in meant.values())
    return Shorthand(told, in_full.url, counted.total)


def _term(one: _Read, *, is_kept: bool) -> str:
    """Any of the wordings, beside the abbreviation itself where that finds something."""
    wordings = [f'"{wording}"' if " " in wording else wording for wording in one.meaning.wordings]
    if is_kept:
        wordings.insert(0, f'"{one.typed}"')
    alternatives = " OR ".join(wordings)
    return f"{one.field}({alternatives})" if len(wordings) > 1 else f"{one.field}{alternatives}"
