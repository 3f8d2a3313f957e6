"""What goes into a pack."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bookmarks.exhibits.pack.labels import Bates, Labelling

MAX_EXHIBITS = 200
"""In one pack."""
MAX_SECONDS = 40
"""To make one pack; gunicorn ends a worker after 60."""
MAX_MEGABYTES = 200
"""Of one pack."""


class PackError(Exception):
    """A pack cannot be made within its bounds; ``str(error)`` says what to do."""


@dataclass(frozen=True)
class Caption:
    """What the cover says of the case that the pack is filed in; what is empty is left out.

    A petition shows the ADJ and IMR case numbers of the petitioner's own case (8 CCR 10575).
    """

    case_name: str = ""
    adj_number: str = ""
    imr_number: str = ""
    prepared_by: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class Original:
    """The PDF that a letter was ingested from."""

    path: Path
    sha256: str
    """Of its content; a file with another content is taken as damaged."""


@dataclass(frozen=True)
class CitedFor:
    """A disputed item that an exhibit is cited for."""

    number: int
    treatment: str
    outcome: str


@dataclass(frozen=True)
class Quotation:
    """A passage of the letter that its slip sheet quotes."""

    text: str
    where: str
    """Such as “Item 2, rationale”."""


@dataclass(frozen=True)
class Exhibit:
    """One determination with its letter."""

    name: str
    """Its IMR case number, or words that say that the copy has none."""
    decided_on: date | None
    outcome: str
    citation: str
    cited_for: tuple[CitedFor, ...]
    text: str
    """The letter's text, which is typeset where its pages cannot be had."""
    original: Original | None = None
    """``None``: the letter was ingested from something else than a PDF."""
    is_fictional: bool = False
    quotations: tuple[Quotation, ...] = ()
    notes: tuple[str, ...] = ()
    """Printed on the slip sheet as they are: only what is meant for everybody who reads the pack."""


@dataclass(frozen=True)
class PackRequest:
    """One pack: its exhibits in their order, and how they are called."""

    title: str
    exhibits: tuple[Exhibit, ...]
    caption: Caption = field(default_factory=Caption)
    labelling: Labelling = field(default_factory=Labelling)
    bates: Bates = field(default_factory=Bates)

    @property
    def labels(self) -> list[str]:
        """The exhibits' names, each with its “Exhibit”."""
        return [f"Exhibit {label}" for label in self.labelling.labels(len(self.exhibits))]
