"""What a person asked, as a small tree of values that every engine understands.

No engine's syntax is in it: engines translate the tree, and the page explains it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class MatchAll:
    """Every disputed item."""


@dataclass(frozen=True)
class Words:
    """Running text as typed; every word of it must occur, in any order, in any text field, stemmed.

    "Any text field" means those that the field table searches unasked (``fields.searched``).
    """

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
class Prefix:
    """A word that begins so, as it is spelt (case aside), in any text field or in ``field`` only."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Fuzzy:
    """A word spelt nearly so, see ``analysis.is_nearly``, in any text field or in ``field`` only."""

    text: str
    field: str = ""


Side = Words | Phrase | Prefix | Fuzzy
"""What may have to stand close to something."""


class Unit(StrEnum):
    """A piece of running text that two words may share."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Near:
    """Two things that stand close together in one text field.

    Each side is one of several alternatives: a single word, stemmed, a phrase, exactly as spelt, the
    beginning of a word, or a word spelt nearly so. Where to look says ``field`` alone, not that of a side.
    An alternative without a letter or digit stands nowhere.
    """

    left: tuple[Side, ...]
    right: tuple[Side, ...]
    within: int | Unit
    """At most so many words on: 1 is next to each other. Or in the same sentence or paragraph."""
    ordered: bool = False
    """Left comes first; otherwise either order will do."""
    field: str = ""
    """Only in this text field; in any, where it is empty."""


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


TextQuery = Words | Phrase | FieldWords | Prefix | Fuzzy | Near
"""What looks for something in texts."""

Query = MatchAll | Words | Phrase | FieldWords | Prefix | Fuzzy | Near | HasValue | InRange | And | Or | Not
