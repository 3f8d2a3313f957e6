"""What people type into forms: names of one line that can be seen, and texts with one kind of line end."""

from collections.abc import Sequence
from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError

_NEVER_KEPT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Unicode's control, format, unassigned, private and surrogate characters: unseen, or seen as boxes."""
_JOINERS = "\u200c\u200d"
_FIRST_SCRIPT_WITH_JOINERS = "\u0600"
"""Arabic; Persian, the scripts of India and emoji, which need joiners within words, come after it."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""


class NothingToSeeError(ValueError):
    """Something was typed of which nothing can be seen; the message is for a person."""

    def __init__(self) -> None:
        super().__init__("Nothing of this can be seen. Write letters or digits.")


class NameField(forms.CharField):
    """A name on one line, of which something can be seen."""

    def to_python(self, value: Any) -> str:
        """Without what cannot be seen."""
        try:
            return one_line(super().to_python(value) or "")
        except NothingToSeeError as problem:
            raise ValidationError(str(problem)) from problem


class LinesField(forms.CharField):
    """A text of several lines: browsers send two characters for each of their ends and count one."""

    def to_python(self, value: Any) -> str:
        """With one character for each end, before its length is checked."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def one_line(typed: str) -> str:
    """The words with single spaces between them, without characters that cannot be seen.

    Raises ``NothingToSeeError`` where there were only such.
    """
    words = (_visible(word) for word in typed.split())
    line = " ".join(word for word in words if word)
    if typed.strip() and not any(map(_shows, line)):
        raise NothingToSeeError
    return line


def _visible(word: str) -> str:
    kept = [one for one in word if category(one) not in _NEVER_KEPT or one in _JOINERS]
    return "".join(one for place, one in enumerate(kept) if one not in _JOINERS or _joins(kept, place))


def _joins(letters: Sequence[str], place: int) -> bool:
    """Whether a joiner stands between letters of scripts that may need it."""
    sides = (*letters[max(0, place - 1) : place], *letters[place + 1 : place + 2])
    return len(sides) == 2 and all(one >= _FIRST_SCRIPT_WITH_JOINERS and one not in _JOINERS for one in sides)


def _shows(one: str) -> bool:
    """Marks show nothing by themselves, nor do spaces."""
    return category(one)[0] not in "CMZ" and one not in _BLANK
