"""Links to places to start from, and rates as pages show them."""

from django import template

from search.places.kinds import place_url
from search.rates import Rate

register = template.Library()

register.simple_tag(place_url)


@register.filter
def percent(rate: Rate) -> str:
    """The share that was overturned: "38%"; a dash of no items; "<1%" and ">99%" of nearly none and all."""
    if rate.share is None:
        return "–"
    if 0 < rate.share < 0.005:
        return "<1%"
    if 0.995 <= rate.share < 1:
        return ">99%"
    return f"{round(100 * rate.share)}%"


@register.filter
def interval(rate: Rate) -> str:
    """The 95% interval of the share: "14–69%"; empty of no items."""
    if rate.interval is None:
        return ""
    low, high = rate.interval
    return f"{round(100 * low)}–{round(100 * high)}%"
