"""What goes into an engine and what comes out of it: frozen values, no syntax, no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from search.query.tree import MatchAll, Query


class Sort(StrEnum):
    """The order of results. Ties are broken by the newest decision, then by document id."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class SearchRequest:
    """One search over disputed items."""

    query: Query = MatchAll()
    selected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ticked facet values by field: any of a field's values (OR), in every field (AND)."""
    decided_from: date | None = None
    decided_to: date | None = None
    """Bounds of the decision date, both included; with a bound, items without the date are left out."""
    facets: tuple[str, ...] = ()
    """The fields to count; a field's counts ignore that field's own selection."""
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    snippet_fields: tuple[str, ...] = ()

    def counting(self, *facets: str) -> "SearchRequest":
        """The same items, for their number and the counts of ``facets`` alone: no hit is found."""
        return replace(self, facets=facets, sort=Sort.NEWEST, offset=0, limit=0, snippet_fields=())


@dataclass(frozen=True)
class Segment:
    """A run of a snippet's text; ``marked`` where it matched the query."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """One disputed item that matched."""

    id: int
    score: float
    snippets: Mapping[str, tuple[Segment, ...]] = field(default_factory=dict)
    """By field: the passage with most matches, cut from the stored text; none without a match."""


@dataclass(frozen=True)
class FacetCount:
    """How many results hold a value."""

    value: str
    count: int


@dataclass(frozen=True)
class SearchResponse:
    """The answer to a ``SearchRequest``."""

    hits: tuple[Hit, ...]
    total: int
    """Disputed items that match, over all pages."""
    determinations: int
    """Determinations that they belong to."""
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    """By field, every value with a count above zero, most frequent first, then by value."""

    def counts(self, field: str) -> dict[str, int]:
        """How many items hold each value of a field that was counted, in the order of ``facets``."""
        return {one.value: one.count for one in self.facets.get(field, ())}


@dataclass(frozen=True)
class SimilarItem:
    """An item of another determination that is like a given one, and what the two share."""

    id: int
    score: float
    shared: Mapping[str, tuple[str, ...]]
    """By keyword field, the values that both items hold; ``text`` lists telling words of both rationales."""
