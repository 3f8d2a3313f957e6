"""A pack is made: each letter is opened, copied or typeset, numbered and forgotten before the next one.

Only as many pages as ``_DRAWN_AT_ONCE`` of the pack's own sheets are held at any time, so that the memory
does not grow with the number of exhibits.
"""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import IO

from pypdf import PdfReader

from bookmarks.exhibits.pack.drawing import drawn
from bookmarks.exhibits.pack.originals import DAMAGED, MALFORMED, NoPages, open_original
from bookmarks.exhibits.pack.pdf_file import Bound, OutlineEntry, PdfFile
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, Exhibit, PackError, PackRequest
from bookmarks.exhibits.pack.sheet import HEIGHT, Sheet
from bookmarks.exhibits.pack.sheets import FICTIONAL, Placed, cover, index, slip_sheet
from bookmarks.exhibits.pack.stamped import StagedPage, Stamper, stage
from bookmarks.exhibits.pack.typeset import typeset

_DRAWN_AT_ONCE = 150
_LETTERS_HELD, _BYTES_HELD = 25, 4_000_000
"""After so many letters, or so much of them, what pypdf left in cycles is freed."""


@dataclass(frozen=True)
class MadePack:
    """What became of a request."""

    pages: int
    exhibits: tuple[Placed, ...]


def write_pack(request: PackRequest, file: IO[bytes], bound: Bound | None = None) -> MadePack:
    """Write the pack; a letter whose pages cannot be had is typeset, and its slip sheet says why.

    Raises ``PackError`` for a pack of no exhibit, of more than ``MAX_EXHIBITS``, or past its bound.
    """
    if not 0 < len(request.exhibits) <= MAX_EXHIBITS:
        raise PackError(f"A pack has from 1 to {MAX_EXHIBITS} exhibits, not {len(request.exhibits)}.")
    return _Making(request, PdfFile(file, bound or Bound())).made()


class _Making:
    def __init__(self, request: PackRequest, file: PdfFile) -> None:
        self._request = request
        self._file = file
        self._stamper = Stamper(file)
        self._waiting: list[tuple[int, Sheet]] = []
        self._next = 1
        self._freed_at = 0

    def made(self) -> MadePack:
        front = len(cover(self._request, 1)) + len(index(self._request, self._guessed()))
        self._next = front + 1
        placed = []
        for label, exhibit in zip(self._request.labels, self._request.exhibits, strict=True):
            placed.append(self._add(label, exhibit))
            self._free_memory(len(placed))
        pages = self._next - 1
        covers = cover(self._request, pages)
        self._next = 1
        self._add_sheets([*covers, *index(self._request, placed)])
        self._draw_waiting()
        self._finish(placed, pages, index_page=len(covers) + 1)
        return MadePack(pages, tuple(placed))

    def _free_memory(self, letters: int) -> None:
        if letters % _LETTERS_HELD == 0 or self._file.written - self._freed_at > _BYTES_HELD:
            gc.collect()
            self._freed_at = self._file.written

    def _guessed(self) -> list[Placed]:
        """Exhibits with no pages yet, for the number of the index's sheets."""
        pairs = zip(self._request.labels, self._request.exhibits, strict=True)
        return [Placed(label, exhibit, 1, 1, 1) for label, exhibit in pairs]

    def _add(self, label: str, exhibit: Exhibit) -> Placed:
        first = self._next
        try:
            pages = self._copied(exhibit)
        except NoPages as reason:
            letter = typeset(exhibit.text, exhibit.name)
            slip = self._slip(label, exhibit, len(letter), str(reason))
            self._add_sheets([*slip, *letter])
        else:
            slip = self._slip(label, exhibit, len(pages), "")
            self._add_sheets(slip)
            for page in pages:
                self._stamper.write(self._next, self._request.bates.number(self._next), page)
                self._next += 1
        if len(self._waiting) >= _DRAWN_AT_ONCE:
            self._draw_waiting()
        return Placed(label, exhibit, first, self._next - 1, first + len(slip))

    def _copied(self, exhibit: Exhibit) -> list[StagedPage]:
        opened = open_original(exhibit.original)
        try:
            return stage(self._file, opened.reader, opened.free)
        except MALFORMED as error:
            raise NoPages(DAMAGED) from error

    def _slip(self, label: str, exhibit: Exhibit, pages: int, reason: str) -> list[Sheet]:
        """The slip sheet, which names the letter's page numbers and so depends on how long it is itself."""
        sheets: list[Sheet] = []
        for guessed in (1, 2):
            first = self._next + (len(sheets) or guessed)
            told = f"{_pages(pages)}, {self._span(first, first + pages - 1)}. {reason or _AS_RECEIVED}"
            sheets = slip_sheet(label, exhibit, told)
        return sheets

    def _span(self, first: int, last: int) -> str:
        number = self._request.bates.number
        return number(first) if first == last else f"{number(first)} to {number(last)}"

    def _add_sheets(self, sheets: Sequence[Sheet]) -> None:
        for sheet in sheets:
            self._waiting.append((self._next, sheet))
            self._next += 1

    def _draw_waiting(self) -> None:
        pdf = PdfReader(BytesIO(drawn([sheet for _, sheet in self._waiting])))
        for (page, sheet), staged in zip(self._waiting, stage(self._file, pdf), strict=True):
            links = [((x, HEIGHT - low, end, HEIGHT - y), target) for (x, y, end, low), target in sheet.links]
            self._stamper.write(page, self._request.bates.number(page), staged, links)
        self._waiting.clear()

    def _finish(self, placed: Sequence[Placed], pages: int, index_page: int) -> None:
        request = self._request
        outline = [
            OutlineEntry("Cover", 1),
            OutlineEntry("Index of exhibits", index_page),
            *(OutlineEntry(_outline_title(one), one.first) for one in placed),
        ]
        metadata = {
            "Title": request.title or "Exhibits",
            "Author": request.caption.prepared_by,
            "Subject": "Independent Medical Review final determinations",
            "Creator": "IMR precedent portal",
            "CreationDate": f"{datetime.now(UTC):D:%Y%m%d%H%M%SZ}",
        }
        labels = [request.bates.number(page) for page in range(1, pages + 1)]
        self._file.finish(outline, labels, {name: value for name, value in metadata.items() if value})


_AS_RECEIVED = "Its pages are those of the PDF that was received, with a number added in the lower margin."


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def _outline_title(placed: Placed) -> str:
    fictional = f" ({FICTIONAL.lower()})" if placed.exhibit.is_fictional else ""
    return f"{placed.label}: {placed.exhibit.name}{fictional}"
