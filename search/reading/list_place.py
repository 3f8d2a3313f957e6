"""A place in a list of results, which a determination's address carries.

``/determinations/CM16-0000001/?q=tizanidine&outcome=overturned&n=7#item-2`` is the seventh result of that
search. The parameters are the search page's own and are validated by its form; ``n`` is the place in the
list's order, counted from 1 over all of its pages. Without a usable ``n`` there is no such place.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import QueryDict

from determinations.models import Determination, DisputedItem
from determinations.page import BESIDE
from search.address import MAX_PAGE, PAGE_SIZE, SearchAddress
from search.forms import SearchForm

RANK = "n"
MAX_RANK = MAX_PAGE * PAGE_SIZE
_RANK = re.compile(r"[1-9]\d{0,6}", re.ASCII)


@dataclass(frozen=True)
class ListPlace:
    """A search and a rank in its results."""

    address: SearchAddress
    """Of its first page: which page the rank is on says ``results_url``."""
    rank: int
    is_beside: bool = False
    """Whether the letter's text stands beside the facts: it stays so along the list."""

    @property
    def anchor(self) -> str:
        """The id of the result's element on the page of results."""
        return f"result-{self.rank}"

    @property
    def results_url(self) -> str:
        """The very page of the list that the result is on, scrolled to it."""
        page = (self.rank - 1) // PAGE_SIZE + 1
        return f"{self.address.at_page(page).url}#{self.anchor}"

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What an address carries of it, in order; nothing of the page."""
        return tuple(parse_qsl(self._query))

    def url_of(self, determination: Determination) -> str:
        """A determination's page, read at this place."""
        return f"{determination.get_absolute_url()}?{self._query}"

    def url_of_item(self, item: DisputedItem) -> str:
        """An item on its determination's page, read at this place."""
        return f"{self.url_of(item.determination)}#{item.anchor}"

    @property
    def _query(self) -> str:
        search = self.address.at_page(1).url.partition("?")[2]
        beside = f"letter={BESIDE}" if self.is_beside else ""
        return "&".join(filter(None, (search, f"{RANK}={self.rank}", beside)))


def place_of(parameters: QueryDict) -> ListPlace | None:
    """The place that an address carries; what the search's form cannot use is left out."""
    written = parameters.get(RANK, "")
    if not _RANK.fullmatch(written) or int(written) > MAX_RANK:
        return None
    is_beside = parameters.get("letter") == BESIDE
    return ListPlace(SearchForm(parameters).address.at_page(1), int(written), is_beside)
