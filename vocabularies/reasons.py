"""Why a reviewer decides so: the contract's reasons, with a label for a page."""

from dataclasses import dataclass

from vocabularies.data_files import load


@dataclass(frozen=True)
class Reason:
    """A ground of a decision."""

    code: str
    label: str
    explanation: str
    """Completes the sentence "The rationale says: ..."."""


REASONS: dict[str, Reason] = {row["code"]: Reason(**row) for row in load("reasons")["reasons"]}
