"""The whole state of the search page: every state is an address, and every address a state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from search.decided import DecidedBound
from search.fields import FACETS, TEXT_FIELDS
from search.query.explain import explain
from search.query.parser import ParsedQuery, parse_query
from search.query.tree import Query
from search.request import SearchRequest, Sort

PAGE_SIZE = 20
MAX_PAGE = 10_000
"""The last page that can be reached, however many results there are: a page costs an engine all before it."""
SNIPPET_FIELDS = tuple(field.name for field in TEXT_FIELDS)

PARAMETERS: Mapping[str, str] = {facet.name: facet.parameter for facet in FACETS}
"""The name of each facet's parameter."""


@dataclass(frozen=True)
class SearchAddress:
    """What a person asks of the search page.

    Every change of the question leads back to the first page of its results.
    """

    q: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ticked facet values by field; fields without one are absent."""
    decided_from: DecidedBound | None = None
    decided_to: DecidedBound | None = None
    sort: Sort | None = None
    """``None``: the order that suits the question, see ``order``."""
    page: int = 1
    expand: bool = True
    """Whether names among the words of ``q`` find items by their other names too."""

    @cached_property
    def parsed(self) -> ParsedQuery:
        """What ``q`` means."""
        return parse_query(self.q, expand=self.expand)

    @property
    def understood(self) -> str:
        """The question in one sentence, as it was understood; of no question, that it is of all items."""
        request = self.request(self.parsed.tree)
        return explain(request.query, request.selected, request.decided_from, request.decided_to)

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is asked, so that all items answer."""
        return not self.q and not self.is_narrowed

    @property
    def order(self) -> Sort:
        """The order of the results: by relevance where there is something to be relevant to."""
        return self.sort or self._usual_order

    @property
    def chosen_sort(self) -> Sort | None:
        """The order, where it is another than the question's usual one."""
        return None if self.order is self._usual_order else self.order

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter besides the query narrows the results."""
        return bool(self.selected or self.decided_from or self.decided_to)

    @property
    def url(self) -> str:
        """The address, without anything that goes without saying."""
        parameters = urlencode(self.parameters())
        path = reverse("search:results")
        return f"{path}?{parameters}" if parameters else path

    def is_selected(self, field_name: str, value: str) -> bool:
        """Whether a facet value is ticked."""
        return value in self.selected.get(field_name, ())

    def toggled(self, field_name: str, value: str) -> "SearchAddress":
        """The same question with one facet value ticked, or no longer ticked."""
        before = self.selected.get(field_name, ())
        after = tuple(other for other in before if other != value) if value in before else (*before, value)
        return replace(self, selected=self._selected_with(field_name, after), page=1)

    def without_field(self, field_name: str) -> "SearchAddress":
        """The same question without a facet's ticks."""
        return replace(self, selected=self._selected_with(field_name, ()), page=1)

    def with_query(self, q: str) -> "SearchAddress":
        """Another query with the same filters."""
        return replace(self, q=q, page=1)

    def without_query(self) -> "SearchAddress":
        """The filters alone."""
        return self.with_query("")

    def without_filters(self) -> "SearchAddress":
        """The query alone."""
        return SearchAddress(q=self.q, sort=self.sort, expand=self.expand)

    def sorted_by(self, sort: Sort) -> "SearchAddress":
        """The same question in another order."""
        return replace(self, sort=sort, page=1)

    def expanding(self, expand: bool) -> "SearchAddress":
        """The same question with names found by their other names too, or only as typed."""
        return replace(self, expand=expand, page=1)

    def at_page(self, page: int) -> "SearchAddress":
        """Another page of the same results."""
        return replace(self, page=page)

    def request(self, query: Query) -> SearchRequest:
        """What an engine is asked; ``query`` is what the parser made of ``q``."""
        return SearchRequest(
            query=query,
            selected={name: frozenset(values) for name, values in self.selected.items()},
            decided_from=self.decided_from.day if self.decided_from else None,
            decided_to=self.decided_to.day if self.decided_to else None,
            facets=tuple(facet.name for facet in FACETS),
            sort=self.order,
            offset=(self.page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
            snippet_fields=SNIPPET_FIELDS if self.q else (),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Name and value of everything in the address that does not go without saying."""
        parameters = [("q", self.q)] if self.q else []
        if not self.expand:
            parameters.append(("expand", "off"))
        for field_name, parameter in PARAMETERS.items():
            parameters += [(parameter, value) for value in self.selected.get(field_name, ())]
        if self.decided_from:
            parameters.append(("from", self.decided_from.typed))
        if self.decided_to:
            parameters.append(("to", self.decided_to.typed))
        if self.chosen_sort:
            parameters.append(("sort", self.chosen_sort.value))
        if self.page > 1:
            parameters.append(("page", str(self.page)))
        return parameters

    @property
    def _usual_order(self) -> Sort:
        return Sort.RELEVANCE if self.q else Sort.NEWEST

    def _selected_with(self, field_name: str, values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        others = {name: kept for name, kept in self.selected.items() if name != field_name}
        return {**others, field_name: values} if values else others
