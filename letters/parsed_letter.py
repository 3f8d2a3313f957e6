"""What a determination letter says: the contract between the parser and everything after it.

A fact that the letter does not state is ``None`` or an empty tuple, never guessed. What
each field means, and how doubts are ruled, stands in ``docs/parsed-letter.md``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Literal, get_args

CitedBy = Literal["claims administrator", "reviewer"]
Source = Literal["MTUS", "ODG", "ACOEM", "other", "none"]
ItemOutcome = Literal["upheld", "overturned", "partially overturned"]
CaseOutcome = Literal["upheld", "overturned", "partially overturned"]
Priority = Literal["standard", "expedited"]
Sex = Literal["male", "female"]
Side = Literal["left", "right", "bilateral"]

SOURCES: tuple[Source, ...] = get_args(Source)


@dataclass(frozen=True)
class Dates:
    """The five dates of a case."""

    assigned: date | None = None
    injury: date | None = None
    decision: date | None = None
    ur_denial: date | None = None
    received: date | None = None

    def as_json(self) -> dict[str, str | None]:
        """Each date as ISO text."""
        return {
            name: value.isoformat() if value else None
            for name, value in (
                ("assigned", self.assigned),
                ("injury", self.injury),
                ("decision", self.decision),
                ("ur_denial", self.ur_denial),
                ("received", self.received),
            )
        }


@dataclass(frozen=True)
class Reviewer:
    """The expert reviewer, whose name is confidential by law."""

    specialties: tuple[str, ...] = ()
    licensure: tuple[str, ...] = ()


@dataclass(frozen=True)
class Patient:
    """The injured worker, as the case summary states."""

    age: int | None = None
    sex: Sex | None = None


@dataclass(frozen=True)
class RequestedDrug:
    """A drug requested in an item's title; ``ingredients`` are generic names, sorted."""

    ingredients: tuple[str, ...]
    strength: str | None = None
    quantity: int | None = None


@dataclass(frozen=True)
class BodyPart:
    """A body part named in an item's title."""

    name: str
    side: Side | None = None


@dataclass(frozen=True)
class Citation:
    """A guideline that one side cited for an item."""

    cited_by: CitedBy
    source: Source
    guideline: str | None = None
    edition: int | None = None
    section: str | None = None
    pages: tuple[int, ...] = ()
    raw: str | None = None


@dataclass(frozen=True, order=True)
class ReasonSpan:
    """A passage of the rationale, ``rationale[start:end]``, that gives the reason with this code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class DisputedItem:
    """One disputed item or service: the unit of everything after the parser."""

    number: int
    title: str
    treatment: str
    outcome: ItemOutcome
    retrospective: bool = False
    modified_by_ur: bool = False
    category: str | None = None
    subcategory: str | None = None
    drugs: tuple[RequestedDrug, ...] = ()
    body_parts: tuple[BodyPart, ...] = ()
    citations: tuple[Citation, ...] = ()
    rationale: str | None = None
    reason_spans: tuple[ReasonSpan, ...] = ()
    """In the order of the text; spans of two codes may overlap, those of one code do not."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The codes of the reasons that the rationale gives, sorted, each once."""
        return tuple(sorted({span.code for span in self.reason_spans}))

    def as_json(self) -> dict[str, Any]:
        """The item in the contract's shape, which has the reasons and not their passages."""
        facts = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        del facts["reason_spans"]
        return {**facts, "reasons": list(self.reasons)}


@dataclass(frozen=True)
class ParseWarning:
    """Something that this letter has not though its layout has, or that its text contradicts."""

    code: str
    message: str
    item: int | None = None
    """The number of the item it is about; ``None`` for the whole letter."""
    citation: int | None = None
    """The place of the citation that it is about in the item's citations, from 0."""
    span: tuple[int, int] | None = None
    """The passage of the item's rationale that it is about, ``rationale[start:end]``."""

    def as_json(self) -> dict[str, Any]:
        """The warning as stored, ready for ``json.dumps``."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True)
class ParsedLetter:
    """A whole letter. ``case_summary``, ``format`` and ``warnings`` stay outside the contract's JSON."""

    items: tuple[DisputedItem, ...]
    format: str
    case_number: str | None = None
    dates: Dates = Dates()
    priority: Priority | None = None
    reviewer: Reviewer = Reviewer()
    patient: Patient = Patient()
    injured_body_parts: tuple[str, ...] = ()
    case_summary: str | None = None
    warnings: tuple[ParseWarning, ...] = ()

    @property
    def outcome(self) -> CaseOutcome:
        """The case's outcome, rolled up over its items."""
        return roll_up(item.outcome for item in self.items)

    def as_json(self) -> dict[str, Any]:
        """The letter in the contract's shape, ready for ``json.dumps``."""
        return {
            "case_number": self.case_number,
            "dates": self.dates.as_json(),
            "priority": self.priority,
            "reviewer": _plain(self.reviewer),
            "patient": _plain(self.patient),
            "injured_body_parts": list(self.injured_body_parts),
            "outcome": self.outcome,
            "items": [item.as_json() for item in self.items],
        }


def roll_up(outcomes: Iterable[ItemOutcome]) -> CaseOutcome:
    """The case outcome of a letter whose items ended as ``outcomes``: a mix is partially overturned."""
    distinct = set(outcomes)
    return distinct.pop() if len(distinct) == 1 else "partially overturned"


def _plain(value: Any) -> Any:
    """Dataclasses and tuples as the dictionaries and lists that JSON knows."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    return value
