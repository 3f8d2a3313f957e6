"""Items of one page of results that repeat one reasoning, folded under the best-ranked of them.

Nothing is hidden: the fold lists the others, totals and pages count every item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.address import SearchAddress
from search.engines.base import Engine
from search.query.lexer import Is, lex
from search.query.parser import ParsedQuery
from search.query.tree import And, HasValue, Query
from search.reasoning import reasoning
from search.request import Hit
from search.results.cards import Card, ItemResult, SameReasoning, cards

FIELD_NAME = "reasoning"
_NEEDS_A_LEFT_SIDE = (Is.OR, Is.AND, Is.CONNECTOR)


def folded_cards(
    engine: Engine, address: SearchAddress, parsed: ParsedQuery, hits: Sequence[Hit]
) -> tuple[Card, ...]:
    """The hits as cards, each reasoning once, with how many items of the whole search share it.

    Costs at most one counting search for each reasoning on the page, and as a rule one in all.
    A search for one reasoning is not folded: who asks for its items wants to see them.
    """
    laid_out = cards(hits)
    if _asks_for_a_reasoning(parsed.tree):
        return laid_out
    page = _Page.of(laid_out, hits)
    totals = _Totals(engine, address, parsed.tree, page).by_key() if page.groups else {}
    folded = (_folded(card, page, totals, address) for card in laid_out)
    return tuple(card for card in folded if card.items)


@dataclass(frozen=True)
class _Page:
    """Which items of the page share a reasoning."""

    key_of: Mapping[int, str]
    """By item; an item that says too little has none."""
    groups: Mapping[str, tuple[ItemResult, ...]]
    """By key, its items on the page, the best-ranked first."""

    @classmethod
    def of(cls, laid_out: Sequence[Card], hits: Sequence[Hit]) -> "_Page":
        results = {result.item.pk: result for card in laid_out for result in card.items}
        keys = {pk: reasoning(result.item.rationale) for pk, result in results.items()}
        groups: dict[str, list[ItemResult]] = {}
        for hit in hits:
            if key := keys.get(hit.id):
                groups.setdefault(key, []).append(results[hit.id])
        return cls(keys, {key: tuple(group) for key, group in groups.items()})


@dataclass(frozen=True)
class _Totals:
    """How many items of the whole search have each reasoning of the page."""

    engine: Engine
    address: SearchAddress
    tree: Query
    page: _Page

    def by_key(self) -> Mapping[str, int]:
        """The totals; all at once where no item beyond the page repeats any of them."""
        keys = tuple(self.page.groups)
        return self._divided(keys, self._count(keys))

    def _divided(self, keys: tuple[str, ...], total: int) -> dict[str, int]:
        """Halved until a count says that nothing is left to be found, so n keys cost n counts at most."""
        on_page = {key: len(self.page.groups[key]) for key in keys}
        if len(keys) == 1:
            return {keys[0]: total}
        if total <= sum(on_page.values()):
            return on_page
        middle = len(keys) // 2
        first, second = keys[:middle], keys[middle:]
        of_first = self._count(first)
        return {**self._divided(first, of_first), **self._divided(second, total - of_first)}

    def _count(self, keys: tuple[str, ...]) -> int:
        request = self.address.request(And((HasValue(FIELD_NAME, keys), self.tree)))
        return self.engine.search(request.counting()).total


def _folded(card: Card, page: _Page, totals: Mapping[str, int], address: SearchAddress) -> Card:
    """The card without the items that stand in a fold."""
    kept = []
    for result in card.items:
        key = page.key_of[result.item.pk]
        first, *others = page.groups[key] if key else (result,)
        if result is first:
            kept.append(replace(result, same_reasoning=_same_reasoning(key, others, totals, address)))
    return replace(card, items=tuple(kept))


def _same_reasoning(
    key: str, others: Sequence[ItemResult], totals: Mapping[str, int], address: SearchAddress
) -> SameReasoning | None:
    total = totals.get(key, 0)
    if total <= 1 and not others:
        return None
    beyond = total > 1 + len(others)
    url = address.with_query(_query_for(key, address.q)).url if beyond else ""
    return SameReasoning(tuple(other.item for other in others), total, url)


def _query_for(key: str, q: str) -> str:
    """The query with the reasoning before it; what begins with an operator must not tie itself to it."""
    term = f"{FIELD_NAME}:{key}"
    tokens = lex(q)
    if tokens and tokens[0].kind in _NEEDS_A_LEFT_SIDE:
        return f"{term} ({q})"
    return f"{term} {q}".strip()


def _asks_for_a_reasoning(tree: Query) -> bool:
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return any(isinstance(part, HasValue) and part.field == FIELD_NAME for part in parts)
