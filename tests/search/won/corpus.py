"""A fictional corpus in which the marks of overturned and of upheld items are planted."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from random import Random

from determinations.models import Determination, DisputedItem, Letter, Outcome

OVERTURNED, UPHELD = Outcome.OVERTURNED.value, Outcome.UPHELD.value
PLANTED = {
    OVERTURNED: {"failed physical therapy": 0.6, "return to modified duty": 0.5},
    UPHELD: {"no functional improvement": 0.6, "without a signed agreement": 0.45},
}
"""By outcome, each phrase with the part of its items that have it; of the others a twentieth have it."""
NOISE = ("chronic neck spasm", "lumbar flexion", "antalgic gait")
"""Phrases that half of either side have."""
_SENTENCES = {
    "failed physical therapy": "The patient has {} in the past year.",
    "return to modified duty": "Last spring she was able to {}.",
    "no functional improvement": "There has been {} so far.",
    "without a signed agreement": "Opioids were taken {} over the winter.",
    "chronic neck spasm": "The worker complains of {} at night.",
    "lumbar flexion": "The examination found {} of thirty degrees.",
    "antalgic gait": "The applicant walks with an {} since then.",
}
_FILLER = (
    "Symptoms began at a loading dock.",
    "A cane is used on stairs.",
    "Sleep is poor on most nights.",
    "The left wrist was swollen once.",
    "Imaging was done at an urgent clinic.",
    "Home stretches were taught by a nurse.",
)
_VERDICTS = {
    OVERTURNED: "For this reason the knee brace is medically necessary and should be certified.",
    UPHELD: "For this reason the knee brace is not medically necessary and must stay denied.",
}
_NAMES = {
    OVERTURNED: "Dr. Quillfeather saw the patient on March 3, 2015 under CM15-0012345.",
    UPHELD: "Dr. Marrowbone saw the patient on June 9, 2015 under CM15-0099999.",
}
CLONE = (
    "A swimming pool membership was asked for by telephone. A gym with a heated basin is a lifestyle choice. "
    "Water exercise has no proven advantage over land exercise."
)
"""A reasoning that many letters repeat word for word."""


def plant(overturned: int, upheld: int, clones: int = 0, decided_on: date = date(2015, 6, 1)) -> None:
    """Store so many items of either outcome, each in a letter of its own, and clones among the upheld."""
    dice = Random(7)  # noqa: S311 - the same corpus each time
    for outcome, count in ((OVERTURNED, overturned), (UPHELD, upheld)):
        for _ in range(count):
            store([(outcome, _rationale(outcome, dice))], decided_on)
    for _ in range(clones):
        store([(UPHELD, CLONE)], decided_on)


def store(items: Iterable[tuple[str, str]], decided_on: date | None = date(2015, 6, 1)) -> list[DisputedItem]:
    """A letter with items of these outcomes and rationales."""
    number = Letter.objects.count() + 1
    letter = Letter.objects.create(
        sha256=sha256(str(number).encode()).hexdigest(),
        path=f"won/{number}.txt",
        size=1,
        text="A letter.",
        format="F4",
        status=Letter.Status.PARSED,
        is_fictional=True,
    )
    outcomes = [outcome for outcome, _ in items]
    determination = Determination.objects.create(
        letter=letter, case_number=f"CM15-8{number:06}", outcome=outcomes[0], decided_on=decided_on
    )
    return [
        determination.items.create(
            number=n, title="Knee brace", treatment="Knee brace", outcome=outcome, rationale=rationale
        )
        for n, (outcome, rationale) in enumerate(items, 1)
    ]


def _rationale(outcome: str, dice: Random) -> str:
    parts = dict.fromkeys(NOISE, 0.5)
    for side, planted in PLANTED.items():
        parts |= {phrase: part if side == outcome else 0.05 for phrase, part in planted.items()}
    said = [_SENTENCES[phrase].format(phrase) for phrase, part in parts.items() if dice.random() < part]
    said += dice.sample(_FILLER, 3)
    dice.shuffle(said)
    return " ".join((_NAMES[outcome], *said, _VERDICTS[outcome]))
