"""A pasted text in one shape, and its sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from letters import cleaning
from letters.denial.cells import with_cells

_WRAPPED_FROM = 50
"""Characters: a line as long as this may be wrapped, a shorter one ends where its writer ended it."""
_OPENS_ANEW = re.compile(r"(?:\(?\d{1,2}[.)]|[•·●▪*–-]) |[A-Z][\w /&()'’.-]{0,50}:")
_SENTENCE_END = re.compile(
    r"\n+|[.;?!](?<!\bpp\.)(?<!\bpgs\.)(?<!\bpg\.)(?<!\bp\.)(?<!\bed\.)(?<!\bch\.)(?<!\bDr\.)(?<!\bMrs\.)"
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bNo\.)(?<!\bvs\.)(?<!\b\d\.)[\"”’)\]]*(?=\s)",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """A stretch of a text, ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]


def readable(text: str) -> str:
    """The text cleaned, with a line break only where a paragraph, an entry or a form's line ends."""
    lines = cleaning.clean(with_cells(text)).replace(cleaning.PAGE_BREAK, "\n").split("\n")
    cleaning.forget()
    breaks = ("\n" if _ends(line, following) else " " for line, following in pairwise(lines))
    return "".join(part for pair in zip(lines, [*breaks, ""], strict=True) for part in pair)


def _ends(line: str, following: str) -> bool:
    return (
        len(line) < _WRAPPED_FROM
        or not following
        or line.endswith(":")
        or "|" in line
        or "|" in following
        or bool(_OPENS_ANEW.match(following))
    )


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a readable text, without the white space around them."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        if span := stripped(text, Span(start, end)):
            yield span


def stripped(text: str, span: Span) -> Span | None:
    """The span without the white space at its ends; ``None`` where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
