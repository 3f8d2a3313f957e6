"""What a reparse changed, in numbers and examples."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from determinations.changes import ITEMS, Change
from determinations.summary import Rejection

EXAMPLES_KEPT = 20
"""For each field: enough for any ``--examples`` that a person reads."""


@dataclass(frozen=True)
class Example:
    """A change and the letter it is of, by its case number or its path."""

    letter: str
    change: Change


@dataclass
class FieldChanges:
    """How often one field changed."""

    letters: int = 0
    items: int = 0
    """Zero for a field that is of the whole letter."""
    examples: list[Example] = field(default_factory=list)

    def add(self, other: "FieldChanges") -> None:
        """Count what ``other`` counted, too."""
        self.letters += other.letters
        self.items += other.items
        self.examples += other.examples[: EXAMPLES_KEPT - len(self.examples)]


@dataclass
class ReparseReport:
    """Counts of letters, and what became different field by field."""

    unchanged: int = 0
    changed: int = 0
    newly_parsed: int = 0
    """Letters that were rejected before."""
    still_rejected: int = 0
    gone: int = 0
    """Letters that another process replaced or removed since the run began."""
    refused: list[Rejection] = field(default_factory=list)
    """Letters with facts that can no longer be had from them; they keep the facts that they have."""
    fields: dict[str, FieldChanges] = field(default_factory=lambda: defaultdict(FieldChanges))

    @property
    def done(self) -> int:
        """Letters that have been looked at."""
        counts = (self.unchanged, self.changed, self.newly_parsed, self.still_rejected, self.gone)
        return sum(counts) + len(self.refused)

    def add(self, other: "ReparseReport") -> None:
        """Count what ``other`` counted, too."""
        self.unchanged += other.unchanged
        self.changed += other.changed
        self.newly_parsed += other.newly_parsed
        self.still_rejected += other.still_rejected
        self.gone += other.gone
        self.refused += other.refused
        for name, counted in other.fields.items():
            self.fields[name].add(counted)

    def count_changes(self, letter: str, changes: Iterable[Change]) -> None:
        """Count a letter whose facts changed."""
        self.changed += 1
        of_field: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            of_field[change.field].append(change)
        for name, found in of_field.items():
            items = {change.item for change in found} - {None}
            examples = [Example(letter, change) for change in found[:EXAMPLES_KEPT]]
            self.fields[name].add(FieldChanges(1, len(items), examples))


def is_of_items(field_name: str) -> bool:
    """Whether a field is one of disputed items and not of the whole letter."""
    return field_name.partition(".")[0] == ITEMS
