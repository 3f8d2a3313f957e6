"""What a person asked, as a small tree of values that every engine understands.

No engine's syntax is in it: engines translate the tree, and the page explains it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MatchAll:
    """Every disputed item."""


@dataclass(frozen=True)
class Words:
    """Running text as typed; every word of it must occur, in any order, in any text field, stemmed."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Words that stand next to each other in one text field, exactly as spelt (case aside)."""

    text: str


@dataclass(frozen=True)
class FieldWords:
    """Words looked for in one text field only; ``exact`` asks for a phrase."""

    field: str
    text: str
    exact: bool = False


@dataclass(frozen=True)
class HasValue:
    """A keyword field holds one of ``values``, each a value as it is indexed."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class InRange:
    """A date or number field lies between two bounds, both included; ``None`` leaves a side open."""

    field: str
    low: date | int | None
    high: date | int | None


@dataclass(frozen=True)
class And:
    """All of the parts hold, on the same disputed item."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True)
class Or:
    """At least one of the parts holds."""

    parts: "tuple[Query, ...]"


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Query"


Query = MatchAll | Words | Phrase | FieldWords | HasValue | InRange | And | Or | Not
