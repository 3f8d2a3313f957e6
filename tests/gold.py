"""The letters labelled by hand that lie beside the checkout: the real ones, of which a third is kept aside,
and the authored ones in layouts of which no real copy was found."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Facts = dict[str, Any]
"""A letter or an item in the contract's JSON."""

Part = Literal["tuned on", "kept aside", "authored"]
PARTS: tuple[Part, ...] = ("tuned on", "kept aside", "authored")

REAL_LETTERS = Path(__file__).resolve().parents[2] / "shared" / "letters"
"""Beside the checkout, where there are any."""

_ASIDE_OF = 3


@dataclass(frozen=True)
class LabelledLetter:
    """A letter's file and what it says by hand."""

    file: Path
    label: Facts
    part: Part

    @property
    def name(self) -> str:
        return self.file.stem


def labelled_letters(real_letters: Path) -> Iterator[LabelledLetter]:
    """Every labelled letter; every third real one by name is kept aside: no rule is tuned to it."""
    for place, label in enumerate(sorted((real_letters / "gold").glob("*.json"))):
        part: Part = "kept aside" if place % _ASIDE_OF == _ASIDE_OF - 1 else "tuned on"
        yield _labelled(label, part, real_letters / "seeds", real_letters / "pdf")
    for label in sorted((real_letters / "authored").glob("*.json")):
        yield _labelled(label, "authored", real_letters / "authored")


def names_kept_aside(real_letters: Path) -> set[str]:
    """The letters whose text nobody reads while writing rules."""
    return {letter.name for letter in labelled_letters(real_letters) if letter.part == "kept aside"}


def _labelled(label: Path, part: Part, *folders: Path) -> LabelledLetter:
    (file,) = (
        path
        for folder in folders
        for path in folder.glob(f"{label.stem}.*")
        if path.suffix in {".txt", ".pdf"}
    )
    return LabelledLetter(file, json.loads(label.read_text("utf-8")), part)
