"""The rationale of an item with the passages marked that give its reasons."""

from django import template

from determinations.marking import MarkedRationale, mark_rationale
from determinations.models import DisputedItem
from letters.parsed_letter import ReasonSpan

register = template.Library()


@register.simple_tag
def marked_rationale(item: DisputedItem) -> MarkedRationale:
    """The item's rationale, cut for ``determinations/rationale_run.html``."""
    spans = (
        ReasonSpan(reason.start, reason.end, reason.code)
        for reason in item.reasons.all()
        if reason.start is not None and reason.end is not None
    )
    return mark_rationale(item.rationale, spans)
