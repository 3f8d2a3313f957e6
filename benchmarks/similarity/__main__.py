"""``python -m benchmarks.similarity``: the judged sets alone."""

from benchmarks.similarity.measuring import measure
from benchmarks.table import print_table

if __name__ == "__main__":
    print_table(("measured", "figure", "to beat"), measure())
