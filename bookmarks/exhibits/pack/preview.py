"""How many pages a pack will have, and which letters will not be shown as they were received."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookmarks.exhibits.pack.originals import NO_PDF, NoPages, count_pages
from bookmarks.exhibits.pack.request import Exhibit, PackRequest
from bookmarks.exhibits.pack.sheets import Placed, cover, index, slip_sheet
from bookmarks.exhibits.pack.typeset import typeset


@dataclass(frozen=True)
class Preview:
    """What a pack will have of one exhibit."""

    pages: int
    """Of its letter."""
    is_typeset: bool
    warning: str
    """Why a PDF will not be shown as it was received; empty where it will, and of a letter that is no PDF."""


def preview(exhibit: Exhibit) -> Preview:
    """A look at the letter; a damage that only shows when its pages are copied is not seen yet."""
    try:
        return Preview(count_pages(exhibit.original), is_typeset=False, warning="")
    except NoPages as reason:
        pages = len(typeset(exhibit.text, exhibit.name))
        return Preview(pages, is_typeset=True, warning="" if str(reason) == NO_PDF else str(reason))


def all_pages(request: PackRequest, previews: Sequence[Preview]) -> int:
    """How many pages the whole pack will have."""
    pairs = list(zip(request.labels, request.exhibits, strict=True))
    slips = sum(len(slip_sheet(label, exhibit, "")) for label, exhibit in pairs)
    placed = [Placed(label, exhibit, 1, 1, 1) for label, exhibit in pairs]
    front = len(cover(request, 1)) + len(index(request, placed))
    return front + slips + sum(one.pages for one in previews)
