"""The figures of a page that are links to a search, and what the search finds."""

import re
from html.parser import HTMLParser

from django.http import QueryDict

from search.forms import SearchForm
from search.index import open_engine

_NUMBER = re.compile(r"\d[\d,]*")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._href, self._text = "", ""

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._href, self._text = dict(attrs).get("href") or "", ""

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if tag == "a":
            self.found.append((self._href, " ".join(self._text.split())))
            self._href = ""


def links(html: str) -> list[tuple[str, str]]:
    """Every link of a page: its address and its text."""
    parser = _Links()
    parser.feed(html)
    return parser.found


def linked_figures(html: str) -> list[tuple[str, int]]:
    """Every link to a search whose text has a number, with the first number of it."""
    searches = [(href, _NUMBER.search(text)) for href, text in links(html) if href.startswith("/?")]
    return [(href, int(number[0].replace(",", ""))) for href, number in searches if number]


def items_found(href: str) -> int:
    """The number of items that the search at this address finds."""
    form = SearchForm(QueryDict(href.partition("?")[2]))
    address = form.address
    assert form.problems == ()
    return open_engine().search(address.request(address.parsed.tree)).total


def wrong_figures(html: str) -> dict[str, tuple[int, int]]:
    """The figures that are not the number of items behind their link: the figure and that number."""
    told = linked_figures(html)
    found = {href: (figure, items_found(href)) for href, figure in dict.fromkeys(told)}
    return {href: pair for href, pair in found.items() if pair[0] != pair[1]}
