"""The filters in force, each with the address of the page without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.address import SearchAddress


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    field_label: str
    label: str
    remove_url: str


def date_chips(address: SearchAddress, url_of: Callable[[SearchAddress], str]) -> Iterator[Chip]:
    """The bounds of the decision date; ``url_of`` gives the page about a search."""
    if address.decided_from:
        without = replace(address, decided_from=None, page=1)
        yield Chip("Decided from", address.decided_from.typed, url_of(without))
    if address.decided_to:
        without = replace(address, decided_to=None, page=1)
        yield Chip("Decided to", address.decided_to.typed, url_of(without))
