"""``python -m benchmarks.scale``: build, measure, print the tables."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.scale.measuring import measure
from benchmarks.table import print_table


def main() -> None:
    """Contestants one after another, each built and asked in processes of its own."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="imr-scale-") as folder:
        data = options.data or Path(folder)
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o755)  # PostgreSQL's server is another user
        os.environ["IMR_DATA_DIR"] = str(data / "portal")
        results = [
            measure(name, options.items, data, rounds=options.rounds) for name in options.engines.split(",")
        ]
    print(f"\n{options.items:,} items, {len(results[0].times)} searches, {options.rounds} rounds\n")
    print_table(("engine", *results[0].columns), [result.row for result in results])
    print("\nMedian milliseconds by kind of search; in brackets the first time it was asked\n")
    kinds = list(results[0].kinds())
    rows = [(result.name, *(result.kinds().get(kind, "-") for kind in kinds)) for result in results]
    print_table(("engine", *kinds), rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument(
        "--engines", default="whoosh,tantivy,sqlite,postgresql", help="names with commas between"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each search is asked")
    parser.add_argument("--data", type=Path, help="a folder to keep the corpus in, for another run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
