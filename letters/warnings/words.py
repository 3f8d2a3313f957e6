"""Words that tell what a passage is about, and so whether it can contradict anything."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from vocabularies.phrases import Phrase, PhraseFinder

WORDS = Path(__file__).parents[1] / "data" / "warning_words.json"

Kind = Literal[
    "other_documents",
    "other_sides",
    "citing",
    "ends_request",
    "symptoms",
    "other_persons",
    "not_of_this_case",
    "side_requests",
    "grounds",
]
"""What the words of a kind tell is explained in the data file's note."""


def find_words(kind: Kind, text: str) -> list[Phrase]:
    """Every place in ``text`` where words of the kind stand, in order."""
    return _finder(kind).find(text)


@cache
def _finder(kind: Kind) -> PhraseFinder:
    return PhraseFinder({kind: json.loads(WORDS.read_text(encoding="utf-8"))[kind]})
