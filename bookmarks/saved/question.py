"""A search as it is saved: the canonical address of its results, without order and page."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from bookmarks.models import SavedSearch
from search.address import SearchAddress
from search.forms import SearchForm
from search.manifest import read_manifest
from search.request import SearchRequest


def address_of(saved: SavedSearch) -> SearchAddress:
    """The results page of a saved search, in the order that suits it."""
    return SearchForm(QueryDict(saved.parameters)).address


def request_of(address: SearchAddress) -> SearchRequest:
    """What an engine is asked for all items that the search finds."""
    return address.request(address.parsed.tree).counting()


def question(address: SearchAddress) -> SearchAddress:
    """The same question without an order and a page."""
    return replace(address, sort=None, page=1)


def parameters_of(address: SearchAddress) -> str:
    """The question as it is saved: two addresses that ask the same in the same words give the same."""
    return urlencode(question(address).parameters())


def index_state() -> str:
    """Another value whenever the index in use may answer otherwise; empty where there is none."""
    manifest = read_manifest(settings.INDEX_DIR)
    if not manifest:
        return ""
    return f"{manifest.generation} {manifest.items} {manifest.indexed_until or manifest.built_at}"
