"""What items must hold to be counted: as a search of the engine, and as the address that lists them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from determinations.models import Outcome
from search.address import SearchAddress
from search.query.parser import parse_query
from search.query.tree import And, HasValue, MatchAll, Query
from search.request import SearchRequest, Sort
from vocabularies.eras import ERAS

OVERTURNED: str = Outcome.OVERTURNED.value


@dataclass(frozen=True)
class Condition:
    """An item holds one of some values of a keyword field."""

    field: str
    values: tuple[str, ...]


OF_OVERTURNED = Condition("outcome", (OVERTURNED,))


def counting(
    conditions: Iterable[Condition], facets: Sequence[str], era: str = "", *, newest: int = 0
) -> SearchRequest:
    """The items that meet all conditions, counted by ``facets``; the ids of the ``newest`` of them.

    The conditions stand in the query, not among the ticks: a facet's counts ignore its own ticks. The era
    is ticked, so that a count by era still counts the others.
    """
    return SearchRequest(
        query=query_of(conditions),
        selected={"era": frozenset((era,))} if era else {},
        facets=tuple(facets),
        sort=Sort.NEWEST,
        limit=newest,
    )


def query_of(conditions: Iterable[Condition]) -> Query:
    """All conditions, on the same item."""
    parts = tuple(HasValue(one.field, one.values) for one in conditions)
    if not parts:
        return MatchAll()
    return parts[0] if len(parts) == 1 else And(parts)


def address_of(
    conditions: Iterable[Condition], *, overturned: bool = False, era: str = ""
) -> SearchAddress | None:
    """The search that finds the items of ``counting`` with the same conditions; ``None`` where there is none.

    The first condition on a field is ticked. Ticks of one field are alternatives, so that a second one on it
    becomes a term of the query; where the query language takes the value for another, the two change places.
    """
    wanted = [*conditions, *([OF_OVERTURNED] if overturned else [])]
    eras = {"era": (era,)} if era in ERAS else {}
    for order in (wanted, wanted[::-1]):
        ticked, typed = _parted(order)
        q = " ".join(_term(one) for one in typed)
        if not typed or parse_query(q).tree == query_of(typed):
            return SearchAddress(q=q, selected={**{one.field: one.values for one in ticked}, **eras})
    return None


def url_of(conditions: Iterable[Condition], *, overturned: bool = False, era: str = "") -> str:
    """The address of the search for these items; empty where the query language cannot name them."""
    address = address_of(conditions, overturned=overturned, era=era)
    return address.url if address else ""


def _parted(conditions: Sequence[Condition]) -> tuple[list[Condition], list[Condition]]:
    """The first condition on each field, and the others."""
    ticked: dict[str, Condition] = {}
    for one in conditions:
        ticked.setdefault(one.field, one)
    return list(ticked.values()), [one for one in conditions if ticked[one.field] is not one]


def _term(condition: Condition) -> str:
    terms = [f'{condition.field}:"{value}"' for value in condition.values]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"
