"""``python -m benchmarks``: run every benchmark in a throw-away data folder and print the table."""

import tempfile
from pathlib import Path

from benchmarks import exhibits, exports, ingest, memory, parsing, search_page, served_exports, served_pack
from benchmarks.similarity import measuring as similarity
from benchmarks.table import print_table


def main() -> None:
    """Each benchmark gives rows of what was measured, the figure, and the figure to reach."""
    with tempfile.TemporaryDirectory(prefix="imr-bench-") as folder:
        rows = [
            *parsing.measure(),
            *memory.measure(),
            *ingest.measure(Path(folder) / "ingest"),
            *search_page.measure(Path(folder) / "search"),
            *exports.measure(Path(folder) / "exports"),
            *similarity.measure(),
            *exhibits.measure(),
            *served_exports.measure(Path(folder) / "served"),
            *served_pack.measure(Path(folder) / "pack"),
        ]
    print_table(("measured", "figure", "to reach"), rows)


if __name__ == "__main__":
    main()
