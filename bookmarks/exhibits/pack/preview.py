"""How many pages a pack will have, and which letters will not be shown as they were received."""

from collections.abc import Sequence
from dataclasses import dataclass

from bookmarks.exhibits.pack.layout import LetterPages, lay_out
from bookmarks.exhibits.pack.originals import NO_PDF, NoPages, count_pages
from bookmarks.exhibits.pack.request import Exhibit, PackRequest
from bookmarks.exhibits.pack.typeset import typeset


@dataclass(frozen=True)
class Preview:
    """What a pack will have of one exhibit."""

    pages: int
    """Of its letter."""
    typeset_because: str = ""
    """A sentence; empty: it will be shown as it was received."""

    @property
    def is_typeset(self) -> bool:
        """Whether its text is set anew."""
        return bool(self.typeset_because)

    @property
    def warning(self) -> str:
        """Why a PDF will not be shown as it was received; empty where it will, or where there is no PDF."""
        return "" if self.typeset_because == NO_PDF else self.typeset_because


def preview(exhibit: Exhibit) -> Preview:
    """A look at the letter; a damage that only shows when its pages are copied is not seen yet."""
    try:
        return Preview(count_pages(exhibit.original))
    except NoPages as reason:
        return Preview(len(typeset(exhibit.text, exhibit.name)), str(reason))


def all_pages(request: PackRequest, previews: Sequence[Preview]) -> int:
    """How many pages the whole pack will have, if each letter turns out as it was seen at a glance."""
    return lay_out(request, [LetterPages(one.pages, one.typeset_because) for one in previews]).pages
