"""The reasons of a question's items: in how many of the overturned and of the upheld ones each is given."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import F

from determinations.models import DisputedItem, Outcome, Reason
from search.boilerplate import fixed_spans
from search.engines.base import Engine
from search.labels import reason_label, reason_meaning
from search.query.tree import HasValue
from search.rates import Rate
from search.request import Sort
from search.won.marks import Mark, Marks, contrast_of, sorted_marks
from search.won.passages import Example, quoted
from search.won.question import Question, counting, with_value
from search.won.sides import Sides

MOST_EXAMPLES = 4
"""Reasons of overturned items that are shown with a passage: each takes a search."""
_LOOKED_AT = 30
"""Items among which the passage is chosen."""
_VERDICT = "medically necess"
_SHORTEST, _LONGEST = 40, 320
"""Characters of a passage that is worth reading and can be read at a glance."""


def reason_marks(engine: Engine, question: Question, sides: Sides) -> Marks:
    """Every reason that is given, in at most seven searches."""
    overturned = _counts(engine, question, Outcome.OVERTURNED.value)
    upheld = _counts(engine, question, Outcome.UPHELD.value)
    in_part = _counts(engine, question, Outcome.PARTIALLY_OVERTURNED.value) if sides.in_part else {}
    codes = dict.fromkeys((*overturned, *upheld))
    marks = sorted_marks(
        _mark(question, code, overturned.get(code, 0), upheld.get(code, 0), in_part.get(code, 0), sides)
        for code in codes
    )
    shown = [
        replace(mark, example=_example(engine, mark)) if n < MOST_EXAMPLES else mark
        for n, mark in enumerate(marks.overturned)
    ]
    return replace(marks, overturned=tuple(shown))


def _counts(engine: Engine, question: Question, outcome: str) -> Mapping[str, int]:
    request = counting(question.address, "reason", further=[HasValue("outcome", (outcome,))])
    return engine.search(request).counts("reason")


def _mark(question: Question, code: str, overturned: int, upheld: int, in_part: int, sides: Sides) -> Mark:
    return Mark(
        label=reason_label(code),
        code=code,
        meaning=reason_meaning(code),
        contrast=contrast_of(overturned, upheld, sides),
        rate=Rate(overturned, overturned + upheld + in_part),
        address=with_value(question.address, "reason", code),
    )


def _example(engine: Engine, mark: Mark) -> Example | None:
    """The best passage of some overturned items that gives the reason."""
    request = counting(mark.address, further=[HasValue("outcome", (Outcome.OVERTURNED.value,))])
    hits = engine.search(replace(request, sort=Sort.NEWEST, limit=_LOOKED_AT)).hits
    passages = (
        Reason.objects.filter(
            item__in=DisputedItem.objects.filter(pk__in=[hit.id for hit in hits]),
            code=mark.code,
            start__isnull=False,
        )
        .select_related("item__determination__letter")
        .defer("item__determination__letter__text", "item__determination__case_summary")
        .order_by(F("item__determination__decided_on").desc(nulls_last=True), "item_id", "start")
    )
    best = min(passages, key=_worth, default=None)
    return Example(best.item, quoted(best.item.rationale, best.start or 0, best.end or 0)) if best else None


def _worth(passage: Reason) -> tuple[bool, bool, bool]:
    """What is wrong with a passage, the gravest first."""
    start, end = passage.start or 0, passage.end or 0
    is_fixed = any(first <= start and end <= last for first, last in fixed_spans(passage.item.rationale))
    is_verdict = _VERDICT in passage.item.rationale[start:end].lower()
    return is_fixed, is_verdict, not _SHORTEST <= end - start <= _LONGEST
