"""What a note's Markdown may have: CommonMark, struck text and tables, no images, no HTML."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MOST_CELLS = 10_000
"""Of more no table is made: each row gets the cells that it lacks, which may be far more than was typed."""
_OPTIONS = {"html": False, "maxNesting": 100}
"""By markdown-it's own measure of CommonMark a list nine levels deep is left out."""
_without_tables = MarkdownIt("commonmark", _OPTIONS).enable("strikethrough").disable("image")
_with_tables = MarkdownIt("commonmark", _OPTIONS).enable(["strikethrough", "table"]).disable("image")


def parsed(note: str) -> Sequence[Token]:
    """The note's tokens."""
    return (_with_tables if _cells(note) <= _MOST_CELLS else _without_tables).parse(note)


def html_of(tokens: Sequence[Token]) -> str:
    """The tokens as HTML, which is not yet to be trusted."""
    return str(_with_tables.renderer.render(tokens, _with_tables.options, {}))


def _cells(note: str) -> int:
    """As many as its tables can have at most."""
    lines = note.split("\n")
    return len(lines) * max(line.count("|") for line in lines)
