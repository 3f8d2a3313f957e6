"""Letters of our own in the layout of 2015 to 2017, written by a test as it needs them."""

from collections.abc import Sequence
from pathlib import Path

from letters.fictional import MARK

NECK_THERAPY = ("Physical therapy for the cervical spine, 6 visits", "Upheld")
MUSCLE_RELAXANT = ("Tizanidine 4mg #60", "Overturned")
KNEE_MRI = ("MRI of the left knee", "Upheld")

_LETTER = """\
Case Number: {case_number}
Date Assigned: 03/02/2016 Date of Injury: 05/06/2014
Decision Date: {decided} UR Denial Date: 02/11/2016
Priority: Standard Application Received: 02/19/2016

HOW THE IMR FINAL DETERMINATION WAS MADE
MAXIMUS Federal Services sent the complete case file to an expert reviewer.

The Expert Reviewer has the following credentials:
State(s) of Licensure: California, Oregon
Certification(s)/Specialty: Physical Medicine & Rehabilitation, Pain Management

CLINICAL CASE SUMMARY
The expert reviewer developed the following clinical case summary based on a review of the case file,
including all medical records:

The injured worker is a 44 year old female who sustained an injury to the neck. {history}

IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:

{items}
"""

_ITEM = """\
{title}: {outcome}

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Physical Medicine Page(s): 98-99.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants Page(s): 63, 66.

Decision rationale: The records of the last two months were weighed. {rationale}
"""

_NECESSARY = {
    "Upheld": "No gain in function is documented. The request is not medically necessary.",
    "Overturned": "The criteria are met. The request is medically necessary.",
}


def letter(
    case_number: str | None = "CM16-0990001",
    items: Sequence[tuple[str, str]] = (NECK_THERAPY, MUSCLE_RELAXANT),
    history: str = "She was seen last in January.",
    decided: str = "03/21/2016",
    fictional: bool = False,
) -> str:
    """The text of a letter; ``case_number`` None: a copy that lost its header."""
    text = _LETTER.format(
        case_number=case_number,
        decided=decided,
        history=history,
        items="\n".join(
            _ITEM.format(title=title, outcome=outcome, rationale=_NECESSARY[outcome])
            for title, outcome in items
        ),
    )
    if case_number is None:
        text = text[text.index("HOW THE IMR") :]
    return f"{MARK}\n\n{text}" if fictional else text


def write_letter(path: Path, **facts: object) -> Path:
    """A letter in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(letter(**facts), encoding="utf-8")
    return path
