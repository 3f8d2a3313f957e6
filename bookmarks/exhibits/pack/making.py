"""A pack is made: each letter is opened, copied or typeset and forgotten before the next one.

What the letters' pages show is in the file before it is laid out which number each page has; of a page no
more is held meanwhile than where in the file that is. Only as many sheets as ``_DRAWN_AT_ONCE`` are held at
any time, so that the memory does not grow with the number of exhibits.
"""

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import IO

from pypdf import PdfReader

from bookmarks.exhibits.pack.drawing import drawn
from bookmarks.exhibits.pack.layout import Layout, LetterPages, lay_out
from bookmarks.exhibits.pack.originals import DAMAGED, MALFORMED, NoPages, open_original
from bookmarks.exhibits.pack.pdf_file import Bound, OutlineEntry, PdfFile
from bookmarks.exhibits.pack.request import MAX_EXHIBITS, Exhibit, PackError, PackRequest
from bookmarks.exhibits.pack.sheet import HEIGHT, Sheet
from bookmarks.exhibits.pack.sheets import FICTIONAL, Placed
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


@dataclass(frozen=True)
class _Letter:
    pages: list[StagedPage] = field(default_factory=list)
    """Complete once all sheets that wait are drawn."""
    typeset_because: str = ""


class _Making:
    def __init__(self, request: PackRequest, file: PdfFile) -> None:
        self._request = request
        self._file = file
        self._stamper = Stamper(file)
        self._waiting: list[tuple[Sheet, Callable[[StagedPage], None]]] = []
        """Sheets to draw, each with where it goes then."""
        self._freed_at = 0

    def made(self) -> MadePack:
        letters = []
        for exhibit in self._request.exhibits:
            letters.append(self._letter(exhibit))
            self._free_memory(len(letters))
        self._draw_waiting()
        layout = lay_out(self._request, [LetterPages(len(one.pages), one.typeset_because) for one in letters])
        self._write_front(layout)
        for at, letter in enumerate(letters):
            self._write_exhibit(layout, at, letter)
        self._draw_waiting()
        self._finish(layout)
        return MadePack(layout.pages, layout.placed)

    def _free_memory(self, letters: int) -> None:
        if letters % _LETTERS_HELD == 0 or self._file.written - self._freed_at > _BYTES_HELD:
            gc.collect()
            self._freed_at = self._file.written

    def _letter(self, exhibit: Exhibit) -> _Letter:
        try:
            return _Letter(self._copied(exhibit))
        except NoPages as reason:
            letter = _Letter(typeset_because=str(reason))
        for sheet in typeset(exhibit.text, exhibit.name):
            self._waiting.append((sheet, letter.pages.append))
        self._draw_many()
        return letter

    def _copied(self, exhibit: Exhibit) -> list[StagedPage]:
        opened = open_original(exhibit.original)
        try:
            return stage(self._file, opened.reader, opened.free)
        except MALFORMED as error:
            raise NoPages(DAMAGED) from error

    def _write_front(self, layout: Layout) -> None:
        self._write_sheets(layout, 1, layout.cover())
        self._write_sheets(layout, layout.index_page, layout.index())

    def _write_exhibit(self, layout: Layout, at: int, letter: _Letter) -> None:
        placed = layout.placed[at]
        self._write_sheets(layout, placed.first, layout.slip(at))
        for page, staged in enumerate(letter.pages, placed.letter_first):
            self._stamper.write(page, layout.number(page), staged)

    def _write_sheets(self, layout: Layout, first: int, sheets: Iterable[Sheet]) -> None:
        for page, sheet in enumerate(sheets, first):
            links = [((x, HEIGHT - low, end, HEIGHT - y), target) for (x, y, end, low), target in sheet.links]
            write = partial(self._stamper.write, page, layout.number(page), links=links)
            self._waiting.append((sheet, write))
        self._draw_many()

    def _draw_many(self) -> None:
        if len(self._waiting) >= _DRAWN_AT_ONCE:
            self._draw_waiting()

    def _draw_waiting(self) -> None:
        if not self._waiting:
            return
        pdf = PdfReader(BytesIO(drawn([sheet for sheet, _ in self._waiting])))
        for (_, then), staged in zip(self._waiting, stage(self._file, pdf), strict=True):
            then(staged)
        self._waiting.clear()

    def _finish(self, layout: Layout) -> None:
        request = layout.request
        outline = [
            OutlineEntry("Cover", 1),
            OutlineEntry("Index of exhibits", layout.index_page),
            *(OutlineEntry(_outline_title(one), one.first) for one in layout.placed),
        ]
        metadata = {
            "Title": request.title or "Exhibits",
            "Author": request.caption.prepared_by,
            "Subject": "Independent Medical Review final determinations",
            "Creator": "IMR precedent portal",
            "CreationDate": f"{datetime.now(UTC):D:%Y%m%d%H%M%SZ}",
        }
        labels = [layout.number(page) for page in range(1, layout.pages + 1)]
        self._file.finish(outline, labels, {name: value for name, value in metadata.items() if value})


def _outline_title(placed: Placed) -> str:
    fictional = f" ({FICTIONAL.lower()})" if placed.exhibit.is_fictional else ""
    return f"{placed.label}: {placed.exhibit.name}{fictional}"
