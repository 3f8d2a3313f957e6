"""A search without its outcome, and the searches that lie behind the figures about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from search.address import SearchAddress
from search.fields import FIELD, PREFIXES
from search.query.lexer import Is, Token, lex
from search.query.parser import parse_query
from search.query.tree import And, FieldWords, HasValue, MatchAll, Query
from search.request import SearchRequest

_BETWEEN = (Is.OR, Is.AND, Is.CONNECTOR)


@dataclass(frozen=True)
class Question:
    """What is compared: a search of any outcome."""

    address: SearchAddress
    """Without ticked outcome, without an outcome in the query; on the first page, in the usual order."""
    had_outcome: bool = False
    """Whether an outcome was taken out."""

    @property
    def url(self) -> str:
        """Of the page about it."""
        return won_url(self.address)


def question_of(address: SearchAddress) -> Question:
    """The question that a search asks when its outcome is left open."""
    plain = replace(address, sort=None, page=1)
    open_address = plain.without_field("outcome").with_query(query_without_outcome(plain.q))
    return Question(open_address, had_outcome=open_address != plain)


def won_url(address: SearchAddress, name: str = "search:won") -> str:
    """The page about a search, or the part of it that ``name`` names; an order and a page are left out."""
    parameters = replace(address, sort=None, page=1).url.partition("?")[2]
    return f"{reverse(name)}?{parameters}" if parameters else reverse(name)


def query_without_outcome(q: str) -> str:
    """A query without its terms for the outcome; letter for letter the same where it has none."""
    tokens = lex(q)
    places = [n for n, token in enumerate(tokens) if _asks_for_outcome(token)]
    if not places:
        return q
    left_out = {place for n in places for place in _places_of_term(tokens, n)}
    return _written(tokens[n] for n in range(len(tokens)) if n not in left_out)


def with_phrase(address: SearchAddress, phrase: str) -> SearchAddress:
    """The same search of items whose rationale also has the phrase, exactly as it is spelt."""
    return _narrowed(address, f'rationale:"{phrase}"', FieldWords("rationale", phrase, exact=True))


def with_value(address: SearchAddress, field: str, value: str) -> SearchAddress:
    """The same search of items that also hold a value: ticked, or where others are ticked, in the query."""
    if FIELD[field].facet and not address.selected.get(field):
        return address.toggled(field, value)
    return _narrowed(address, f'{field}:"{value}"', HasValue(field, (value,)))


def counting(address: SearchAddress, *facets: str, further: Sequence[Query] = ()) -> SearchRequest:
    """A request for numbers alone. A field's counts are those of the results, whatever is ticked in it."""
    ticked = [HasValue(name, values) for name, values in address.selected.items()]
    parts = [*_parts(address.parsed.tree), *ticked, *further]
    return SearchRequest(
        query=And(tuple(parts)) if len(parts) > 1 else next(iter(parts), MatchAll()),
        decided_from=address.decided_from.day if address.decided_from else None,
        decided_to=address.decided_to.day if address.decided_to else None,
    ).counting(*facets)


def _narrowed(address: SearchAddress, term: str, meaning: Query) -> SearchAddress:
    """The search with a further term, put where the query's own words mean what they meant before."""
    q = address.q
    wanted = {*_parts(address.parsed.tree), meaning}
    bare = _written(token for token in lex(q) if token.kind is not Is.LOOSE_QUOTE)
    for longer in (f"{q} {term}".strip(), f"{term} {q}", f"{bare} {term}"):
        if set(_parts(parse_query(longer, expand=address.expand).tree)) == wanted:
            return address.with_query(longer)
    return address.with_query(f"{bare} {term}".strip())


def _parts(query: Query) -> tuple[Query, ...]:
    """What all has to hold."""
    if isinstance(query, MatchAll):
        return ()
    return query.parts if isinstance(query, And) else (query,)


def _asks_for_outcome(token: Token) -> bool:
    field = PREFIXES.get(token.field.lower().replace("-", "_")) if token.kind is Is.FIELD else None
    return field is not None and field.name == "outcome"


def _places_of_term(tokens: Sequence[Token], place: int) -> set[int]:
    """The places of a term: its field, what stands in parentheses behind it, NOT, and one operator."""
    first, last = place, place
    if not tokens[place].text and not tokens[place].is_quoted:
        last = _end_of_group(tokens, place + 1)
    while first and tokens[first - 1].kind is Is.NOT:
        first -= 1
    if first and tokens[first - 1].kind in _BETWEEN:
        first -= 1
    elif last + 1 < len(tokens) and tokens[last + 1].kind in _BETWEEN:
        last += 1
    return set(range(first, last + 1))


def _end_of_group(tokens: Sequence[Token], start: int) -> int:
    """Where the parentheses close that open at ``start``; the place before it where none open."""
    depth = 0
    for n in range(start, len(tokens)):
        depth += (tokens[n].kind is Is.OPEN) - (tokens[n].kind is Is.CLOSE)
        if depth <= 0:
            return n if n > start else start - 1
    return len(tokens) - 1 if start < len(tokens) else start - 1


def _written(tokens: Iterable[Token]) -> str:
    """Tokens as a query again, without operators at its ends, which have nothing to join."""
    kept = list(tokens)
    while kept and kept[-1].kind in (*_BETWEEN, Is.NOT):
        kept.pop()
    while kept and kept[0].kind in _BETWEEN:
        kept.pop(0)
    return "".join(_as_typed(token) + ("" if token.text == "-" else " ") for token in kept).strip()


def _as_typed(token: Token) -> str:
    text = f'"{token.text}"{token.suffix}' if token.is_quoted else token.text
    return f"{token.field}:{text}" if token.kind is Is.FIELD else text
