"""What SQLite's and PostgreSQL's full text have in common: filters and values as rows or numbers."""

from collections.abc import Iterable, Iterator
from datetime import date

from search.engines.base import IndexDocument
from search.fields import FACETS, FIELD, Kind
from search.query.tree import And, HasValue, InRange, MatchAll, Query
from search.request import SearchRequest

TEXTS = ("treatment", "rationale", "summary")
FACET_NAMES = tuple(facet.name for facet in FACETS)


class Values:
    """A number for each value of each keyword field, given out as the values are met."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def of(self, document: IndexDocument) -> list[int]:
        """The numbers of all values that a document holds."""
        return [
            self.numbers.setdefault((name, str(value)), len(self.numbers))
            for name, held in document.values.items()
            if FIELD[name].kind is Kind.KEYWORD and name in FACET_NAMES
            for value in held
        ]

    def among(self, field: str, values: Iterable[str]) -> list[int]:
        """The numbers of some values of a field; values that nobody has have none."""
        known = (self.numbers.get((field, value)) for value in values)
        return [number for number in known if number is not None]


def text(document: IndexDocument, field: str) -> str:
    """A field's text."""
    return "\n".join(map(str, document.values.get(field, ())))


def decided(document: IndexDocument) -> date | None:
    """The day of the decision."""
    return next((day for day in document.values.get("decided", ()) if isinstance(day, date)), None)


def parts(query: Query) -> Iterator[Query]:
    """The parts that must all hold."""
    if isinstance(query, And):
        for part in query.parts:
            yield from parts(part)
    elif not isinstance(query, MatchAll):
        yield query


def filters(request: SearchRequest) -> tuple[list[HasValue], list[InRange], list[Query]]:
    """A request's values, date ranges and the rest, which is looked for in texts."""
    asked = list(parts(request.query))
    has = [part for part in asked if isinstance(part, HasValue)]
    ranges = [part for part in asked if isinstance(part, InRange)]
    texts = [part for part in asked if not isinstance(part, HasValue | InRange)]
    if request.decided_from or request.decided_to:
        ranges.append(InRange("decided", request.decided_from, request.decided_to))
    return has, ranges, texts
