"""Words that a person writes for a pack to print: what its font lacks is told while it can be changed."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bookmarks.exhibits.pack.lettering import unprintable

_NAMED = 8
"""Signs that a sentence names; of a text in another script it says how many more there are."""
_ISOLATE, _END = "\u2068", "\u2069"
"""Around a sign: one of Hebrew or Arabic would turn the list around it."""
_CIRCLE = "\u25cc"
"""What an accent is shown on that has no letter."""


class PrintedField(forms.CharField):
    """A line on the cover; one with signs that cannot be printed is an error that names them."""

    def to_python(self, value: Any) -> str:
        """Without what nobody sees, and so nobody could take out."""
        return _visible(str(super().to_python(value)))

    def validate(self, value: Any) -> None:
        """Each of its signs can be printed."""
        super().validate(value)
        if lacking := unprintable(value):
            them = "it out, or write it" if len(lacking) == 1 else "them out, or write them"
            raise ValidationError(f"The pack cannot print {named(lacking)}. Leave {them} in other letters.")


def printable_part(text: str) -> tuple[str, tuple[str, ...]]:
    """What of a text can be printed, and the signs that cannot."""
    seen = unicodedata.normalize("NFC", _visible(text))
    lacking = unprintable(seen)
    kept = "".join(sign for sign in seen if sign not in lacking)
    return " ".join(kept.split()), lacking


def named(signs: tuple[str, ...]) -> str:
    """The signs as a list in a sentence."""
    told = [_told(sign) for sign in signs[:_NAMED]]
    if more := len(signs) - len(told):
        told.append(f"{more} more")
    *first, last = told
    return f"{', '.join(first)} and {last}" if first else last


def _told(sign: str) -> str:
    kind = unicodedata.category(sign)[0]
    if kind == "C":
        return f"U+{ord(sign):04X}"
    under = _CIRCLE if kind == "M" else ""
    return f"{_ISOLATE}{under}{sign}{_END}"


def _visible(text: str) -> str:
    return "".join(sign for sign in text if not (_is_invisible(sign) and unprintable(sign)))


def _is_invisible(sign: str) -> bool:
    """Whether it only says how its neighbour looks, as what makes an emoji of a heart, or nothing at all."""
    return unicodedata.category(sign) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, "")
