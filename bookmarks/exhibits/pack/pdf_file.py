"""A PDF written page by page: what a page needs goes to the file at once and is forgotten.

pypdf's writer and PDFium hold a whole document until they save it. Here only the place of each object in
the file is held, and of each page the few facts that the end of the file lists.
"""

import time
import zlib
from array import array
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from bookmarks.exhibits.pack.request import MAX_MEGABYTES, MAX_SECONDS, PackError

_CATALOG, _PAGES, _INFO = 1, 2, 3
_RESERVED = 3
_WHAT_TO_DO = "Leave some exhibits out, or make two packs."

Place = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of a page."""


@dataclass
class Bound:
    """What writing one pack may cost."""

    seconds: float = MAX_SECONDS
    megabytes: float = MAX_MEGABYTES
    started: float = field(default_factory=time.monotonic)

    def check(self, written: int) -> None:
        """Raises ``PackError`` where the bound is passed."""
        if time.monotonic() - self.started > self.seconds:
            raise PackError(
                f"The pack took longer than {self.seconds:g} seconds, so it was given up. {_WHAT_TO_DO}"
            )
        if written > self.megabytes * 1_000_000:
            raise PackError(
                f"The pack became larger than {self.megabytes:g} MB, so it was given up. {_WHAT_TO_DO}"
            )


@dataclass(frozen=True)
class OutlineEntry:
    """An entry of the PDF's outline."""

    title: str
    page: int


class PdfFile:
    """The file that is being written; pages are counted from 1 and may be written in any order."""

    def __init__(self, file: IO[bytes], bound: Bound) -> None:
        self._file = file
        self._bound = bound
        self._offsets = array("Q", [0] * _RESERVED)
        self._written = 0
        self._pages: dict[int, int] = {}
        self._targets: dict[int, int] = {}
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def written(self) -> int:
        """Bytes of the file so far."""
        return self._written

    def reserve(self) -> int:
        """The number of an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def write_object(self, content: bytes, number: int | None = None) -> int:
        """Write an object, under a number that was reserved for it or under a new one."""
        number = number or self.reserve()
        self._bound.check(self._written)
        self._offsets[number - 1] = self._written
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number

    def write_stream(self, data: bytes, entries: bytes = b"") -> int:
        """Write a stream, compressed; ``entries`` are further ones of its dictionary."""
        packed = zlib.compress(data, 6)
        head = b"<< %s /Filter /FlateDecode /Length %d >>" % (entries, len(packed))
        return self.write_object(b"%s\nstream\n%s\nendstream" % (head, packed))

    def page_object(self, page: int) -> int:
        """The number of a page's object; the page may be written before or after."""
        if page not in self._pages:
            self._pages[page] = self.reserve()
        return self._pages[page]

    def write_page(self, page: int, entries: bytes, links: Sequence[tuple[Place, int]] = ()) -> None:
        """Write a page; each of its links leads to another page's top."""
        found = b"".join(self._link(place, target) for place, target in links)
        annotations = b"/Annots [%s]" % found if links else b""
        content = b"<< /Type /Page /Parent %d 0 R %s %s >>" % (_PAGES, entries, annotations)
        self.write_object(content, self.page_object(page))

    def finish(
        self, outline: Sequence[OutlineEntry], labels: Sequence[str], metadata: Mapping[str, str]
    ) -> None:
        """Write what lists the pages; ``labels`` has one for each, which viewers show as its number."""
        pages = [self._pages[page] for page in range(1, len(self._pages) + 1)]
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        self.write_object(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids), _PAGES)
        named = b" ".join(b"%d << /P %s >>" % (at, text(label)) for at, label in enumerate(labels))
        self.write_object(
            b"<< /Type /Catalog /Pages %d 0 R /Lang (en-US) /PageMode /UseOutlines"
            b" /ViewerPreferences << /DisplayDocTitle true >> /Outlines %d 0 R"
            b" /PageLabels << /Nums [%s] >> >>" % (_PAGES, self._outline(outline), named),
            _CATALOG,
        )
        told = b" ".join(b"/%s %s" % (key.encode(), text(value)) for key, value in metadata.items())
        self.write_object(b"<< %s >>" % told, _INFO)
        self._end()

    def _link(self, place: Place, page: int) -> bytes:
        return b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%s] /Dest [%d 0 R /Fit] >> " % (
            b" ".join(b"%.2f" % edge for edge in place),
            self.page_object(page),
        )

    def _outline(self, entries: Sequence[OutlineEntry]) -> int:
        root = self.reserve()
        numbers = [self.reserve() for _ in entries]
        for at, (number, entry) in enumerate(zip(numbers, entries, strict=True)):
            before = b"/Prev %d 0 R " % numbers[at - 1] if at else b""
            after = b"/Next %d 0 R " % numbers[at + 1] if at + 1 < len(numbers) else b""
            told = (text(entry.title), root, before, after, self._pages[entry.page])
            self.write_object(b"<< /Title %s /Parent %d 0 R %s%s/Dest [%d 0 R /Fit] >>" % told, number)
        ends = (numbers[0], numbers[-1], len(numbers))
        return self.write_object(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends, root)

    def _end(self) -> None:
        start, size = self._written, len(self._offsets) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for offset in self._offsets:
            self._write(b"%010d 00000 n \n" % offset)
        ends = (size, _CATALOG, _INFO, start)
        self._write(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % ends)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._written += len(data)


class Copier:
    """Copies objects of one PDF, and all that they refer to, into the file under new numbers."""

    def __init__(self, file: PdfFile, reader: PdfReader) -> None:
        self._file = file
        self._reader = reader
        self._numbers: dict[int, int] = {}
        self._waiting: deque[IndirectObject] = deque()

    def value(self, value: PdfObject) -> bytes:
        """The value as the file has it; what it refers to is copied first."""
        written = self._serialised(value)
        self._copy_waiting()
        return written

    def stream(self, stream: StreamObject, entries: Mapping[str, bytes]) -> int:
        """Copy a stream as it is encoded; ``entries`` are put into its dictionary."""
        number = self._file.write_object(self._stream(stream, entries))
        self._copy_waiting()
        return number

    def _copy_waiting(self) -> None:
        while self._waiting:
            reference = self._waiting.popleft()
            number = self._numbers[reference.idnum]
            self._file.write_object(self._serialised(self._reader.get_object(reference)), number)

    def _serialised(self, value: PdfObject | None) -> bytes:
        if isinstance(value, IndirectObject):
            return b"%d 0 R" % self._number(value)
        if isinstance(value, StreamObject):
            return self._stream(value, {})
        if isinstance(value, DictionaryObject):
            # A page of the other document, reached from an annotation, would bring all of it along.
            is_page = value.get("/Type") in ("/Page", "/Pages", "/Catalog")
            return b"null" if is_page else b"<< %s>>" % self._entries(value, {})
        if isinstance(value, ArrayObject):
            return b"[%s]" % b" ".join(
                self._serialised(list.__getitem__(value, at)) for at in range(len(value))
            )
        if isinstance(value, (TextStringObject, ByteStringObject)):
            return b"<%s>" % value.original_bytes.hex().encode()
        if value is None:
            return b"null"
        buffer = BytesIO()
        value.write_to_stream(buffer)
        return buffer.getvalue()

    def _stream(self, stream: StreamObject, entries: Mapping[str, bytes]) -> bytes:
        data = stream._data  # as it is encoded, for which pypdf has no other name
        head = self._entries(stream, {**entries, "/Length": b"%d" % len(data)})
        return b"<< %s>>\nstream\n%s\nendstream" % (head, data)

    def _entries(self, held: DictionaryObject, other: Mapping[str, bytes]) -> bytes:
        own = {key: self._serialised(held.raw_get(key)) for key in held if key not in other}
        return b"".join(b"%s %s " % (_name(key), value) for key, value in {**own, **other}.items())

    def _number(self, reference: IndirectObject) -> int:
        if reference.idnum not in self._numbers:
            self._numbers[reference.idnum] = self._file.reserve()
            self._waiting.append(reference)
        return self._numbers[reference.idnum]


def text(value: str) -> bytes:
    """A text of any letters as a PDF has it."""
    if value.isascii():
        return b"<%s>" % value.encode().hex().upper().encode()
    return b"<%s>" % (b"\xfe\xff" + value.encode("utf-16-be")).hex().upper().encode()


def _name(key: str) -> bytes:
    buffer = BytesIO()
    key.write_to_stream(buffer) if isinstance(key, PdfObject) else buffer.write(key.encode())
    return buffer.getvalue()
