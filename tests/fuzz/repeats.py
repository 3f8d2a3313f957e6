"""One thing said again and again, wherever a letter says something: where the parser's time could explode."""

from dataclasses import dataclass
from itertools import product
from multiprocessing import Pool
from random import Random

from letters.letter_text import MAX_CHARACTERS
from tests.fuzz.checks import judge

_HEADER = "Case Number: CM16-0000001\nDate Assigned: 11/09/2016 Date of Injury: 10/13/2016\n"
_HOW_MADE = "HOW THE IMR FINAL DETERMINATION WAS MADE"
_SUMMARY = "CLINICAL CASE SUMMARY"
_ISSUES = "IMR ISSUES, DECISIONS AND RATIONALES"

PLACES = {
    "alone": "{}",
    "header": f"{_HEADER}{{}}\n{_HOW_MADE}\n\n{_ISSUES}\n\nCane: Upheld\n",
    "credentials": f"{_HOW_MADE}\nState(s) of Licensure: {{}}\nCertification(s)/Specialty: {{}}\n"
    f"{_ISSUES}\n\nCane: Upheld\n",
    "case summary": f"{_SUMMARY}\nThe injured worker is {{}}\n\n{_ISSUES}\n\nCane: Upheld\n",
    "title": f"{_ISSUES}\n\n{{}}: Upheld\n\nDecision rationale: Nothing.\n\n{{}}: Overturned\n",
    "guidelines": f"{_ISSUES}\n\nCane: Upheld\n\n"
    "Claims Administrator guideline: Decision based on MTUS {}\n\n"
    "MAXIMUS guideline: Decision based on Non-MTUS Citation {}\n\nDecision rationale: Nothing.\n",
    "rationale": f"{_ISSUES}\n\nCane: Upheld\n\nDecision rationale: {{}}\n\nWalker: Upheld\n",
    "rationale, 20 items": f"{_ISSUES}\n\n" + "Cane: Upheld\n\nDecision rationale: {}\n\n" * 20,
    "F0 rationale": "MEDICAL PROFESSIONAL REVIEW\nISSUE AT DISPUTE:\n{}\nCASE SUMMARY:\n{}\n"
    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT\nMEDICALLY NECESSARY:\n{}\n",
    "F1 results": "Notice of Independent Medical Review Determination\n1) MAXIMUS Federal Services, Inc. has"
    " determined the request for {} is not medically necessary and appropriate.\n{}",
    "F2 decisions": "MAXIMUS FEDERAL SERVICES, INC.\nIndependent Medical Review Final Determination Letter\n"
    "IMR DECISION(S) AND RATIONALE(S)\n1. Cane is not medically necessary and appropriate.\n{}",
}
"""Where in a letter, ``{}`` being the place; each layout's own parts."""

UNITS = (
    "a", " ", "\n", "\n\n", "-\n", "\f", "\n\f", "\t", ".", "x. ", "(", ")", "() ", ",", ", ", ";", ":",
    "/", "-", "1", "1 ", "1, ", "1-", "1-9, ", "1/2/16 ", "1/2/16-", "#", "#6 ", "# ", "10mg ", "10/325 ",
    "10%/", "5 mg/ml ", "mg", "qty ", "x 3 ", "Page(s): ", "Page(s): 1-200, ", "page 1 and ",
    "Section(s): ", "of 127 ", "www.", "http://a/", "a-\nb", "a/\nb", "A", "A B ", "and ", "and, ", "to ",
    "the ", "not ", "no ", "No evidence of ", "not medically ", "Upheld", "Upheld ", ": Upheld",
    "a: Upheld\n", "Overturned in part ", "is: ", "is not medically necessary. ",
    "has determined the request for ", "1) ", "1. a\n", "Date Assigned: ", "Date of Injury: ", "dated ",
    "MTUS ", "MTUS Low Back Complaints 2004, ", "Chronic Pain ", "Decision based on ",
    "Decision based on MTUS ", "ODG ", "Official Disability Guidelines ", "Chapter ", "ACOEM ",
    "Non-MTUS Citation ", "left ", "left and ", "neck ", "left knee, ", "L4-", "L4-L5 ", "C5 ",
    "back pain ", "year-old ", "48 year old ", "she ", "injury to the ", "diagnoses include ",
    "being treated for ", "was the original request. ", "original request, ", "cream ",
    "authorized by the Claims Administrator. ", "Norco ", "Norco 10/325mg #60 ", "tramadol, ",
    "Cyclobenzaprine 2% ", "physical therapy ", "Claims Administrator guideline: ",
    "\nClaims Administrator guideline: ", "\nA: ", "MAXIMUS guideline: ", "Decision rationale: ",
    "licensed to practice in ", "Board Certified in ", "California, ", "HOW THE IMR ",
    "IMR ISSUES, DECISIONS AND RATIONALES\n", "IMR ISSUES, DECISIONS AND RATIONALE\n", "\0", "\u0301", "İ",
    "\u2028", "²", "٣",
)  # fmt: skip

_SHORT, _LONG, _HUGE = 20_000, MAX_CHARACTERS - 2000, 5_000_000
_PAIRS = 2000
_WORST = 40
"""How many pairs of units are tried in a short text, and how many of those again at full length."""


@dataclass(frozen=True, order=True)
class Repeat:
    """How long one thing repeated in one place took, and what else was wrong."""

    seconds: float
    characters: int
    unit: str
    place: str
    faults: tuple[str, ...]


def repeat(unit: str, place: str, characters: int) -> Repeat:
    """Judge a text of so many characters."""
    slots = PLACES[place].count("{}")
    text = PLACES[place].replace("{}", unit * (characters // len(unit) // slots))
    verdict = judge(text)
    return Repeat(verdict.seconds, len(text), unit, place, verdict.faults)


def worst_repeats(workers: int, shown: int = 15) -> list[Repeat]:
    """The slowest at the greatest length that is parsed, then those at 5 MB, and all with a fault."""
    chance = Random("pairs")  # noqa: S311
    pairs = [
        (chance.choice(UNITS) + chance.choice(UNITS), chance.choice(list(PLACES))) for _ in range(_PAIRS)
    ]
    with Pool(workers) as pool:
        short = pool.starmap(repeat, [(unit, place, _SHORT) for unit, place in pairs])
        worst = [(each.unit, each.place) for each in sorted(short, reverse=True)[:_WORST]]
        at_length = [*product(UNITS, PLACES), *worst]
        long = sorted(pool.starmap(repeat, [(*each, _LONG) for each in at_length], chunksize=4), reverse=True)
        huge = pool.starmap(repeat, [(each.unit, each.place, _HUGE) for each in long[:shown]])
    faulty = [each for each in [*short, *long[shown:]] if each.faults]
    return [*long[:shown], *sorted(huge, reverse=True)[:3], *faulty]
