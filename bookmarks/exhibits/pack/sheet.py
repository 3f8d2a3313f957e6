"""Sheets of paper that are laid out here, as values: how many there are is known before any is drawn."""

from dataclasses import dataclass, field

from bookmarks.exhibits.pack.lettering import face, printable, wrapped

WIDTH, HEIGHT = 612, 792
"""US letter, in points; places are measured from its upper left corner."""
LEFT, RIGHT, TOP, BOTTOM = 72, WIDTH - 72, 72, HEIGHT - 72
_LEADING = 1.36


@dataclass(frozen=True)
class Line:
    """A line of text; ``y`` is where it stands."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True)
class Rule:
    """A thin line across the paper."""

    x: float
    y: float
    end: float


@dataclass
class Sheet:
    """One page."""

    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], int]] = field(default_factory=list)
    """A rectangle (left, top, right, bottom), and the page of the pack that it leads to."""


@dataclass(frozen=True)
class Style:
    """How a paragraph is set."""

    size: float = 10.5
    bold: bool = False
    centered: bool = False
    before: float = 0
    """Free space above it, except at a sheet's top."""
    indent: float = 0

    @property
    def leading(self) -> float:
        """From one line to the next, in points."""
        return self.size * _LEADING


class Flow:
    """Paragraphs one below the other, on as many sheets as they need."""

    def __init__(self, bottom: float = BOTTOM) -> None:
        self.sheets: list[Sheet] = []
        self._bottom = bottom
        self.new_sheet()

    @property
    def sheet(self) -> Sheet:
        """The sheet that is being filled."""
        return self.sheets[-1]

    def new_sheet(self) -> None:
        """Go on at the top of another sheet."""
        self.sheets.append(Sheet())
        self.y: float = TOP

    def need(self, height: float) -> bool:
        """Begin another sheet unless there is so much room on this one; whether one was begun."""
        if self.y + height <= self._bottom or self.y == TOP:
            return False
        self.new_sheet()
        return True

    def space(self, height: float) -> None:
        """Leave some room free, except at a sheet's top."""
        if self.y > TOP:
            self.y += height

    def rule(self) -> None:
        """A line across."""
        self.sheet.rules.append(Rule(LEFT, self.y, RIGHT))

    def paragraph(self, text: str, style: Style) -> None:
        """A paragraph; of a text without words nothing."""
        left, width = LEFT + style.indent, RIGHT - LEFT - style.indent
        lines = wrapped(printable(text), width, style.size, bold=style.bold)
        if lines:
            self.space(style.before)
            # A heading is not left alone at the foot.
            self.need(style.leading * (3 if style.bold else min(2, len(lines))))
        for line in lines:
            self.need(style.leading)
            wide = face(bold=style.bold).width(line, style.size)
            x = (LEFT + RIGHT - wide) / 2 if style.centered else left
            self.put(line, x, style)
            self.y += style.leading

    def put(self, line: str, x: float, style: Style) -> None:
        """A line of printable text that stands where the flow has come to."""
        self.sheet.lines.append(Line(x, self.y + style.size, line, style.size, style.bold))


def column(text: str, width: float, style: Style) -> list[str]:
    """The lines of a cell of a table."""
    return wrapped(printable(text), width, style.size, bold=style.bold)
