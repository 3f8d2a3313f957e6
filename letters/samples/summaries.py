"""The clinical case summary, from the same facts as everything else in the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from letters.samples.cases import Case, Injury
from letters.samples.chance import Chance
from letters.samples.library import Slots, choices, load
from letters.samples.wording import date_printed, listed, month_printed, sentence_case


@dataclass(frozen=True)
class Story:
    """What the items add to the summary."""

    sentences: Sequence[str]
    medications: Sequence[str]
    requested: Sequence[str]
    examined: Injury
    deficit: bool


def case_slots(chance: Chance, case: Case) -> Slots:
    """The words that summary and rationales share, so that they agree."""
    female = case.worker.sex == "female"
    note = chance.day_before(case.denied, 6, 30)
    summaries = load("summaries")
    return {
        "worker": case.worker.noun,
        "he": "she" if female else "he",
        "He": "She" if female else "He",
        "him": "her" if female else "him",
        "his": "her" if female else "his",
        "His": "Her" if female else "His",
        "job": case.worker.job,
        "note_date": _summary_date(case, note),
        "exam_date": _summary_date(case, note),
        "flare_date": _summary_date(case, note - timedelta(chance.whole(5, 16))),
        "surgery_month": month_printed(note - timedelta(chance.whole(50, 80))),
        "study_month": month_printed(_between(chance, case.dates.injury or note, note)),
        "months": chance.pick(summaries["durations"]),
        "weeks_of_care": chance.pick(("six", "eight", "ten", "twelve")),
        "few": chance.pick(("four", "five", "six")),
        "score": f"{chance.whole(6, 9)}/10",
        "low": f"{chance.whole(2, 4)}/10",
        "rfa_date": _summary_date(case, note + timedelta(chance.whole(0, 3))),
        "ur_date": _summary_date(case, case.denied),
    }


def injury_slots(injury: Injury, level: tuple[str, str]) -> Slots:
    """The words for one injured part."""
    region = injury.region
    side = injury.side or ""
    return {
        "part": injury.part,
        "Part": sentence_case(injury.part),
        "side": side,
        "Side": sentence_case(side),
        "pain": region.complaints[0].format(side=side),
        "limbs": f"{side} {region.limbs.removesuffix('ies')}y" if side else f"bilateral {region.limbs}",
        "spine_adjective": region.spine_adjective,
        "Spine_adjective": sentence_case(region.spine_adjective),
        "level": level[0],
        "root": level[1],
    }


def write_summary(chance: Chance, case: Case, slots: Slots, story: Story) -> list[str]:
    """The summary's paragraphs. ``slots`` hold the words of the case and of the part examined."""
    history = [
        _opening(chance, case, slots),
        _diagnoses(chance, case, slots, story),
        _treatment(chance, slots),
    ]
    visit = [case.clinic.summary.format_map(slots)] if case.clinic else _visit(chance, case, slots, story)
    requested = _sentence(chance, "requests", slots | {"items": listed(story.requested)})
    closing = [*story.sentences, requested, _sentence(chance, "utilization_review", slots)]
    if chance.happens(0.3):
        return [" ".join(history), " ".join([*visit, *closing])]
    return [" ".join([*history, *visit, *closing])]


def _opening(chance: Chance, case: Case, slots: Slots) -> str:
    worker = case.worker
    aged = f"a {worker.age}{chance.pick((' year old', '-year-old'))}" if worker.age else "a"
    mental = case.injuries[0].region.part == "psyche"
    words = slots | {
        "aged": aged,
        "Aged": sentence_case(aged),
        "sex": worker.sex,
        "job_article": "an" if worker.job[0] in "aeiou" else "a",
        "injury_date": _injury_date(chance, case),
        "mechanism": case.mechanism,
        "injured": listed([injury.injured for injury in case.injuries]),
    }
    return _sentence(chance, "psychological_openings" if mental else "openings", words)


def _diagnoses(chance: Chance, case: Case, slots: Slots, story: Story) -> str:
    found: list[str] = []
    for place, injury in enumerate(case.injuries):
        region = injury.region
        texts = chance.exactly(region.diagnoses, 2 if place == 0 else 1)
        if story.deficit and injury is story.examined:
            texts[0] = chance.pick(region.deficit_diagnoses)
        found += [text.format(side=injury.side) for text in texts]
    return _sentence(chance, "diagnoses", slots | {"diagnoses": listed(found)})


def _treatment(chance: Chance, slots: Slots) -> str:
    treatments = chance.exactly(load("summaries")["treatments"], chance.whole(2, 4))
    return _sentence(chance, "treatment", slots | {"treatments": listed(treatments)})


def _visit(chance: Chance, case: Case, slots: Slots, story: Story) -> list[str]:
    region, side = story.examined.region, story.examined.side
    complaints = listed(
        [chance.pick(injury.region.complaints).format(side=injury.side) for injury in case.injuries]
    )
    exam = listed(chance.some([text.format(side=side) for text in region.exam], 3))
    signs = chance.exactly(region.deficit if story.deficit else region.normal, 2)
    words = slots | {
        "complaints": complaints,
        "findings": exam,
        "signs": listed([text.format_map(slots) for text in signs]),
    }
    sentences = [_sentence(chance, "complaints", words), _sentence(chance, "exam", words)]
    if region.imaging and chance.happens(0.6):
        study = chance.pick(region.imaging).format_map(slots)
        sentences.append(_sentence(chance, "imaging", slots | {"imaging": study}))
    medications = [
        *dict.fromkeys([*story.medications, *chance.some(load("summaries")["other_medications"], 2)])
    ]
    sentences.append(_sentence(chance, "medications", slots | {"medications": listed(medications)}))
    if chance.happens(0.5):
        sentences.append(chance.pick(load("summaries")["work_status"]).format_map(slots))
    return sentences


def _sentence(chance: Chance, kind: str, slots: Slots) -> str:
    text: str = chance.draw(choices("summaries", kind))
    return text.format_map(slots)


def _summary_date(case: Case, day: date) -> str:
    return date_printed(day, "/" if case.layout == "F3" else "-")


def _injury_date(chance: Chance, case: Case) -> str:
    day = case.dates.injury
    if day is None:
        raise ValueError("A sample case has a date of injury.")
    if chance.happens(0.25):
        return f"{day:%B} {day.day}, {day.year}"
    return _summary_date(case, day)


def _between(chance: Chance, first: date, last: date) -> date:
    return first + timedelta(chance.whole(0, max(0, (last - first).days)))
