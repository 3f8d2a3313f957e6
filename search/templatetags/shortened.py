"""Long lists of facts, of which the first are in sight and the rest one click away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

FEW_MORE = 2
"""So few further ones are in sight too, instead of a fold that hides them."""


@dataclass(frozen=True)
class Shortened:
    """A list in two pieces."""

    first: tuple[Any, ...]
    rest: tuple[Any, ...]
    """What stands in the fold; empty where all are in sight."""


@register.filter
def shortened(values: Iterable[Any], most: int) -> Shortened:
    """The first ``most`` values, and the rest."""
    listed = tuple(values)
    at = len(listed) if len(listed) <= most + FEW_MORE else most
    return Shortened(listed[:at], listed[at:])
