"""Links to the pages of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator


@dataclass(frozen=True)
class PageLink:
    """One page of a list."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Pagination:
    """Where a list stands and where it leads: the first, the last and the nearest pages."""

    number: int
    pages: int
    links: tuple[PageLink | None, ...]
    """``None`` stands for the pages left out."""
    previous_url: str
    """Empty on the first page."""
    next_url: str
    """Empty on the last page."""


def paginate(paginator: "Paginator[Any]", number: int, url_of: Callable[[int], str]) -> Pagination:
    """The links that stand below page ``number``; ``url_of`` gives a page's address."""
    pages = paginator.num_pages
    numbers: Sequence[int | str] = list(paginator.get_elided_page_range(number, on_each_side=2, on_ends=1))
    return Pagination(
        number=number,
        pages=pages,
        links=tuple(
            PageLink(one, url_of(one), one == number) if isinstance(one, int) else None for one in numbers
        ),
        previous_url=url_of(number - 1) if number > 1 else "",
        next_url=url_of(number + 1) if number < pages else "",
    )
