"""The pages of places: one place, the start page, the heat map and the cross table."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from search.engines.base import Engine, IndexUnavailableError
from search.htmx import HtmxRequest
from search.index import open_engine
from search.places.cross_table import asked_for
from search.places.cross_table import cross_table as cross_table_page
from search.places.eras import era_asked
from search.places.heat_map import By, Order
from search.places.heat_map import heat_map as heat_map_page
from search.places.held import held
from search.places.kinds import BY_PATH, place_url
from search.places.page import place_page
from search.places.place import EDITION_OF_BOOK, Place, edition_at, page_at, place_at
from search.places.start import MOST_LETTERS, find, start_page
from search.unavailable import unavailable
from vocabularies import guidelines

P = ParamSpec("P")
Code = TypeVar("Code", bound=StrEnum)


def _with_engine(
    view: Callable[Concatenate[HtmxRequest, Engine, P], HttpResponse],
) -> Callable[Concatenate[HtmxRequest, P], HttpResponse]:
    """Call a view with the engine; while search is away, say so with status 503."""

    @require_safe
    @wraps(view)
    def wrapped(request: HtmxRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, open_engine(), *args, **kwargs)
        except IndexUnavailableError as problem:
            return unavailable(request, problem)

    return cast("Callable[Concatenate[HtmxRequest, P], HttpResponse]", wrapped)


@_with_engine
def place(request: HtmxRequest, engine: Engine, path: str, slug: str) -> HttpResponse:
    """A drug, body part, guideline chapter, category or reason."""
    return _place(request, engine, place_at(BY_PATH[path], slug, held(engine)))


@_with_engine
def edition(request: HtmxRequest, engine: Engine, slug: str, year: int) -> HttpResponse:
    """A guideline chapter in one edition."""
    return _place(request, engine, edition_at(slug, year, held(engine)))


@_with_engine
def guideline_page(request: HtmxRequest, engine: Engine, book: str, page: int) -> HttpResponse:
    """A page of a guideline."""
    return _place(request, engine, page_at(book, page, held(engine)))


@require_safe
def book(request: HtmxRequest, book: str) -> HttpResponse:
    """All pages of a guideline: only that of 2009 on chronic pain has a map; others lead to their edition."""
    if book not in EDITION_OF_BOOK:
        raise Http404("No guideline's pages have such addresses.")
    return redirect(place_url("edition", str(guidelines.edition_name(*EDITION_OF_BOOK[book]))))


def _place(request: HtmxRequest, engine: Engine, found: Place | None) -> HttpResponse:
    """The page of a place; another spelling of its address leads to it."""
    if not found:
        raise Http404("No vocabulary and no item of the index has this name.")
    era = era_asked(request.GET.get("era", ""))
    if found.url != request.path:
        return redirect(f"{found.url}?era={era}" if era else found.url)
    return render(request, "places/place.html", {"page": place_page(engine, found, era)})


@_with_engine
def start(request: HtmxRequest, engine: Engine) -> HttpResponse:
    """The most frequent places of each kind; a name in ``find`` that means one place leads there."""
    typed = " ".join(request.GET.get("find", "").replace("\x00", "").split())[:MOST_LETTERS]
    found = find(engine, typed) if typed else ()
    if len(found) == 1:
        return redirect(found[0].url)
    page = start_page(engine, request.path, era_asked(request.GET.get("era", "")), typed, found)
    return render(request, "places/start.html", {"page": page})


@_with_engine
def heat_map(request: HtmxRequest, engine: Engine) -> HttpResponse:
    """The pages of the 2009 Chronic Pain guideline, shaded ``by`` citations or rate."""
    by = _one_of(By, request.GET.get("by", ""), By.EITHER)
    order = _one_of(Order, request.GET.get("sort", ""), Order.PAGE)
    page = heat_map_page(engine, request.path, by, order, era_asked(request.GET.get("era", "")))
    return render(request, "places/heat_map.html", {"page": page})


@_with_engine
def cross_table(request: HtmxRequest, engine: Engine) -> HttpResponse:
    """Rates by two fields, ``rows`` and ``columns``, of the items of ``only`` one place and ``era``."""
    parameters = {name: request.GET.get(name, "").replace("\x00", "") for name in ("rows", "columns", "only")}
    asked = asked_for(engine, parameters, era_asked(request.GET.get("era", "")))
    return render(request, "places/cross_table.html", {"page": cross_table_page(engine, request.path, asked)})


def _one_of(codes: type[Code], typed: str, usual: Code) -> Code:
    return codes(typed) if typed in list(codes) else usual
