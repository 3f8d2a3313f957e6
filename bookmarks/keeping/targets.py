"""What a bookmark is of: a determination, one of its items, or a passage of its letter."""

import re
from dataclasses import dataclass
from typing import Any

from bookmarks.keeping.limits import KEPT_CHARACTERS
from bookmarks.models import Bookmark
from determinations.letter_lines import rewrapped
from determinations.models import Determination, DisputedItem
from determinations.passages import LETTER, SUMMARY, read_passage

Kind = Bookmark.Kind
_ITEM = re.compile(r"item-(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Target:
    """Something to keep, that the stored letter has."""

    kind: Kind
    determination: Determination
    item: DisputedItem | None = None
    """The item, or the one in whose rationale the passage stands."""
    place: str = ""
    start: int = 0
    end: int = 0

    @property
    def written(self) -> str:
        """As forms send it: empty for the determination, ``item-2``, or ``item-2:120-264``."""
        return written_place(self.kind, self.place, self.start, self.end)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a bookmark that say what it is of."""
        return {
            "kind": self.kind,
            "determination": self.determination,
            "place": self.place,
            "start": self.start,
            "end": self.end,
        }


def target_of(determination: Determination, written: str) -> Target | None:
    """What ``written`` names in the stored letter: see ``Target.written``; ``None``: it has no such."""
    if not written:
        return Target(Kind.DETERMINATION, determination)
    if _ITEM.fullmatch(written):
        item = item_at(determination, written)
        return Target(Kind.ITEM, determination, item, item.anchor) if item else None
    passage = read_passage(written)
    if not passage:
        return None
    item = item_at(determination, passage.place)
    text = text_at(determination, passage.place)[passage.start : passage.end]
    if len(text) < passage.end - passage.start or not text.strip():
        return None
    return Target(Kind.PASSAGE, determination, item, passage.place, passage.start, passage.end)


def written_place(kind: str, place: str, start: int, end: int) -> str:
    """The place of a bookmark as forms and addresses have it."""
    return f"{place}:{start}-{end}" if kind == Kind.PASSAGE else place


def item_at(determination: Determination, place: str) -> DisputedItem | None:
    """The item whose element a place names, as the letter now has it."""
    found = _ITEM.fullmatch(place)
    number = int(found[1]) if found else None
    return next((item for item in determination.items.all() if item.number == number), None)


def text_at(determination: Determination, place: str) -> str:
    """The text that passages of a place are cut from; empty where the letter has no such place."""
    if place == SUMMARY:
        return determination.case_summary
    if place == LETTER:
        return rewrapped(determination.letter.text)
    item = item_at(determination, place)
    return item.rationale if item else ""


def text_of(target: Target) -> str:
    """What is read of it, at most ``KEPT_CHARACTERS`` of it."""
    if target.kind == Kind.PASSAGE:
        return text_at(target.determination, target.place)[target.start : target.end]
    if target.kind == Kind.ITEM and target.item:
        return _item_text(target.item)[:KEPT_CHARACTERS]
    lines = [f"Item {one.number}: {_outcome_line(one)}" for one in target.determination.items.all()]
    return "\n".join(lines)[:KEPT_CHARACTERS]


def _item_text(item: DisputedItem) -> str:
    return f"{_outcome_line(item)}\n\n{item.rationale}".rstrip()


def _outcome_line(item: DisputedItem) -> str:
    return f"{item.name}\n{item.get_outcome_display()}"
