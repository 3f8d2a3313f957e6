"""What the field table says of one field."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds, and so how it is searched."""

    TEXT = "text"
    KEYWORD = "keyword"
    DATE = "date"
    NUMBER = "number"


class Group(StrEnum):
    """What a field is about: the headings of the facets and of the help page."""

    TEXT = "Words"
    ITEM = "Disputed item"
    GUIDELINE = "Guideline cited"
    REVIEWER = "Reviewer"
    CASE = "Case"


class Order(StrEnum):
    """The order of a facet's values."""

    BY_COUNT = "by count"
    ASCENDING = "ascending"
    DESCENDING = "descending"


@dataclass(frozen=True)
class Field:
    """One searchable field of a disputed item."""

    name: str
    """Its name in queries, addresses and the index."""
    label: str
    kind: Kind
    group: Group
    help: str
    """One sentence for the help page."""
    example: str
    """A query that uses it, for the help page; tests run it."""
    aliases: tuple[str, ...] = ()
    """Other prefixes that people type."""
    parameter_name: str = ""
    """Its name in addresses, where that is not ``name``."""
    facet: bool = False
    """Shown as a facet with counts; the facets stand in the table's order, under their groups."""
    is_open: bool = False
    """Of a facet: its values are in sight; the others stay folded until one of their values is ticked."""
    order: Order = Order.BY_COUNT
    """Of a facet: the order of its values; years and ages have one of their own."""
    weight: float = 0.0
    """Of a text field: how much a match counts for the rank; 0: it is searched only where it is named."""
    likeness: float = 0.0
    """Of a keyword field: how much a value that two items share makes them alike."""

    @property
    def parameter(self) -> str:
        """Its name in addresses."""
        return self.parameter_name or self.name
