"""Pages on their way into a pack: each becomes one object that is shown as it is, with its number beside it.

A page's content is wrapped whole, so that nothing in it changes how the number is drawn. The number stands
in the lower right corner of the page as it is seen. Where something is there already, the page is shown a
little smaller, and the number in the margin that this gives: a letter is evidence, of which nothing may be
hidden, and a page that need not change stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from bookmarks.exhibits.pack.lettering import stamp_font
from bookmarks.exhibits.pack.originals import STAMP_FROM_BOTTOM, STAMP_FROM_RIGHT
from bookmarks.exhibits.pack.pdf_file import Copier, PdfFile, Place

_SIZE = 9
_FOOT = 44
"""Points below a page that was made smaller."""
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class StagedPage:
    """A page whose content is in the file already, and which has no number yet."""

    content: int
    """The object that shows it."""
    media_box: Place
    crop_box: Place
    rotation: int
    """Clockwise, in degrees."""
    user_unit: float
    annotations: tuple[tuple[Place, bytes], ...]
    """What is shown on top of the page: its place and the rest of its dictionary."""
    is_free: bool
    """Whether the place of the number is blank."""


class Stamper:
    """Writes pages with their numbers; holds the font of the numbers."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._font = _write_font(file)

    def write(
        self, page: int, number: str, staged: StagedPage, links: Sequence[tuple[Place, int]] = ()
    ) -> None:
        """Write a page of the pack."""
        shown = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0) if staged.is_free else _smaller(staged)
        drawn = b"q %s cm /Page Do Q\n%s" % (_numbers(shown), _stamp(staged, number))
        annotations = b" ".join(
            b"<< /Type /Annot /Subtype /Stamp /Rect [%s] %s >>" % (_numbers(_moved(place, shown)), rest)
            for place, rest in staged.annotations
        )
        entries = (
            b"/MediaBox [%s] /CropBox [%s] /Rotate %d /UserUnit %g /Contents %d 0 R"
            b" /Resources << /XObject << /Page %d 0 R >> /Font << /Bates %d 0 R >> >>"
        ) % (
            _numbers(staged.media_box),
            _numbers(staged.crop_box),
            staged.rotation,
            staged.user_unit,
            self._file.write_stream(drawn),
            staged.content,
            self._font,
        )
        if annotations and not links:
            entries += b" /Annots [%s]" % annotations
        self._file.write_page(page, entries, links)


def stage(file: PdfFile, reader: PdfReader, free: Sequence[bool] | None = None) -> list[StagedPage]:
    """Copy what the pages of a PDF show into the file; ``free`` is of each whether its number has room.

    A page whose objects are not what they should be raises one of ``originals.MALFORMED``; what was copied
    before stays in the file, where nothing refers to it.
    """
    copier = Copier(file, reader)
    contents: dict[bytes, int] = {}
    pages = zip(reader.pages, free or [True] * len(reader.pages), strict=True)
    return [_staged(copier, page, contents, is_free) for page, is_free in pages]


def _staged(copier: Copier, page: PageObject, contents: dict[bytes, int], is_free: bool) -> StagedPage:
    media_box = _place(page.mediabox)
    resources = copier.value(page.get("/Resources", DictionaryObject()))
    return StagedPage(
        content=_content(copier, page, contents, resources),
        media_box=media_box,
        crop_box=_common(_place(page.cropbox), media_box),
        rotation=page.rotation % 360 // 90 * 90,
        user_unit=float(page.user_unit),
        annotations=tuple(_annotations(copier, page)),
        is_free=is_free,
    )


def _content(copier: Copier, page: PageObject, contents: dict[bytes, int], resources: bytes) -> int:
    """The object that shows the page; pages that share their content share it, however many they are."""
    key = b"%s %s" % (repr(page.raw_get("/Contents") if "/Contents" in page else None).encode(), resources)
    if key not in contents:
        entries = {
            "/Type": b"/XObject",
            "/Subtype": b"/Form",
            "/BBox": b"[%s]" % _numbers(_place(page.mediabox)),
            "/Resources": resources,
        }
        contents[key] = copier.stream(_one_stream(page), entries)
    return contents[key]


def _one_stream(page: PageObject) -> StreamObject:
    held = page.get("/Contents")
    held = held.get_object() if isinstance(held, PdfObject) else held
    if isinstance(held, StreamObject):
        return held
    parts = [part.get_object() for part in held] if isinstance(held, ArrayObject) else []
    joined = DecodedStreamObject()
    joined.set_data(b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject)))
    return joined.flate_encode()


def _annotations(copier: Copier, page: PageObject) -> Iterator[tuple[Place, bytes]]:
    """Stamps, notes, filled fields and the like as pictures; what they would do when clicked is left out."""
    for reference in page.annotations or ():
        annotation = reference.get_object()
        shown = _appearance(annotation) if isinstance(annotation, DictionaryObject) else None
        if shown is not None and annotation.get("/Subtype") not in ("/Popup", "/Link"):
            rest = b"/F %d /AP << /N %s >>" % (int(annotation.get("/F", 4)), copier.value(shown))
            yield _place(RectangleObject(annotation["/Rect"])), rest


def _appearance(annotation: DictionaryObject) -> PdfObject | None:
    """The stream that shows an annotation, or what refers to it; ``None`` where nothing does."""
    held = annotation.get("/AP")
    appearances = held.get_object() if held is not None else None
    if not isinstance(appearances, DictionaryObject) or "/N" not in appearances:
        return None
    shown: PdfObject = appearances.raw_get("/N")
    states = shown.get_object()
    if isinstance(states, DictionaryObject) and not isinstance(states, StreamObject):
        state = annotation.get("/AS")
        return states.raw_get(state) if state in states else None
    return shown


def stamp_width(number: str) -> float:
    """How wide a page's number is printed, in points."""
    widths = stamp_font().widths
    return sum(widths[ord(letter) - 0x20] for letter in number) * _SIZE / 1000


def _stamp(staged: StagedPage, number: str) -> bytes:
    width, _ = _seen_size(staged)
    x = max(4.0, width - STAMP_FROM_RIGHT - stamp_width(number))
    escaped = number.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii")
    told = (_numbers(_as_seen(staged)), _SIZE, x, STAMP_FROM_BOTTOM, escaped)
    return b"q %s cm BT 0 g /Bates %d Tf %.2f %.2f Td (%s) Tj ET Q" % told


def _seen_size(staged: StagedPage) -> tuple[float, float]:
    left, bottom, right, top = staged.crop_box
    width, height = right - left, top - bottom
    return (height, width) if staged.rotation in (90, 270) else (width, height)


def _as_seen(staged: StagedPage) -> Matrix:
    """From points of the page as it is seen, from its lower left corner, to the page's own."""
    left, bottom, right, top = staged.crop_box
    return {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[staged.rotation]


def _smaller(staged: StagedPage) -> Matrix:
    """The page made smaller, so that ``_FOOT`` points below it are free as it is seen."""
    left, bottom, *_ = staged.crop_box
    width, height = _seen_size(staged)
    scale = max(0.5, (height - _FOOT) / height)
    side, foot = width * (1 - scale) / 2, height * (1 - scale)
    # The foot of a page that is shown turned is another edge of the page itself.
    from_left, from_bottom = {
        0: (side, foot),
        90: (0.0, side),
        180: (side, 0.0),
        270: (foot, side),
    }[staged.rotation]
    return (scale, 0, 0, scale, left * (1 - scale) + from_left, bottom * (1 - scale) + from_bottom)


def _moved(place: Place, matrix: Matrix) -> Place:
    scale, _, _, _, right, up = matrix
    return (
        place[0] * scale + right,
        place[1] * scale + up,
        place[2] * scale + right,
        place[3] * scale + up,
    )


def _place(box: RectangleObject) -> Place:
    left, right = sorted((float(box.left), float(box.right)))
    bottom, top = sorted((float(box.bottom), float(box.top)))
    return left, bottom, right, top


def _common(one: Place, other: Place) -> Place:
    """What two rectangles have in common; the second one where that is nothing."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else other


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(b"%.4f" % value for value in values)


def _write_font(file: PdfFile) -> int:
    font = stamp_font()
    program = file.write_stream(font.program, b"/Length1 %d" % len(font.program))
    descriptor = file.write_object(
        b"<< /Type /FontDescriptor /FontName /PACKAA+DejaVuSerifCondensed /Flags 34 /ItalicAngle 0 /StemV 80"
        b" /CapHeight 729 /FontBBox [%s] /Ascent %.0f /Descent %.0f /FontFile2 %d 0 R >>"
        % (_numbers(font.box), font.ascent, font.descent, program)
    )
    return file.write_object(
        b"<< /Type /Font /Subtype /TrueType /BaseFont /PACKAA+DejaVuSerifCondensed /FirstChar 32"
        b" /LastChar 126 /Encoding /WinAnsiEncoding /Widths [%s] /FontDescriptor %d 0 R >>"
        % (_numbers(font.widths), descriptor)
    )
