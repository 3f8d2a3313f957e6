"""A rationale cut at the passages that give reasons, for a page to mark them like footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
class Run:
    """A stretch of a rationale in which nothing begins or ends; unmarked where it has no notes."""

    text: str
    notes: tuple[Note, ...] = ()
    """The reasons that a passage gives of which this is a part."""
    ending: tuple[Note, ...] = ()
    """Those of them whose passage ends here: the place for their numbers."""


@dataclass(frozen=True)
class MarkedRationale:
    """The paragraphs of a rationale as runs, and the notes in the order of the text."""

    paragraphs: tuple[tuple[Run, ...], ...]
    notes: tuple[Note, ...]


def mark_rationale(rationale: str, spans: Iterable[ReasonSpan]) -> MarkedRationale:
    """Cut ``rationale`` into paragraphs and runs; the spans may overlap and come in any order.

    The texts of the runs are the rationale's lines, nothing added and nothing left out.
    """
    within = sorted(span for span in spans if span.start < span.end <= len(rationale))
    codes = dict.fromkeys(span.code for span in within)
    notes = {code: Note(number, code) for number, code in enumerate(codes, start=1)}
    lines = groupby(_runs(rationale, within, notes), key=lambda run: run.text.startswith("\n"))
    return MarkedRationale(
        paragraphs=tuple(tuple(runs) for is_break, runs in lines if not is_break),
        notes=tuple(notes.values()),
    )


def _runs(text: str, spans: Iterable[ReasonSpan], notes: Mapping[str, Note]) -> Iterator[Run]:
    """The runs in order; the breaks between paragraphs are runs as well."""
    cuts = {0, len(text), *(edge for line_break in _LINE_BREAK.finditer(text) for edge in line_break.span())}
    opened: defaultdict[int, list[str]] = defaultdict(list)
    closed: defaultdict[int, list[str]] = defaultdict(list)
    for span in spans:
        cuts |= {span.start, span.end}
        opened[span.start].append(span.code)
        closed[span.end].append(span.code)
    open_now: Counter[str] = Counter()
    for start, end in pairwise(sorted(cuts)):
        open_now.update(opened[start])
        open_now.subtract(closed[start])
        yield Run(
            text[start:end],
            notes=tuple(note for code, note in notes.items() if open_now[code]),
            ending=tuple(note for code, note in notes.items() if code in closed[end]),
        )
