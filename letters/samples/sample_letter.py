"""One sample letter: drawn fact by fact, then printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from letters.parsed_letter import ParsedLetter, Patient, Reviewer
from letters.samples.cases import Case, Injury, draw_case
from letters.samples.chance import Chance
from letters.samples.items import ItemWriter, WrittenItem
from letters.samples.layouts import PrintedLetter, print_letter
from letters.samples.library import choices, load, mix
from letters.samples.requests import Draft, draw_drafts
from letters.samples.summaries import Story, case_slots, injury_slots, write_summary


@dataclass(frozen=True)
class SampleLetter:
    """A fictional letter; ``facts``, in the contract's JSON shape, is what a perfect parser finds in it."""

    name: str
    text: str
    facts: dict[str, Any]


def make_letters(count: int, seed: int) -> Iterator[SampleLetter]:
    """``count`` letters; the same seed gives the same letters, and fewer are the first of more."""
    for index in range(count):
        yield _make_letter(seed, index)


def _make_letter(seed: int, index: int) -> SampleLetter:
    chance = Chance(seed, index)
    case = draw_case(chance, seed, index)
    drafts = _drafts(chance, case)
    slots = case_slots(chance, case)
    places = {injury: slots | injury_slots(injury, _level(chance, injury)) for injury in case.injuries}
    deficit = _deficit(chance, drafts)
    tika = chance.happens(mix()["tika_shape"])
    written = ItemWriter(chance, case, places, deficit is not None, tika).write_all(drafts)
    examined = deficit or case.injuries[0]
    story = Story(
        sentences=[one.history for one in written if one.history],
        medications=[one.medication for one in written if one.medication],
        requested=[one.item.treatment for one in written],
        examined=examined,
        deficit=deficit is not None,
    )
    summary = write_summary(chance, case, places[examined], story)
    reviewer = _reviewer(chance, drafts)
    printed = PrintedLetter(case, reviewer, tuple(summary), tuple(one.printed for one in written), tika)
    return SampleLetter(
        name=case.number,
        text=print_letter(chance, printed),
        facts=_facts(case, reviewer, written).as_json(),
    )


def _drafts(chance: Chance, case: Case) -> list[Draft]:
    drafts: list[Draft] = []
    while not drafts:
        drafts = draw_drafts(chance, case)
    return drafts


def _level(chance: Chance, injury: Injury) -> tuple[str, str]:
    return chance.pick(injury.region.levels) if injury.region.levels else ("", "")


def _deficit(chance: Chance, drafts: Sequence[Draft]) -> Injury | None:
    """Where an objective deficit was found: always where an overturned item rests on one."""
    resting = [draft for draft in drafts if draft.overturned and draft.argument.needs_deficit]
    if resting:
        return resting[0].injury
    return drafts[0].injury if chance.happens(mix()["deficit"]) else None


def _reviewer(chance: Chance, drafts: Sequence[Draft]) -> Reviewer:
    categories = {draft.treatment.category for draft in drafts}
    names = chance.draw(choices("reviewers", "specialties", "names"))
    for special in load("reviewers")["by_category"]:
        if special["category"] in categories and chance.happens(special["chance"]):
            names = special["names"]
    states: dict[str, None] = {}
    for _ in range(chance.draw(choices("reviewers", "number_of_states", "value"))):
        states[chance.draw(choices("reviewers", "states"))] = None
    return Reviewer(specialties=tuple(names), licensure=tuple(states))


def _facts(case: Case, reviewer: Reviewer, written: Sequence[WrittenItem]) -> ParsedLetter:
    return ParsedLetter(
        items=tuple(one.item for one in written),
        format=case.layout,
        case_number=case.number,
        dates=case.dates,
        priority=case.priority,
        reviewer=reviewer,
        patient=Patient(case.worker.age, case.worker.sex),
        injured_body_parts=tuple(sorted({injury.region.part for injury in case.injuries})),
    )
