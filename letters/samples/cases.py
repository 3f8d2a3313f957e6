"""The case that a sample letter decides: who was injured, how, where, and when all happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from letters.parsed_letter import Dates, Priority, Sex
from letters.samples.chance import Chance, Weighted
from letters.samples.library import Clinic, Region, choices, clinics, load, mix, regions

CASE_NUMBERS = 1_000_000
"""Numbers from 9000000 up, which no real case of these years reached."""

STRIDE = 700_001
"""Shares no divisor with ``CASE_NUMBERS``, so that a million letters of one seed have a million numbers."""

Layout = Literal["F3", "F4"]
CitationStyle = Literal["paged", "2009", "2016"]


@dataclass(frozen=True)
class Injury:
    """An injured region and its side."""

    region: Region
    side: Literal["left", "right"] | None
    spoken: str

    @property
    def part(self) -> str:
        """The part as a request names it: ``right knee``, ``lumbar spine``."""
        return f"{self.side} {self.spoken}" if self.side else self.spoken

    @property
    def injured(self) -> str:
        """The part as the history of the injury names it."""
        name = self.region.injured_as or self.region.part
        return f"{self.side} {name}" if self.side else name


@dataclass(frozen=True)
class Worker:
    """The injured worker."""

    sex: Sex
    age: int | None
    job: str
    noun: str


@dataclass(frozen=True)
class Case:
    """Everything about a case but its disputed items."""

    number: str
    dates: Dates
    priority: Priority
    layout: Layout
    worker: Worker
    injuries: tuple[Injury, ...]
    mechanism: str
    clinic: Clinic | None

    @property
    def received(self) -> date:
        """The day the application came in."""
        return _known(self.dates.received)

    @property
    def denied(self) -> date:
        """The day of the utilization review denial."""
        return _known(self.dates.ur_denial)

    @property
    def decided(self) -> date:
        """The day of the determination."""
        return _known(self.dates.decision)

    def citation_style(self, chance: Chance) -> CitationStyle:
        """How guidelines were printed when it was decided."""
        month = self.decided.isoformat()[:7]
        if month > mix()["mixed_citations_until"]:
            return "2016"
        if self.layout == "F3" or month <= mix()["paged_citations_until"]:
            return "paged"
        return "paged" if chance.happens(0.4) else "2009"


def draw_case(chance: Chance, seed: int, index: int) -> Case:
    """The case of the ``index``-th letter of a seed."""
    clinic = chance.draw(clinics()) if chance.happens(mix()["clinic"]) else None
    injuries = _injuries(chance, clinic)
    dates = _dates(chance)
    expedited = chance.happens(mix()["expedited"])
    return Case(
        number=_case_number(_known(dates.received), seed, index),
        dates=dates,
        priority="expedited" if expedited else "standard",
        layout=_layout(chance, _known(dates.decision)),
        worker=_worker(chance, _known(dates.decision) - _known(dates.injury)),
        injuries=injuries,
        mechanism=_mechanism(chance, injuries[0].region),
        clinic=clinic,
    )


def _case_number(received: date, seed: int, index: int) -> str:
    number = (seed * 611_953 + index * STRIDE) % CASE_NUMBERS
    return f"CM{received:%y}-{9 * CASE_NUMBERS + number}"


def _injuries(chance: Chance, clinic: Clinic | None) -> tuple[Injury, ...]:
    first = chance.draw(_somatic(clinic.regions) if clinic else regions())
    found = [first]
    if first.part in ("head", "psyche") or chance.happens(mix()["second_region"]):
        second = chance.draw(_somatic(None))
        if second != first:
            found.append(second)
    return tuple(_injury(chance, region) for region in found)


@cache
def _somatic(parts: tuple[str, ...] | None) -> Weighted[Region]:
    weights = {entry["part"]: entry["weight"] for entry in load("regions")["regions"]}
    return Weighted.of(
        (region, weights[region.part])
        for region in regions().values
        if (region.part in parts if parts else region.part not in ("head", "psyche"))
    )


def _injury(chance: Chance, region: Region) -> Injury:
    side: Literal["left", "right"] | None = None
    if region.sided:
        side = "right" if chance.happens(0.55) else "left"
    return Injury(region, side, chance.pick(region.spoken))


def _mechanism(chance: Chance, region: Region) -> str:
    mechanisms: list[str] = load("workers")["mechanisms"][chance.pick(region.mechanisms)]
    return chance.pick(mechanisms)


def _worker(chance: Chance, since: timedelta) -> Worker:
    """Nobody was hurt at work before the age of nineteen."""
    people: Mapping[str, float] = load("workers")
    age = (chance.whole(21, 64) + chance.whole(21, 64)) // 2
    return Worker(
        sex="female" if chance.happens(people["female"]) else "male",
        age=None if chance.happens(people["age_unstated"]) else max(age, 20 + since.days // 365),
        job=chance.pick(load("workers")["jobs"]),
        noun=chance.draw(choices("workers", "nouns")),
    )


def _dates(chance: Chance) -> Dates:
    """Decided within the months of the two layouts; waiting times shrink as they did from 2014 to 2016."""
    month = chance.pick(_months())
    decision = chance.day_after(month, 0, 25)
    early = month.year < 2015
    assigned = chance.day_before(decision, 14, 45)
    received = chance.day_before(assigned, 20 if early else 4, 110 if early else 30)
    denial = chance.day_before(received, 4, 29)
    years = chance.draw(choices("mix", "years_since_injury", "value"))
    injury = denial - timedelta(years * 365 + chance.whole(40, 364))
    return Dates(assigned=assigned, injury=injury, decision=decision, ur_denial=denial, received=received)


@cache
def _months() -> tuple[date, ...]:
    first, last = (date.fromisoformat(f"{mix()['months'][end]}-01") for end in ("first", "last"))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    )


def _layout(chance: Chance, decision: date) -> Layout:
    month = decision.isoformat()[:7]
    if month < mix()["credentials_block_from"]:
        return "F3"
    if month > mix()["prose_credentials_until"]:
        return "F4"
    return "F3" if chance.happens(0.5) else "F4"


def _known(day: date | None) -> date:
    if day is None:
        raise ValueError("A sample case has all five dates.")
    return day
