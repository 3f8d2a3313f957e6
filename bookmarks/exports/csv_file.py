"""CSV: one table, a row an item, streamed.

The record of the search, the day and the corpus stands in the last columns, in every row. Lines of comment
above or below the table would be rows to every program that reads it, a second file would be parted from
the first; columns need no agreement, and rows of several exports that are put together or sorted still say
where they come from. Compressed on the way they cost next to nothing.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from bookmarks.exports.columns import Cell, columns_of, record_columns
from bookmarks.exports.selection import Selection
from bookmarks.exports.text import defused, printable

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of its country."""
_ROWS = 50
"""That are sent together."""


def csv_lines(selection: Selection) -> Iterator[str]:
    """The file in pieces of some rows; dates as 2016-03-31, no cell is a formula."""
    columns = (*columns_of(selection), *record_columns(selection))
    buffer = StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    # Every cell in quotation marks: a semicolon within one parts nothing where Excel expects those.
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(column.heading for column in columns)
    for count, one in enumerate(selection.items(), start=1):
        writer.writerow(_cells(column.value(one, selection) for column in columns))
        if count % _ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _cells(values: Iterable[Cell]) -> Iterator[str]:
    for value in values:
        if isinstance(value, date):
            yield value.isoformat()
        elif isinstance(value, int):
            yield str(value)
        else:
            yield defused(printable(value or ""))


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
