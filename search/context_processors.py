"""What every page may show of the search index."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from search.index import waiting_items

MOST_COUNTED = 10_000
"""Of waiting items: above it a page says only that there are more."""


@dataclass(frozen=True)
class Waiting:
    """Items that are stored and not in the index as they are now."""

    count: int

    @property
    def label(self) -> str:
        """The subject of a sentence with its verb: "12 items are"."""
        if self.count > MOST_COUNTED:
            return f"More than {MOST_COUNTED:,} items are"
        return f"{self.count:,} item{'s are' if self.count > 1 else ' is'}"


class SearchIndex:
    """Facts of the index, each read only where a page asks for it."""

    @cached_property
    def waiting(self) -> Waiting | None:
        """What waits for ``update_index``; ``None`` where nothing does."""
        count = waiting_items(MOST_COUNTED + 1)
        return Waiting(count) if count else None


def search_index(request: HttpRequest) -> dict[str, SearchIndex]:
    """Add ``search_index`` to every template's context."""
    return {"search_index": SearchIndex()}
