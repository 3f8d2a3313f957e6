"""The table that ``make bench`` prints."""

from collections.abc import Iterable

Row = tuple[str, str, str]


def print_table(heading: Row, rows: Iterable[Row]) -> None:
    """Columns as wide as their widest cell."""
    lines = [heading, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
