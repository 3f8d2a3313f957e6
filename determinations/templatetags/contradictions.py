"""What a letter says against itself, for the places on its page that it is about."""

from dataclasses import dataclass
from typing import Any

from django import template

from determinations.models import DisputedItem, Letter
from vocabularies.warnings import WARNINGS, WarningKind

register = template.Library()


@dataclass(frozen=True)
class Contradiction:
    """A stored warning with the words that explain its kind."""

    kind: WarningKind
    message: str
    where: str = ""
    """The part of its item that it is about: "citations", "rationale" or "" where it is none of them."""


@register.simple_tag
def contradictions(letter: Letter, item: DisputedItem | None = None) -> list[Contradiction]:
    """The contradictions of the item, or without one those of the letter as a whole.

    What the letter merely lacks is left out: the page says it where the fact would stand.
    """
    number = item.number if item else None
    return [
        Contradiction(WARNINGS[warning["code"]], warning["message"], _where(warning))
        for warning in letter.warnings
        if warning["item"] == number and warning["code"] in WARNINGS
    ]


def _where(warning: dict[str, Any]) -> str:
    if warning.get("citation") is not None:
        return "citations"
    return "rationale" if warning.get("span") else ""
