"""The page about what won: the link to it from a search, and how its figures are written."""

from django import template

from search.address import SearchAddress
from search.won import question

register = template.Library()

_MINUS = "\N{MINUS SIGN}"
BAR = 120
"""Units that a bar for all items is wide."""


@register.simple_tag
def won_url(address: SearchAddress) -> str:
    """The page about what won among the items of a search."""
    return question.won_url(address)


@register.filter
def percent(part: float) -> str:
    """A part of 1 in percent: "78%"; what is not quite none or all is not written as such."""
    if 0 < part < 0.005:
        return "<1%"
    if 0.995 <= part < 1:
        return ">99%"
    return f"{round(100 * part)}%"


@register.filter
def percents(interval: tuple[float, float]) -> str:
    """The bounds of an interval in percent: "63–88%"."""
    return f"{round(100 * interval[0])}–{round(100 * interval[1])}%"


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
