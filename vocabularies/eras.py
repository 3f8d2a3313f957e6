"""The eras of the treatment guidelines: rates of decisions under different ones are not to be mixed."""

from dataclasses import dataclass
from datetime import date

from vocabularies.data_files import load


@dataclass(frozen=True)
class Era:
    """A time in which one set of guidelines was in force."""

    code: str
    label: str
    begins_on: date
    explanation: str
    """Which decisions belong to it."""


ERAS: dict[str, Era] = {
    row["code"]: Era(row["code"], row["label"], date.fromisoformat(row["from"]), row["explanation"])
    for row in load("eras")["eras"]
}
"""By code, the oldest first."""


def era_of(decided_on: date) -> str | None:
    """The code of the era in which a decision was made; ``None`` before the first."""
    begun = [era.code for era in ERAS.values() if era.begins_on <= decided_on]
    return begun[-1] if begun else None
