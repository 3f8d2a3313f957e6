"""The data files of the sample letters as typed values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from letters.parsed_letter import Side
from letters.samples.chance import Weighted, weighted_entries

DATA = Path(__file__).parent / "data"

NAMING_SLOTS = {"part", "Part", "level", "spine_adjective", "Spine_adjective", "side", "Side"}

Texts = tuple[str, ...]
Slots = dict[str, str]
"""What stands in place of the names in braces of a text."""

Reasons = tuple[str, ...]


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.json``."""
    with (DATA / f"{name}.json").open(encoding="utf-8") as file:
        content: dict[str, Any] = json.load(file)
    return content


@cache
def slots_of(text: str) -> frozenset[str]:
    """The names in braces that a text leaves open."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


@dataclass(frozen=True)
class Chapter:
    """An MTUS complaints chapter, with the pages on which its sections stand."""

    name: str
    number: int
    edition: int
    pages: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Region:
    """A part of the body that can be injured, and how it is written about."""

    part: str
    sided: bool
    spoken: Texts
    mechanisms: Texts
    complaints: Texts
    diagnoses: Texts
    deficit_diagnoses: Texts
    exam: Texts
    normal: Texts
    deficit: Texts
    imaging: Texts
    odg: str
    chapter: Chapter | None
    levels: tuple[tuple[str, str], ...] = ()
    spine_adjective: str = ""
    limbs: str = ""
    injured_as: str = ""


@dataclass(frozen=True)
class TitleForm:
    """One way to word a request."""

    text: str
    weight: float
    retrospective: bool = False
    unquantified: bool = False
    side: Side | None = None

    @property
    def names_part(self) -> bool:
        """Whether a title of this form names the body part."""
        return bool(slots_of(self.text) & NAMING_SLOTS)


@dataclass(frozen=True)
class Treatment:
    """Something that can be requested."""

    id: str
    weight: float
    category: str
    argument: str
    topic: str
    overturned: float
    subcategory: str | None
    titles: tuple[TitleForm, ...]
    names: Texts = ()
    ingredients: Texts = ()
    strengths: Texts = ()
    quantities: tuple[int, ...] = ()
    visits: tuple[tuple[int, int], ...] = ()
    regions: Texts = ()
    history_unit: str = ""
    first_ingredient: str = ""
    specialist: str = ""
    names_part: bool = False
    surgical: bool = False
    adjunct: bool = False

    def suits(self, part: str) -> bool:
        """Whether it is asked for this part; without a list of its own, for all but head and mind."""
        return part in self.regions if self.regions else part not in ("head", "psyche")


@dataclass(frozen=True)
class Argument:
    """What a rationale can say about one kind of treatment."""

    id: str
    openings: Texts
    case: Texts
    history: Mapping[str, Texts]
    upheld: Mapping[Reasons, Texts]
    overturned: Mapping[Reasons, Texts]
    depends_on: Texts = ()
    without_deficit: Texts = ()
    contradicted_by: Mapping[str, Texts] = field(default_factory=dict)
    recommended_visits: int | None = None

    @property
    def needs_deficit(self) -> bool:
        """Whether a denial of it is overturned only for an objective deficit."""
        return all("red-flag-or-deficit" in reasons for reasons in self.overturned)


@dataclass(frozen=True)
class Clinic:
    """A clinic whose letters repeat one another, word for word but for the names."""

    id: str
    regions: Texts
    items: int
    summary: str
    templates: Mapping[str, tuple[Reasons, str]]


@cache
def mix() -> dict[str, Any]:
    """The frequencies."""
    return load("mix")


@cache
def choices(file: str, key: str, value: str = "text") -> Weighted[Any]:
    """The weighted entries under ``key`` of a data file."""
    return weighted_entries(load(file)[key], value)


@cache
def regions() -> Weighted[Region]:
    """All regions, by how often they are injured."""
    return Weighted.of((_region(entry), entry["weight"]) for entry in load("regions")["regions"])


@cache
def treatments() -> Mapping[str, tuple[Treatment, ...]]:
    """The treatments of each category."""
    rates = {entry["category"]: entry["overturned"] for entry in mix()["categories"]}
    by_category: dict[str, list[Treatment]] = {category: [] for category in rates}
    for path in sorted((DATA / "treatments").glob("*.json")):
        shelf = load(f"treatments/{path.stem}")
        for entry in shelf["treatments"]:
            treatment = _treatment(entry, shelf, rates)
            by_category[treatment.category].append(treatment)
    return {category: tuple(members) for category, members in by_category.items()}


@cache
def treatment(treatment_id: str) -> Treatment:
    """The treatment of that id."""
    return next(one for members in treatments().values() for one in members if one.id == treatment_id)


@cache
def arguments() -> Mapping[str, Argument]:
    """The arguments by id."""
    return {
        entry["id"]: _argument(entry)
        for path in sorted((DATA / "rationales").glob("*.json"))
        for entry in load(f"rationales/{path.stem}")["arguments"]
    }


@cache
def clinics() -> Weighted[Clinic]:
    """The clinics with templates of their own."""
    return Weighted.of((_clinic(entry), entry["weight"]) for entry in load("clinics")["clinics"])


def _region(entry: Mapping[str, Any]) -> Region:
    known = {key: _frozen(value) for key, value in entry.items() if key not in ("weight", "chapter")}
    chapter = Chapter(**entry["chapter"]) if entry["chapter"] else None
    return Region(**known, chapter=chapter)


def _treatment(entry: Mapping[str, Any], shelf: Mapping[str, Any], rates: Mapping[str, float]) -> Treatment:
    category = entry.get("category") or shelf["category"]
    known = {
        key: _frozen(value) for key, value in entry.items() if key not in ("titles", "category", "overturned")
    }
    return Treatment(
        **known,
        category=category,
        overturned=entry.get("overturned", rates[category]),
        titles=tuple(TitleForm(**form) for form in entry.get("titles") or shelf["titles"]),
    )


def _argument(entry: Mapping[str, Any]) -> Argument:
    known = {
        key: _frozen(value) for key, value in entry.items() if key not in ("upheld", "overturned", "history")
    }
    return Argument(
        **known,
        history={outcome: tuple(texts) for outcome, texts in entry["history"].items()},
        upheld=by_reasons(entry["upheld"]),
        overturned=by_reasons(entry["overturned"]),
    )


def by_reasons(texts: Mapping[str, list[str]]) -> Mapping[Reasons, Texts]:
    """Sentences under the codes of the reasons that each of them gives."""
    return {tuple(codes.split()): tuple(sentences) for codes, sentences in texts.items()}


def _clinic(entry: Mapping[str, Any]) -> Clinic:
    known = {key: _frozen(value) for key, value in entry.items() if key not in ("weight", "templates")}
    templates = {
        treatment_id: (tuple(template["reasons"]), template["text"])
        for treatment_id, template in entry["templates"].items()
    }
    return Clinic(**known, templates=templates)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(member) for member in value) if isinstance(value, list) else value
