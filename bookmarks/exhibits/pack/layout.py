"""Where each page of a pack stands, known before any of its pages is written.

The sheets of a pack name page numbers, and how many sheets there are decides which numbers these are: what
is set aside for them is compared with what they need until both are the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookmarks.exhibits.pack.request import PackError, PackRequest
from bookmarks.exhibits.pack.sheet import Sheet
from bookmarks.exhibits.pack.sheets import Placed, cover, index, slip_sheet

AS_RECEIVED = "Its pages are those of the PDF that was received, with a number added in the lower margin."
_ROUNDS = 8
"""Each round adds sheets or a figure to the numbers, which soon needs no more of them: three are usual."""


@dataclass(frozen=True)
class LetterPages:
    """A letter as it will stand in the pack."""

    count: int
    typeset_because: str = ""
    """A sentence; empty: its pages are as received."""


@dataclass(frozen=True)
class _Sizes:
    """How many sheets the pack has of its own."""

    cover: int
    index: int
    slips: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """Which pages of the pack are what."""

    request: PackRequest
    """Its page numbers have as many figures as the last one needs."""
    placed: tuple[Placed, ...]
    index_page: int
    letters: tuple[LetterPages, ...]

    @property
    def pages(self) -> int:
        """Of the whole pack."""
        return self.placed[-1].last

    def number(self, page: int) -> str:
        """The Bates number of a page, the first of which is 1."""
        return self.request.bates.number(page)

    def cover(self) -> list[Sheet]:
        """The sheets from the first page on."""
        return cover(self.request, self.pages)

    def index(self) -> list[Sheet]:
        """The sheets from ``index_page`` on."""
        return index(self.request, self.placed)

    def slip(self, at: int) -> list[Sheet]:
        """The sheets before a letter, which say where its pages are."""
        placed, letter = self.placed[at], self.letters[at]
        told = f"{_counted(letter.count)}, {self._span(placed)}. {letter.typeset_because or AS_RECEIVED}"
        return slip_sheet(placed.label, placed.exhibit, told)

    def _span(self, placed: Placed) -> str:
        first, last = self.number(placed.letter_first), self.number(placed.last)
        return first if first == last else f"{first} to {last}"


def lay_out(request: PackRequest, letters: Sequence[LetterPages]) -> Layout:
    """The layout of a pack with these letters, one for each of its exhibits.

    Raises ``PackError`` rather than return one in which a sheet would stand where another one belongs.
    """
    sizes = _Sizes(1, 1, (1,) * len(letters))
    for _ in range(_ROUNDS):
        layout = _with(sizes, request, tuple(letters))
        needed = _needed(layout)
        if needed == sizes:
            return layout
        sizes = needed
    raise PackError("The pack’s pages could not be numbered. Choose another first page number.")


def _with(sizes: _Sizes, request: PackRequest, letters: tuple[LetterPages, ...]) -> Layout:
    placed = []
    first = sizes.cover + sizes.index + 1
    exhibits = zip(request.labels, request.exhibits, letters, sizes.slips, strict=True)
    for label, exhibit, letter, slips in exhibits:
        last = first + slips + letter.count - 1
        placed.append(Placed(label, exhibit, first, last, first + slips))
        first = last + 1
    numbered = replace(request, bates=request.bates.up_to(first - 1))
    return Layout(numbered, tuple(placed), sizes.cover + 1, letters)


def _needed(layout: Layout) -> _Sizes:
    slips = tuple(len(layout.slip(at)) for at in range(len(layout.placed)))
    return _Sizes(len(layout.cover()), len(layout.index()), slips)


def _counted(pages: int) -> str:
    return f"{pages} page{'' if pages == 1 else 's'}"
