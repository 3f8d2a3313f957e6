"""Tables for a terminal."""

from collections.abc import Iterator, Sequence

Cell = str | int


def table(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table, header first, its columns aligned: numbers to the right, words to the left."""
    shown = [[_shown(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    numeric = [all(isinstance(row[place], int) for row in rows) for place in range(len(header))]
    for row in shown:
        cells = (
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, numeric, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _shown(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell
