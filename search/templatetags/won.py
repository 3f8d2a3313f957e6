"""The page about what won: the link to it from a search, and how its figures are written."""

from django import template

from search import rates
from search.address import SearchAddress
from search.won import question

register = template.Library()
register.filter("in_percent", rates.percent)

_MINUS = "\N{MINUS SIGN}"
BAR = 120
"""Units that a bar for all items is wide."""


@register.simple_tag
def won_url(address: SearchAddress) -> str:
    """The page about what won among the items of a search."""
    return question.won_url(address)


@register.filter
def points(difference: float) -> str:
    """A difference of parts in percentage points: "+70 points"."""
    whole = round(100 * difference)
    sign = "+" if whole > 0 else _MINUS if whole < 0 else ""
    return f"{sign}{abs(whole)} point{'' if abs(whole) == 1 else 's'}"


@register.filter
def times(ratio: float) -> str:
    """A ratio: "0.31", "4.2", "41", "over 100"."""
    if ratio > 100:
        return "over 100"
    if ratio >= 10:
        return f"{ratio:.0f}"
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


@register.filter
def times_between(interval: tuple[float, float]) -> str:
    """The bounds of a ratio: "1.8–9.9"; "1.8 or more" where nothing bounds it above."""
    low, high = interval
    if low > 100:
        return times(low)
    return f"{times(low)} or more" if high > 100 else f"{times(low)}–{times(high)}"


@register.filter
def bar(part: float) -> int:
    """How wide a part's bar is; what is more than none can be seen."""
    return max(round(BAR * part), 1 if part else 0)
