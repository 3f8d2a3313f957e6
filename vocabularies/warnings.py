"""What in a letter cannot be right, by code, with the words that a page shows for it."""

from dataclasses import dataclass

from vocabularies.data_files import load


@dataclass(frozen=True)
class WarningKind:
    """A kind of contradiction: within a letter, or between a letter and the book that it cites."""

    code: str
    label: str
    explanation: str
    """What was compared; the two sides themselves stand in the message of each warning."""


WARNINGS: dict[str, WarningKind] = {row["code"]: WarningKind(**row) for row in load("warnings")["warnings"]}
