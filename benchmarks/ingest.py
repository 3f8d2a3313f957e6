"""How long 2,000 letters take from files to a searchable index."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.portal import Portal
from benchmarks.table import Row

LETTERS = 2000


def measure(data: Path) -> Iterator[Row]:
    """Ingest and index, each as a command with its start-up, on all cores."""
    portal = Portal(data)
    folder = str(data / "letters")
    portal.manage("make_letters", str(LETTERS), "--seed", "1", "--out", folder)
    ingest = portal.manage("ingest", folder)
    index = portal.manage("rebuild_index")
    again = portal.manage("ingest", folder)
    yield (f"ingest {LETTERS:,} letters, seconds", f"{ingest:.1f}", "-")
    yield (f"index {LETTERS:,} letters, seconds", f"{index:.1f}", "-")
    yield (f"ingest and index {LETTERS:,} letters, seconds", f"{ingest + index:.1f}", "60")
    yield (f"ingest the same {LETTERS:,} letters again, seconds", f"{again:.1f}", "-")
