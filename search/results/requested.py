"""How many of a search's items request what its words name: the others only mention it.

All items of a case share its summary, so that a drug's name finds whatever else was requested beside
it. A rate of all these items is not the drug's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.address import SearchAddress
from search.engines.base import Engine
from search.forms import MAX_QUERY_LENGTH
from search.query.names import Name, name_meant
from search.query.tree import And, Or, Query
from search.rates import rate_of
from search.results.pieces import with_piece

_Choice = tuple[Name, ...]
"""Names any of which will do; as a rule one."""


@dataclass(frozen=True)
class Requested:
    """The items that request what was named, among those that the outcomes above the results count."""

    named: str
    """What they request, in words."""
    names: int
    count: int
    overturned: int
    total: int
    """With the items that only mention it."""
    url: str
    """The search for those that request it, with all filters; empty where it would find nothing."""

    @property
    def others(self) -> str:
        """What the other items have to do with the name."""
        what = "it" if self.names == 1 else "at least one of them without requesting it"
        return f"the other mentions {what}" if self.total - self.count == 1 else f"the others mention {what}"


def requested(engine: Engine, address: SearchAddress, total: int) -> Requested | None:
    """The items that request what plain words of the query name; ``None`` where all of them do.

    ``total`` is how many items the search finds, whatever outcome is ticked. Costs one counting search,
    where the query names a drug or a class of drugs.
    """
    choices = list(_choices(address.parsed.tree))
    only = _only_requested(address, choices) if choices else None
    if not only:
        return None
    counted = engine.search(only.request(only.parsed.tree).counting("outcome"))
    rate = rate_of(counted.counts("outcome"))
    if rate.total >= total:
        return None
    return Requested(
        named=" and ".join(" or ".join(name.requested for name in choice) for choice in choices),
        names=sum(len(choice) for choice in choices),
        count=rate.total,
        overturned=rate.overturned,
        total=total,
        url=only.url if counted.total else "",
    )


def _choices(tree: Query) -> Iterator[_Choice]:
    """What every result names: one name each, or a choice of names."""
    for part in _needed(tree):
        if choice := _choice(part):
            yield choice


def _needed(tree: Query) -> Iterator[Query]:
    if not isinstance(tree, And):
        yield tree
        return
    for part in tree.parts:
        yield from _needed(part)


def _choice(part: Query) -> _Choice:
    """The names of drugs or classes of drugs that a part is a choice of; none where it is anything else."""
    if name := name_meant(part):
        return (name,) if name.term else ()
    if not isinstance(part, Or):
        return ()
    names = [name_meant(one) for one in part.parts]
    return tuple(name for name in names if name) if all(name and name.term for name in names) else ()


def _only_requested(address: SearchAddress, choices: Sequence[_Choice]) -> SearchAddress | None:
    """The question with each name asked as a request; ``None`` where that is too long to ask."""
    names = {name.text: name for choice in choices for name in choice}
    replaced = address.with_query(_with_terms(address.q, names.values()))
    if replaced.parsed.tree != _holding(address.parsed.tree):
        terms = " ".join(f"({' OR '.join(name.term for name in choice)})" for choice in choices)
        replaced = address.with_query(f"{terms} ({address.q})")
    return replaced if len(replaced.q) <= MAX_QUERY_LENGTH else None


def _holding(tree: Query) -> Query:
    """The tree with the values that each name stands for, without the words."""
    if isinstance(tree, And):
        return And(tuple(_holding(part) for part in tree.parts))
    if not _choice(tree):
        return tree
    if name := name_meant(tree):
        return name.holding
    parts = tree.parts if isinstance(tree, Or) else ()
    return Or(tuple(_holding(part) for part in parts))


def _with_terms(query: str, names: Iterable[Name]) -> str:
    """A query with the terms of names where these stand as words of their own."""
    for name in names:
        query = with_piece(query, name.text, name.term)
    return query
