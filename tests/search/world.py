"""A small named world of fictional determinations, as rows: twelve disputed items in nine cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from determinations.models import Determination, DisputedItem, GuidelineCitation, Letter, Outcome
from letters.parsed_letter import roll_up

CHRONIC_PAIN = ("MTUS", "Chronic Pain Medical Treatment")
ACUPUNCTURE = ("MTUS", "Acupuncture Treatment")
LOW_BACK = ("MTUS", "Low Back Complaints")
SHOULDER = ("MTUS", "Shoulder Complaints")
ODG_PAIN = ("ODG", "Pain")


@dataclass(frozen=True)
class Cited:
    """A citation, by both sides alike unless one is named."""

    chapter: tuple[str, str]
    edition: int | None = None
    pages: tuple[int, ...] = ()
    by: tuple[str, ...] = ("claims administrator", "reviewer")


@dataclass(frozen=True)
class Item:
    """One disputed item of the world."""

    name: str
    treatment: str
    outcome: str
    rationale: str
    category: str
    subcategory: str
    drugs: tuple[tuple[str, ...], ...] = ()
    body_parts: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    reasons: tuple[str, ...] = ()
    modified_by_ur: bool = False


@dataclass(frozen=True)
class Case:
    """One determination of the world."""

    case_number: str | None
    decided_on: date | None
    injured_on: date | None
    age: int | None
    sex: str
    specialties: tuple[str, ...]
    summary: str
    items: tuple[Item, ...]
    injured: tuple[str, ...] = ()


WORLD = (
    Case(
        "CM15-9000001",
        date(2015, 6, 12),
        date(2011, 3, 4),
        52,
        "male",
        ("Occupational Medicine", "Preventive Medicine"),
        "The patient is a 52 year old male who hurt his low back lifting crates. He has radiating pain.",
        (
            Item(
                "norco",
                "Norco 10/325mg #60",
                Outcome.OVERTURNED,
                "Opioids may be continued when the patient has returned to work and has better functioning. "
                "There is documented functional improvement, a signed agreement and consistent urine drug "
                "screens. Therefore, the request is medically necessary.",
                "Pharmaceuticals",
                "Opioids",
                drugs=(("acetaminophen", "hydrocodone"),),
                cited=(Cited(CHRONIC_PAIN, 2009, (78, 80)),),
                reasons=("criteria-met",),
            ),
            Item(
                "flexeril",
                "Flexeril 7.5mg #60",
                Outcome.UPHELD,
                "This muscle relaxant is recommended for a short course only. The patient has taken it for "
                "months without functional improvement. The Flexeril is not medically necessary.",
                "Pharmaceuticals",
                "Muscle Relaxant",
                drugs=(("cyclobenzaprine",),),
                cited=(Cited(CHRONIC_PAIN, 2009, (41, 64)),),
                reasons=("long-term-use", "no-functional-improvement"),
            ),
        ),
        injured=("low back",),
    ),
    Case(
        "CM14-9000002",
        date(2014, 11, 3),
        date(2009, 8, 21),
        47,
        "female",
        ("Physical Medicine & Rehabilitation",),
        "The injured worker is a 47 year old female with chronic spasm of the low back after a fall.",
        (
            Item(
                "zanaflex_overturned",
                "Zanaflex 4mg #30",
                Outcome.OVERTURNED,
                "Tizanidine is recommended for low back pain with spasm. The worker reports functional "
                "improvement and fewer spasms. As such, the request is medically necessary.",
                "Pharmaceuticals",
                "Muscle Relaxant",
                drugs=(("tizanidine",),),
                cited=(Cited(CHRONIC_PAIN, 2009, (66,)),),
                reasons=("criteria-met",),
            ),
        ),
        injured=("low back",),
    ),
    Case(
        "CM15-9000003",
        date(2015, 2, 20),
        date(2012, 1, 9),
        39,
        "male",
        ("Anesthesiology", "Pain Medicine"),
        "The patient is a 39 year old male roofer with neck and low back pain. A stress claim is pending.",
        (
            Item(
                "tizanidine_upheld",
                "Tizanidine 4mg #90 for the low back",
                Outcome.UPHELD,
                "Muscle relaxants are recommended as a second-line option for short-term treatment. There is "
                "no functional improvement on record and no spasm on examination. The request is not "
                "medically necessary.",
                "Pharmaceuticals",
                "Muscle Relaxant",
                drugs=(("tizanidine",),),
                body_parts=(("low back", ""),),
                cited=(
                    Cited(CHRONIC_PAIN, 2009, (63, 66), ("claims administrator",)),
                    Cited(CHRONIC_PAIN, None, (66,), ("reviewer",)),
                ),
                reasons=("long-term-use", "no-functional-improvement"),
            ),
        ),
        injured=("low back", "neck"),
    ),
    Case(
        "CM16-9000004",
        date(2016, 4, 18),
        date(2014, 10, 30),
        58,
        "female",
        ("Orthopaedic Surgery",),
        "The applicant is a 58 year old female who slipped on a wet floor. She is treated for sciatica.",
        (
            Item(
                "epidural",
                "Lumbar epidural steroid injection at L4-L5",
                Outcome.UPHELD,
                "Radiculopathy must be documented by examination and corroborated by imaging. No dermatomal "
                "loss is recorded. Therefore, the request is not medically necessary.",
                "Injection",
                "Injection",
                body_parts=(("low back", ""),),
                cited=(Cited(CHRONIC_PAIN, 2009, (46,)), Cited(ODG_PAIN, by=("reviewer",))),
                reasons=("no-objective-findings",),
            ),
            Item(
                "lumbar_mri",
                "MRI of the lumbar spine",
                Outcome.UPHELD,
                "No red flag and no neurologic deficit is described. The MRI is not medically necessary.",
                "Diagnostic Testing",
                "Imaging & Radiology",
                body_parts=(("low back", ""),),
                cited=(Cited(LOW_BACK, 2004),),
                reasons=("no-objective-findings",),
            ),
        ),
        injured=("low back",),
    ),
    Case(
        "CM16-9000005",
        date(2016, 9, 6),
        date(2015, 5, 2),
        33,
        "female",
        ("Physical Medicine & Rehabilitation",),
        "The patient is a 33 year old female whose neck was strained when a shelf fell on her.",
        (
            Item(
                "acupuncture",
                "Acupuncture for the cervical spine, 6 sessions",
                Outcome.OVERTURNED,
                "Acupuncture may be used as an adjunct to rehabilitation. Three to six treatments are "
                "supported to produce functional improvement. Therefore, the request is medically necessary.",
                "Rehabilitation",
                "Acupuncture",
                body_parts=(("neck", ""),),
                cited=(Cited(ACUPUNCTURE, 2007),),
                reasons=("criteria-met",),
                modified_by_ur=True,
            ),
        ),
        injured=("neck",),
    ),
    Case(
        "CM15-9000006",
        date(2015, 10, 1),
        date(2013, 12, 12),
        61,
        "male",
        ("Occupational Medicine",),
        "The injured worker is a 61 year old male driver with a lumbar strain and prior therapy.",
        (
            Item(
                "physical_therapy",
                "Additional physical therapy for the lumbar spine, 2 x 6",
                Outcome.UPHELD,
                "The guidelines allow for fading of treatment frequency plus active self-directed home "
                "exercise. The visits exceed the recommended number. The request is not medically necessary.",
                "Rehabilitation",
                "PT/OT",
                body_parts=(("low back", ""),),
                cited=(Cited(CHRONIC_PAIN, 2009, (98, 99)),),
                reasons=("exceeds-recommended-amount", "home-exercise-suffices"),
            ),
        ),
        injured=("low back",),
    ),
    Case(
        "CM16-9000007",
        None,
        None,
        None,
        "",
        (),
        "The worker has pain of both shoulders; the letter's dates were lost.",
        (
            Item(
                "shoulder_surgery",
                "Left shoulder arthroscopy with rotator cuff repair",
                Outcome.OVERTURNED,
                "Conservative care failed and the MRI shows a full thickness tear. The surgery is medically "
                "necessary.",
                "Surgery",
                "Arthroscopic Surgery",
                body_parts=(("shoulder", "left"),),
                cited=(Cited(SHOULDER, 2004),),
                reasons=("criteria-met", "red-flag-or-deficit"),
            ),
            Item(
                "cold_therapy",
                "Associated surgical service: cold therapy unit",
                Outcome.OVERTURNED,
                "Seven days of use after surgery are supported. The unit is medically necessary.",
                "Surgery",
                "Adjunct Surgical Services",
                reasons=("criteria-met",),
            ),
        ),
        injured=("shoulder",),
    ),
    Case(
        None,
        date(2013, 12, 19),
        date(2010, 2, 2),
        44,
        "male",
        ("Neurology",),
        "The patient is a 44 year old male with pain of the neck and the right wrist.",
        (
            Item(
                "lidocaine",
                "Lidocaine patches 5% #30",
                Outcome.UPHELD,
                "Topical lidocaine is recommended after a trial of first-line therapy, such as gabapentin. "
                "No such trial is recorded. The patches are not medically necessary.",
                "Pharmaceuticals",
                "Topical Analgesics",
                drugs=(("lidocaine",),),
                cited=(Cited(CHRONIC_PAIN, 2009, (56, 57)),),
                reasons=("conservative-care-not-tried",),
            ),
        ),
        injured=("neck", "wrist"),
    ),
    Case(
        "CM17-9000009",
        date(2017, 1, 27),
        date(2016, 7, 7),
        29,
        "female",
        ("Emergency Medicine", "Occupational Medicine"),
        "The patient is a 29 year old female cook with a burn of the right hand and neuropathic pain.",
        (
            Item(
                "tramadol",
                "Tramadol 50mg #60 for the right hand",
                Outcome.UPHELD,
                "No opioid agreement, no pain scores and no monitoring are documented. The request is not "
                "medically necessary.",
                "Pharmaceuticals",
                "Opioids",
                drugs=(("tramadol",),),
                body_parts=(("hand", "right"),),
                cited=(Cited(CHRONIC_PAIN, 2016), Cited(ODG_PAIN, by=("claims administrator",))),
                reasons=("no-monitoring",),
            ),
        ),
        injured=("hand",),
    ),
)


def build_world() -> Mapping[str, DisputedItem]:
    """Store the world; its items by name."""
    return {name: row for case in WORLD for name, row in _store(case).items()}


def _store(case: Case) -> dict[str, DisputedItem]:
    determination = Determination.objects.create(
        letter=_letter(case),
        case_number=case.case_number,
        outcome=roll_up(item.outcome for item in case.items),
        priority="standard",
        injured_on=case.injured_on,
        decided_on=case.decided_on,
        patient_age=case.age,
        patient_sex=case.sex,
        case_summary=case.summary,
    )
    for specialty in case.specialties:
        determination.specialties.create(name=specialty)
    for part in case.injured:
        determination.injured_body_parts.create(name=part)
    return {item.name: _store_item(determination, n, item) for n, item in enumerate(case.items, 1)}


def _letter(case: Case) -> Letter:
    parts = [case.case_number or "no case number", case.summary]
    parts += [f"{item.treatment}: {item.outcome.capitalize()}\n{item.rationale}" for item in case.items]
    text = "\n\n".join(parts)
    return Letter.objects.create(
        sha256=sha256(text.encode()).hexdigest(),
        path=f"world/{case.case_number or 'without-number'}.txt",
        media_type="text/plain",
        size=len(text),
        text=text,
        format="F4",
        status=Letter.Status.PARSED,
        is_fictional=True,
    )


def _store_item(determination: Determination, number: int, item: Item) -> DisputedItem:
    row = determination.items.create(
        number=number,
        title=item.treatment,
        treatment=item.treatment,
        outcome=item.outcome,
        modified_by_ur=item.modified_by_ur,
        category=item.category,
        subcategory=item.subcategory,
        rationale=item.rationale,
    )
    for ingredients in item.drugs:
        drug = row.drugs.create()
        for name in ingredients:
            drug.ingredients.create(name=name)
    for name, side in item.body_parts:
        row.body_parts.create(name=name, side=side)
    for code in item.reasons:
        row.reasons.create(code=code)
    _store_citations(row, item)
    return row


def _store_citations(row: DisputedItem, item: Item) -> None:
    for side in GuidelineCitation.CitedBy.values:
        for cited in item.cited:
            if side in cited.by:
                source, guideline = cited.chapter
                row.citations.create(
                    cited_by=side,
                    source=source,
                    guideline=guideline,
                    edition=cited.edition,
                    pages=list(cited.pages),
                    raw=f"Decision based on {source} {guideline}.",
                )
