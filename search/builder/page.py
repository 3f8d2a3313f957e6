"""What the query builder's page shows: the form, the query that it writes, and what that finds."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from search.address import SearchAddress
from search.builder.form import BuilderForm, Offered
from search.builder.query import VALUE_FIELDS, build_query
from search.builder.query import with_filters as query_with_filters
from search.engines.base import Engine, IndexUnavailableError
from search.forms import MAX_QUERY_LENGTH
from search.labels import value_label
from search.request import SearchRequest

MOST_OFFERED = 100
"""Values of one field that the page offers, those of most items first; more may be typed."""


@dataclass(frozen=True)
class BuilderPage:
    """The form, and the query that it writes."""

    form: BuilderForm
    address: SearchAddress
    """The search for it."""
    understood: str
    """The question in one sentence; empty where nothing is asked."""
    notes: tuple[str, ...]
    also_searched: tuple[str, ...]
    total: int | None
    """The items that it finds; ``None`` while there is no index to ask."""

    @property
    def query(self) -> str:
        """As it stands in the search box."""
        return self.address.q

    @property
    def url(self) -> str:
        """The builder's own address, filled in so."""
        filled = {name: self.form[name].value() for name in self.form.fields}
        if not filled["near_left"] or not filled["near_right"]:
            filled.pop("closeness")
        parameters = urlencode({name: value for name, value in filled.items() if value})
        return f"{reverse('search:builder')}?{parameters}" if self.query else reverse("search:builder")


def builder_url(address: SearchAddress) -> str:
    """The builder with a search opened in it; ticked filters become part of the query."""
    first, last = (bound.typed if bound else "" for bound in (address.decided_from, address.decided_to))
    q = query_with_filters(address.q, address.selected, first, last)
    parameters = {**({"q": q} if q else {}), **({} if address.expand else {"expand": "off"})}
    return f"{reverse('search:builder')}?{urlencode(parameters)}" if parameters else reverse("search:builder")


def builder_page(engine: Engine | None, form: BuilderForm) -> BuilderPage:
    """The query that a filled-in form writes; without an engine its items are not counted."""
    query = build_query(form.parts)
    too_long = len(query) > MAX_QUERY_LENGTH
    address = SearchAddress(q=query[:MAX_QUERY_LENGTH], expand=form.expands)
    parsed = address.parsed
    problems = [*form.problems]
    if too_long:
        problems.append(f"The query is too long: only its first {MAX_QUERY_LENGTH:,} characters are used.")
    return BuilderPage(
        form=form,
        address=address,
        understood="" if address.asks_nothing else address.understood,
        notes=(*problems, *parsed.notes, *parsed.expansions),
        also_searched=parsed.also_searched,
        total=_total(engine, SearchRequest(parsed.tree).counting()) if engine and query else None,
    )


def _total(engine: Engine, request: SearchRequest) -> int | None:
    try:
        return engine.search(request).total
    except IndexUnavailableError:
        return None


def offered_values(engine: Engine) -> dict[str, tuple[Offered, ...]]:
    """The values that items have, those of most items first, each with the number of items."""
    try:
        counted = engine.search(SearchRequest().counting(*VALUE_FIELDS))
    except IndexUnavailableError:
        return {}
    return {
        name: tuple(
            Offered(value, f"{value_label(name, value)} ({count:,})")
            for value, count in list(counted.counts(name).items())[:MOST_OFFERED]
        )
        for name in VALUE_FIELDS
    }
