"""A letter's texts cut at what is marked in them: a rationale's reasons like footnotes, and highlights."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from letters.parsed_letter import ReasonSpan

_LINE_BREAK = re.compile(r"\n+")


@dataclass(frozen=True)
class Note:
    """A reason and the number that stands for it in the text."""

    number: int
    code: str


@dataclass(frozen=True)
class Highlight:
    """Characters of a text that are marked because someone looked for them or links to them."""

    start: int
    end: int
    id: str = ""
    """Of the element that marks it, for a link to it; empty where none leads there."""


@dataclass(frozen=True)
class Highlights:
    """What is marked in one text besides reasons; hits do not overlap each other."""

    hits: tuple[Highlight, ...] = ()
    """Where a query matches."""
    passage: Highlight | None = None
    """What the address points at."""

    def within(self, length: int) -> "Highlights":
        """Those that a text of this length has: an address may be older than the text."""
        fits = tuple(hit for hit in self.hits if 0 <= hit.start < hit.end <= length)
        passage = self.passage if self.passage and self.passage.end <= length else None
        return Highlights(fits, passage)


@dataclass(frozen=True)
class Run:
    """A stretch of a text in which nothing begins or ends; unmarked where only its text is set."""

    text: str
    start: int = 0
    """Its place in the whole text, in characters."""
    notes: tuple[Note, ...] = ()
    """The reasons that a passage gives of which this is a part."""
    ending: tuple[Note, ...] = ()
    """Those of them whose passage ends here: the place for their numbers."""
    hit: Highlight | None = None
    """The hit of which this is a part."""
    passage: Highlight | None = None
    """The passage linked to, if this is a part of it."""

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)

    @property
    def begins_hit(self) -> bool:
        """Whether this is the first part of its hit: the place for the hit's id."""
        return self.hit is not None and self.hit.start == self.start

    @property
    def begins_passage(self) -> bool:
        """Whether this is the first part of the passage linked to."""
        return self.passage is not None and self.passage.start == self.start


@dataclass(frozen=True)
class MarkedRationale:
    """The paragraphs of a rationale as runs, and the notes in the order of the text."""

    paragraphs: tuple[tuple[Run, ...], ...]
    notes: tuple[Note, ...]


_NOTHING = Highlights()


def mark_rationale(
    rationale: str, spans: Iterable[ReasonSpan], highlights: Highlights = _NOTHING
) -> MarkedRationale:
    """Cut ``rationale`` into paragraphs and runs; the spans may overlap and come in any order.

    The texts of the runs are the rationale's lines, nothing added and nothing left out.
    """
    within = sorted(span for span in spans if span.start < span.end <= len(rationale))
    codes = dict.fromkeys(span.code for span in within)
    notes = {code: Note(number, code) for number, code in enumerate(codes, start=1)}
    breaks = [edge for line_break in _LINE_BREAK.finditer(rationale) for edge in line_break.span()]
    lines = groupby(
        _runs(rationale, within, notes, highlights, breaks), key=lambda run: run.text.startswith("\n")
    )
    return MarkedRationale(
        paragraphs=tuple(tuple(runs) for is_break, runs in lines if not is_break),
        notes=tuple(notes.values()),
    )


def mark_text(text: str, highlights: Highlights, cuts: Sequence[int] = ()) -> tuple[Run, ...]:
    """The whole of a text as runs, its line breaks inside them; none runs across one of ``cuts``."""
    return tuple(_runs(text, (), {}, highlights, cuts))


def _runs(
    text: str,
    spans: Iterable[ReasonSpan],
    notes: Mapping[str, Note],
    highlights: Highlights,
    cuts_besides: Sequence[int],
) -> Iterator[Run]:
    """The runs in order; the breaks between paragraphs are runs as well, where they are cut out."""
    highlights = highlights.within(len(text))
    cuts = {0, len(text), *cuts_besides, *_edges(highlights)}
    opened: defaultdict[int, list[str]] = defaultdict(list)
    closed: defaultdict[int, list[str]] = defaultdict(list)
    for span in spans:
        cuts |= {span.start, span.end}
        opened[span.start].append(span.code)
        closed[span.end].append(span.code)
    open_now: Counter[str] = Counter()
    hits = list(reversed(highlights.hits))
    for start, end in pairwise(sorted(cuts)):
        open_now.update(opened[start])
        open_now.subtract(closed[start])
        while hits and hits[-1].end <= start:
            hits.pop()
        yield Run(
            text[start:end],
            start,
            notes=tuple(note for code, note in notes.items() if open_now[code]),
            ending=tuple(note for code, note in notes.items() if code in closed[end]),
            hit=_covering(hits[-1] if hits else None, start),
            passage=_covering(highlights.passage, start),
        )


def _edges(highlights: Highlights) -> Iterator[int]:
    for one in (*highlights.hits, *filter(None, [highlights.passage])):
        yield from (one.start, one.end)


def _covering(highlight: Highlight | None, place: int) -> Highlight | None:
    return highlight if highlight and highlight.start <= place < highlight.end else None
