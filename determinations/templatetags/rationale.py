"""A letter's texts with what is marked in them, cut for templates to loop over."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django import template

from determinations.letter_places import Stretch
from determinations.marking import Highlights, MarkedRationale, Run, mark_rationale, mark_text
from determinations.models import DisputedItem
from letters.parsed_letter import ReasonSpan

register = template.Library()

Marked = Mapping[str, Highlights]
"""Highlights by text: an item's ``anchor`` for its rationale, with ``-treatment`` for its name, and so on."""


@register.simple_tag
def marked_rationale(item: DisputedItem, highlights: Marked | None = None) -> MarkedRationale:
    """The item's rationale, cut for ``determinations/rationale_run.html``."""
    spans = (
        ReasonSpan(reason.start, reason.end, reason.code)
        for reason in item.reasons.all()
        if reason.start is not None and reason.end is not None
    )
    return mark_rationale(item.rationale, spans, _of(highlights, item.anchor))


@register.simple_tag
def marked_treatment(item: DisputedItem, highlights: Marked | None = None) -> tuple[Run, ...]:
    """The item's name; only a treatment that the letter has can be marked."""
    return mark_text(item.name, _of(highlights, f"{item.anchor}-treatment"))


@register.simple_tag
def marked_paragraphs(text: str, place: str, highlights: Marked | None = None) -> tuple[tuple[Run, ...], ...]:
    """The paragraphs of a text that gives no reasons, such as the case summary."""
    return mark_rationale(text, (), _of(highlights, place)).paragraphs


@dataclass(frozen=True)
class MarkedStretch:
    """A part of the letter's text that facts lead to, or between such parts, as runs."""

    anchor: str
    runs: tuple[Run, ...]


@register.simple_tag
def marked_stretches(
    stretches: Sequence[Stretch], place: str, highlights: Marked | None = None
) -> list[MarkedStretch]:
    """The letter's text in its stretches, each cut at what is marked in it."""
    ends = list(accumulate(len(stretch.text) for stretch in stretches))
    text = "".join(stretch.text for stretch in stretches)
    runs = deque(mark_text(text, _of(highlights, place), ends))
    marked = []
    for stretch, end in zip(stretches, ends, strict=True):
        own = []
        while runs and runs[0].end <= end:
            own.append(runs.popleft())
        marked.append(MarkedStretch(stretch.anchor, tuple(own)))
    return marked


def _of(highlights: Marked | None, place: str) -> Highlights:
    return (highlights or {}).get(place, Highlights())
