"""What exhibits are called: A to Z, AA, AB and so on, or numbers; and the Bates numbers of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, islice

MAX_FIRST = 9_999
"""The highest number of a first exhibit."""
MAX_BATES_START = 9_000_000
_FEWEST_FIGURES = 6
_LETTERS = re.compile(r"[A-Z]{1,3}")


class Numbering(StrEnum):
    """How exhibits are told apart."""

    LETTERS = "letters"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Labelling:
    """The names of exhibits, in their order."""

    numbering: Numbering = Numbering.LETTERS
    first: int = 1
    """1 is A or 1, 27 is AA or 27."""

    def labels(self, exhibits: int) -> list[str]:
        """The names of so many exhibits."""
        return list(islice(self._labels(), exhibits))

    def _labels(self) -> Iterator[str]:
        for number in count(self.first):
            yield in_letters(number) if self.numbering is Numbering.LETTERS else str(number)


@dataclass(frozen=True)
class Bates:
    """The number that each page of a pack carries; all with as many figures, so that they sort."""

    prefix: str = "IMR"
    start: int = 1
    figures: int = _FEWEST_FIGURES

    def up_to(self, pages: int) -> "Bates":
        """For a pack of so many pages: with as many figures as the last one's number needs."""
        return replace(self, figures=max(_FEWEST_FIGURES, len(str(self.start + pages - 1))))

    def number(self, page: int) -> str:
        """Of a page of the pack, the first of which is 1."""
        digits = f"{self.start + page - 1:0{self.figures}d}"
        return f"{self.prefix} {digits}" if self.prefix else digits


def in_letters(number: int) -> str:
    """The name of the exhibit with that number, which is 1 or more: A is 1, Z 26, AA 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def read_first(typed: str, numbering: Numbering) -> int | None:
    """The number of the first exhibit from its name, such as ``c``; ``None``: it is no such name."""
    typed = typed.strip().upper()
    if numbering is Numbering.NUMBERS:
        number = int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else 0
        return number or None
    if not _LETTERS.fullmatch(typed):
        return None
    number = 0
    for letter in typed:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if number <= MAX_FIRST else None
