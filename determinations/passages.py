"""A passage of a letter in an address: ``item-2:120-264`` is characters 120 to 263 of item 2's rationale."""

import re
from dataclasses import dataclass

SUMMARY = "summary"
LETTER = "letter"
ANCHOR = "passage"
"""The id of the passage's element: ``#passage`` scrolls to it."""
LONGEST = 20_000
"""Characters of a passage that an address may point at."""
_WRITTEN = re.compile(rf"(item-\d{{1,4}}|{SUMMARY}|{LETTER}):(\d{{1,7}})-(\d{{1,7}})", re.ASCII)


@dataclass(frozen=True)
class Passage:
    """Characters of one of a letter's texts; whether the text is long enough only the text can say."""

    place: str
    """An item's anchor, for its rationale; ``summary``, or ``letter`` for the letter's whole text."""
    start: int
    end: int

    @property
    def written(self) -> str:
        """The passage as an address has it."""
        return f"{self.place}:{self.start}-{self.end}"


def read_passage(written: str) -> Passage | None:
    """The passage that an address names, or ``None`` where it names none."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        return None
    place, start, end = found[1], int(found[2]), int(found[3])
    return Passage(place, start, end) if 0 < end - start <= LONGEST else None
