"""The page of results as one value: everything that its template loops over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator

from search.address import MAX_PAGE, PAGE_SIZE, SearchAddress
from search.engines.base import Engine
from search.facets.panel import Facet, facets_of
from search.paging import Pagination, paginate
from search.places.links import PlaceLink, places_asked_for
from search.query.parser import ParsedQuery
from search.request import SearchResponse, Sort
from search.results.cards import Card
from search.results.chips import Chip, date_chips
from search.results.elsewhere import Elsewhere, elsewhere
from search.results.empty import Misspelling, WayOut, corrections, loosenings, misspellings
from search.results.folding import folded_cards
from search.results.head import ResultsHead, results_head, undated
from search.results.misspellings import missing_words
from search.results.shorthand import Shorthand, shorthands


@dataclass(frozen=True)
class SortLink:
    """One order of the results."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Switch:
    """The same search with names found by their other names too, or only as typed."""

    is_on: bool
    url: str


@dataclass(frozen=True)
class ResultsPage:
    """What the search page shows."""

    address: SearchAddress
    understood: str
    """The question in one sentence, as it was understood; empty where nothing was asked."""
    notes: tuple[str, ...]
    """What was expanded, corrected or could not be used."""
    total: int
    determinations: int
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[SortLink, ...]
    sorted_by: str
    """Which date the results are sorted by, in a sentence; empty where they are sorted by relevance."""
    cards: tuple[Card, ...]
    ranks: Mapping[int, int]
    """The place of each item of the cards in the whole list, counted from 1, by the item's id."""
    pagination: Pagination
    head: ResultsHead | None = None
    """How the items were decided, and when; of no results there is none."""
    is_index_empty: bool = False
    """Whether there is nothing that any search could find."""
    loosenings: tuple[WayOut, ...] = ()
    """Of a search without results: what to drop to get some, the most fruitful first."""
    corrections: tuple[WayOut, ...] = ()
    """Of a search without results: the query with a word asked as a value."""
    misspellings: tuple[Misspelling, ...] = ()
    """Words of the query that no item has, with likelier ones."""
    shorthands: tuple[Shorthand, ...] = ()
    """Where little was found: abbreviations of the query, with what they are short for."""
    elsewhere: Elsewhere | None = None
    """What no item has, where letters have it elsewhere."""
    also_searched: tuple[str, ...] = ()
    """Which names were searched for by their other names too, each in a sentence."""
    switch: Switch | None = None
    """Where names have other names: the same search without them, or with them again."""
    places: tuple[PlaceLink, ...] = ()
    """The pages about the things that are asked for."""


def results_page(
    engine: Engine, address: SearchAddress, parsed: ParsedQuery, problems: tuple[str, ...] = ()
) -> ResultsPage:
    """Search and lay out the page. Raises ``IndexUnavailableError`` where there is nothing to search."""
    request = address.request(parsed.tree)
    response = engine.search(request)
    paginator = Paginator(range(min(response.total, MAX_PAGE * PAGE_SIZE)), PAGE_SIZE)
    if address.page > paginator.num_pages:
        problems = (*problems, _last_page(paginator.num_pages))
        address = address.at_page(paginator.num_pages)
        request = address.request(parsed.tree)
        response = engine.search(request)
    facets = facets_of(address, response)
    missing = missing_words(engine, parsed.tree, nothing=not response.total)
    return ResultsPage(
        address=address,
        understood="" if address.asks_nothing else address.understood,
        notes=(*problems, *parsed.notes, *parsed.expansions),
        total=response.total,
        determinations=response.determinations,
        facets=facets,
        chips=(*_facet_chips(facets), *date_chips(address, lambda without: without.url)),
        sorts=tuple(_sort_links(address)),
        sorted_by=_sorted_by(address, response),
        cards=folded_cards(engine, address, parsed, response.hits),
        ranks={
            hit.id: rank for rank, hit in enumerate(response.hits, start=(address.page - 1) * PAGE_SIZE + 1)
        },
        pagination=paginate(paginator, address.page, lambda number: address.at_page(number).url),
        head=results_head(engine, address, request, response) if response.total else None,
        is_index_empty=not response.total and not engine.status().items,
        loosenings=() if response.total else loosenings(engine, address),
        corrections=() if response.total else corrections(engine, address),
        misspellings=misspellings(engine, address, missing),
        shorthands=shorthands(engine, address, response.total),
        elsewhere=elsewhere(engine, address, missing) if missing or not response.total else None,
        also_searched=parsed.also_searched,
        switch=_switch(address, parsed),
        places=places_asked_for(request, found=response.total > 0),
    )


def _last_page(number: int) -> str:
    if number == MAX_PAGE:
        return f"No page beyond {number:,}, which this is, can be shown: narrow the search to reach the rest."
    if number == 1:
        return "There is no second page: this is the first and the last one."
    return f"There are no more than {number:,} pages: this is the last one."


def _switch(address: SearchAddress, parsed: ParsedQuery) -> Switch | None:
    other = address.expanding(not address.expand)
    if address.expand:
        return Switch(True, other.url) if parsed.also_searched else None
    return Switch(False, other.url) if other.parsed.also_searched else None


def _facet_chips(facets: tuple[Facet, ...]) -> Iterator[Chip]:
    for facet in facets:
        for value in facet.selected:
            yield Chip(facet.label, value.label, value.toggle_url)


def _sort_links(address: SearchAddress) -> Iterator[SortLink]:
    labels = {Sort.RELEVANCE: "Relevance", Sort.NEWEST: "Newest decision", Sort.OLDEST: "Oldest decision"}
    for sort, label in labels.items():
        if sort is not Sort.RELEVANCE or address.q:
            yield SortLink(label, address.sorted_by(sort).url, sort is address.order)


def _sorted_by(address: SearchAddress, response: SearchResponse) -> str:
    if address.order is Sort.RELEVANCE or not response.total:
        return ""
    first = "newest" if address.order is Sort.NEWEST else "oldest"
    without = undated(address, response)
    if not without:
        return f"Sorted by decision date, {first} first."
    them = "the item without one stands" if without == 1 else f"the {without:,} items without one stand"
    return f"Sorted by decision date, {first} first; {them} last."
