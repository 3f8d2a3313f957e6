"""The font of a pack: which characters it has, how wide a text is, and where its lines break."""

import unicodedata
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

_FONTS = Path(__file__).parent / "fonts"
FACES = {False: _FONTS / "DejaVuSerifCondensed.ttf", True: _FONTS / "DejaVuSerifCondensed-Bold.ttf"}
"""By whether it is bold."""
_ASCII = range(0x20, 0x7F)
_HYPHENS = str.maketrans(dict.fromkeys("\x02\u00ad\ufffe", "-"))


@dataclass(frozen=True)
class Face:
    """How wide each character is, in thousandths of the size."""

    widths: Mapping[str, float]

    def width(self, text: str, size: float) -> float:
        """Of a text of printable characters, in points."""
        return sum(self.widths[letter] for letter in text) * size / 1000


@cache
def face(*, bold: bool = False) -> Face:
    """The font's measures."""
    with TTFont(FACES[bold]) as font:
        advances, scale = font["hmtx"], 1000 / font["head"].unitsPerEm
        return Face({chr(code): advances[name][0] * scale for code, name in font.getBestCmap().items()})


def printable(text: str) -> str:
    """The text in characters of the font; another one is written as its code, such as ``[U+4E2D]``."""
    return "".join(_printed(letter) for letter in _composed(text))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that ``printable`` writes as codes, each once."""
    return tuple(dict.fromkeys(letter for letter in _composed(text) if _is_coded(letter)))


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a printable text, none wider than ``width`` points; white space is one space."""
    measured = face(bold=bold)
    space = measured.width(" ", size)
    lines: list[str] = []
    words: list[str] = []
    used = 0.0
    for word in _breakable(text, width, size, measured):
        wide = measured.width(word, size)
        if words and used + space + wide > width:
            lines.append(" ".join(words))
            words, used = [], 0.0
        used += wide + (space if words else 0)
        words.append(word)
    return [*lines, " ".join(words)] if words else lines


@dataclass(frozen=True)
class StampFont:
    """The printable ASCII part of the font, for a PDF that is written by hand."""

    program: bytes
    widths: tuple[float, ...]
    box: tuple[float, float, float, float]
    ascent: float
    descent: float


@cache
def stamp_font() -> StampFont:
    """A font for Bates numbers."""
    with TTFont(FACES[False]) as font:
        chosen = subset.Subsetter(subset.Options(hinting=False, layout_features=[]))
        chosen.populate(unicodes=_ASCII)
        chosen.subset(font)
        program = BytesIO()
        font.save(program)
        scale = 1000 / font["head"].unitsPerEm
        head, across = font["head"], font["hhea"]
        box = tuple(edge * scale for edge in (head.xMin, head.yMin, head.xMax, head.yMax))
        widths = tuple(face().widths[chr(code)] for code in _ASCII)
        return StampFont(program.getvalue(), widths, box, across.ascent * scale, across.descent * scale)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_HYPHENS))


@cache
def _shapes() -> Set[str]:
    """The characters that the font and its bold both have."""
    return face().widths.keys() & face(bold=True).widths.keys()


def _is_coded(letter: str) -> bool:
    return len(_printed(letter)) > 1


def _printed(letter: str) -> str:
    if letter in _shapes():
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Mn"} and ord(letter) < 0x3000:
        return "" if unicodedata.category(letter) in {"Cc", "Cf"} else f"[U+{ord(letter):04X}]"
    return f"[U+{ord(letter):04X}]"


def _breakable(text: str, width: float, size: float, measured: Face) -> Iterator[str]:
    """The words; one that no line is wide enough for in pieces."""
    for word in text.split():
        start = 0
        if measured.width(word, size) > width:
            for end in range(1, len(word)):
                if measured.width(word[start : end + 1], size) > width:
                    yield word[start:end]
                    start = end
        yield word[start:]
