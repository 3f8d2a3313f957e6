"""What an ingest did, in numbers."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rejection:
    """A file that is not in the portal, and why."""

    path: str
    reason: str


@dataclass
class IngestSummary:
    """Counts of letters, and of the items of those that were stored."""

    new: int = 0
    replaced: int = 0
    """Letters that took the place of an earlier letter of the same case."""
    unchanged: int = 0
    items: int = 0
    rejected: list[Rejection] = field(default_factory=list)

    @property
    def stored(self) -> int:
        """Letters whose facts are now in the database and were not before: the index needs an update."""
        return self.new + self.replaced

    @property
    def done(self) -> int:
        """Files that have been dealt with, one way or another."""
        return self.stored + self.unchanged + len(self.rejected)

    def add(self, other: "IngestSummary") -> None:
        """Count what ``other`` counted, too."""
        self.new += other.new
        self.replaced += other.replaced
        self.unchanged += other.unchanged
        self.items += other.items
        self.rejected += other.rejected
