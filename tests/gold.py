"""The real letters labelled by hand, and how well the parser agrees with them."""

import json
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@cache
def gold_letters(real_letters: Path) -> list[tuple[str, dict[str, Any]]]:
    """The labelled letters by name."""
    return [
        (path.stem, json.loads(path.read_text("utf-8")))
        for path in sorted((real_letters / "gold").glob("*.json"))
    ]


def kept_aside(real_letters: Path, name: str) -> bool:
    """Whether a labelled letter is of the third that nobody looked at while the rules were written."""
    return [each for each, _ in gold_letters(real_letters)].index(name) % 3 == 2


def report(scores: str) -> None:
    """Show the scores where pytest runs with ``-s`` or ``-rP``."""
    sys.stdout.write(f"{scores}\n")


def share(agreements: Iterable[bool]) -> float:
    """How many of the agreements hold, of 1."""
    held = list(agreements)
    return sum(held) / len(held)


@dataclass
class Agreement:
    """How far sets of labels agree, counted label by label."""

    both: int = 0
    only_given: int = 0
    only_gold: int = 0

    def add(self, given: Collection[str], gold: Collection[str]) -> None:
        self.both += len(set(given) & set(gold))
        self.only_given += len(set(given) - set(gold))
        self.only_gold += len(set(gold) - set(given))

    @property
    def f1(self) -> float:
        return 2 * self.both / (2 * self.both + self.only_given + self.only_gold)
