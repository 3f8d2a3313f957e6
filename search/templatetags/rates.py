"""Rates as every page writes them."""

from django import template

from search import rates
from search.rates import Rate

register = template.Library()


@register.filter
def percent(rate: Rate) -> str:
    """The share that was overturned: "38%"; a dash of no items."""
    return "–" if rate.share is None else rates.percent(rate.share)


@register.filter
def interval(rate: Rate) -> str:
    """The 95% interval of the share: "14–69%"; empty of no items."""
    return "" if rate.interval is None else rates.percents(rate.interval)
