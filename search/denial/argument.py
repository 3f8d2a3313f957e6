"""The argument of a decided item: the passage of its rationale that gives its main reason."""

from collections.abc import Set
from dataclasses import dataclass

from django.utils.text import Truncator

from determinations.models import DisputedItem, Outcome, Reason
from search import analysis
from search.boilerplate import fixed_spans
from search.labels import reason_label
from search.request import Segment

WINNING = frozenset({"criteria-met", "red-flag-or-deficit"})
_OPENING_WORDS = 45
_SHORT = 90
"""Characters of a sentence that says too little without the one before it."""
_LONGEST = 420
"""Characters shown before and behind the marked passage."""


@dataclass(frozen=True)
class Argument:
    """Words of a rationale."""

    label: str
    segments: tuple[Segment, ...]
    """The words that give the reason are marked."""


def argument_of(item: DisputedItem, reasons_sought: Set[str]) -> Argument | None:
    """The passage for the reason that matters most; without any, how the rationale begins.

    ``reasons_sought`` are those of the denial, which matter most where it was upheld.
    """
    spans = list(analysis.sentence_spans(item.rationale))
    fixed = set(fixed_spans(item.rationale))
    sought = reasons_sought if item.outcome == Outcome.UPHELD else WINNING

    def rank(reason: Reason) -> tuple[bool, bool, int]:
        first, _ = _place(spans, reason)
        return spans[first] in fixed, reason.code not in sought, reason.start or 0

    reasons = [one for one in item.reasons.all() if one.end and one.end <= len(item.rationale)]
    if not reasons or not spans:
        return _opening(item)
    main = min(reasons, key=rank)
    return Argument(reason_label(main.code), tuple(_quoted(item.rationale, main, spans, fixed)))


def _opening(item: DisputedItem) -> Argument | None:
    words = Truncator(" ".join(item.rationale.split())).words(_OPENING_WORDS, truncate=" …")
    return Argument("How the rationale begins", (Segment(words),)) if words else None


def _place(spans: list[tuple[int, int]], reason: Reason) -> tuple[int, int]:
    """The numbers of the sentences in which the reason's passage begins and ends."""
    start, end = reason.start or 0, reason.end or 0
    first = max((n for n, span in enumerate(spans) if span[0] <= start), default=0)
    last = max((n for n, span in enumerate(spans) if span[0] < end), default=first)
    return first, max(first, last)


def _quoted(
    text: str, reason: Reason, spans: list[tuple[int, int]], fixed: Set[tuple[int, int]]
) -> list[Segment]:
    first, last = _place(spans, reason)
    says_little = spans[first] in fixed or spans[last][1] - spans[first][0] < _SHORT
    opening = spans[first - 1 if first and says_little else first][0]
    start, end = reason.start or 0, reason.end or 0
    before, after = text[opening:start], text[end : max(end, spans[last][1])]
    if len(before) > _LONGEST:
        before = f"… {before[-_LONGEST:].partition(' ')[2]}"
    if len(after) > _LONGEST:
        after = f"{after[:_LONGEST].rpartition(' ')[0]} …"
    parts = (Segment(before), Segment(text[start:end], marked=True), Segment(after))
    return [part for part in parts if part.text]
