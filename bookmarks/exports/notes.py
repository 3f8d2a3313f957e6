"""A note's Markdown as lines for a document: paragraphs and list entries with runs of bold and italic."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False})
_TEXTS = ("text", "code_inline", "text_special", "image")
_BREAKS = ("softbreak", "hardbreak")
_TOLD = ("http://", "https://", "mailto:")
"""What the address of a link that is told begins with: others lead nowhere from a document."""


@dataclass(frozen=True)
class Run:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph, a heading or an entry of a list."""

    runs: tuple[Run, ...]
    level: int = 0
    """How deep in lists it stands; 0: in none."""
    mark: str = ""
    """What stands before an entry of a list: a bullet or its number."""


def note_lines(note: str) -> Iterator[Line]:
    """The note's lines; what Markdown has besides is shown as it was typed."""
    marks: list[str] = []
    numbers: list[int | None] = []
    is_heading = False
    for token in _PARSER.parse(note):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            number = numbers[-1]
            marks.append("•" if number is None else f"{number}.")
            numbers[-1] = None if number is None else number + 1
        elif token.type == "list_item_close":
            marks = marks[: len(numbers) - 1]
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        elif token.type == "inline":
            runs = tuple(_runs(token.children or (), bold=is_heading))
            yield Line(runs, len(numbers), marks.pop() if marks else "")
        elif token.type in ("fence", "code_block"):
            yield from (Line((Run(line),)) for line in token.content.splitlines())


def _runs(tokens: Sequence[Token], *, bold: bool) -> Iterator[Run]:
    strong = italic = 0
    address = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            address = _address(token)
        elif text := _text(token, address):
            yield Run(text, bold or strong > 0, italic > 0)


def _text(token: Token, address: str) -> str:
    """What is read of a token; behind a link's words its address."""
    if token.type == "link_close":
        return f" ({address})" if address else ""
    if token.type in _BREAKS:
        return " "
    return token.content if token.type in _TEXTS else ""


def _address(link: Token) -> str:
    """Where a link leads; empty where its words say it, or where no document can lead."""
    address = str(link.attrGet("href") or "")
    if link.markup == "autolink" or not address.lower().startswith(_TOLD):
        return ""
    return re.sub("^mailto:", "", address, flags=re.IGNORECASE)
