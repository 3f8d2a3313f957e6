"""A note's Markdown as lines for a document: paragraphs, rows and list entries with runs of one look."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it.token import Token

from bookmarks.notes.markdown import parsed

_TEXTS = ("text", "code_inline", "text_special")
_TOLD = ("http://", "https://", "mailto:")
"""What the address of a link that is told begins with: others lead nowhere from a document."""
_BETWEEN_CELLS = " | "
_INDENT = "    "


@dataclass(frozen=True)
class Run:
    """Text of one look; a line break within it is one that was typed as such."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading, a row of a table or an entry of a list."""

    runs: tuple[Run, ...]
    level: int = 0
    """How deep in lists it stands; 0: in none."""
    mark: str = ""
    """What stands before an entry of a list: a bullet or its number."""


def note_lines(note: str) -> Iterator[Line]:
    """The note's lines; what Markdown has besides is shown as it was typed."""
    lists = _Lists()
    row: list[Run] | None = None
    bold = False
    for token in parsed(note):
        yield from lists.taken(token)
        match token.type:
            case "heading_open" | "th_open":
                bold = True
            case "heading_close" | "th_close":
                bold = False
            case "tr_open":
                row = []
            case "inline" if row is not None:
                row += [Run(_BETWEEN_CELLS)] * bool(row) + _runs(token, bold=bold)
            case "tr_close":
                yield lists.line(row or ())
                row = None
            case "inline":
                yield lists.line(_runs(token, bold=bold))
            case "fence" | "code_block":
                yield from (lists.line([Run(line)]) for line in token.content.splitlines())


def note_text(note: str) -> str:
    """The note as plain text, a line each. Struck words are told as such, lest they be read as said."""
    return "\n".join(_plain(line) for line in note_lines(note))


def _plain(line: Line) -> str:
    before = _INDENT * (line.level - 1) + (f"{line.mark} " if line.mark else "") if line.level else ""
    parts = groupby(line.runs, key=lambda run: run.struck)
    told = ((struck, "".join(run.text for run in runs)) for struck, runs in parts)
    return before + "".join(f"[struck: {text}]" if struck else text for struck, text in told)


class _Lists:
    """The lists that stand around a token, and the mark of an entry that no line has yet."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._mark = ""

    def taken(self, token: Token) -> Iterator[Line]:
        """Take a token into account; an entry without words of its own is a line all the same."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "list_item_close" if self._mark:
                yield self.line(())
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                start = token.attrGet("start")
                self._numbers.append(1 if start is None else int(start))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._begin_entry()

    def line(self, runs: Sequence[Run]) -> Line:
        """A line where the note stands now."""
        mark, self._mark = self._mark, ""
        return Line(tuple(runs), len(self._numbers), mark)

    def _begin_entry(self) -> None:
        number = self._numbers[-1]
        self._mark = "•" if number is None else f"{number}."
        self._numbers[-1] = None if number is None else number + 1


def _runs(inline: Token, *, bold: bool) -> list[Run]:
    depths = {"strong": 0, "em": 0, "s": 0}
    address = ""
    runs = []
    for token in inline.children or ():
        look = token.type.rpartition("_")[0]
        if look in depths:
            depths[look] += token.nesting
        elif token.type == "link_open":
            address = _address(token)
        elif text := _text(token, address):
            runs.append(Run(text, bold or depths["strong"] > 0, depths["em"] > 0, depths["s"] > 0))
    return runs


def _text(token: Token, address: str) -> str:
    """What is read of a token; behind a link's words its address."""
    if token.type == "link_close":
        return f" ({address})" if address else ""
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content if token.type in _TEXTS else ""


def _address(link: Token) -> str:
    """Where a link leads; empty where its words say it, or where no document can lead."""
    address = str(link.attrGet("href") or "")
    if link.markup == "autolink" or not address.lower().startswith(_TOLD):
        return ""
    return re.sub("^mailto:", "", address, flags=re.IGNORECASE)
