"""Facts of the case that a letter states twice: date of injury, order of dates, age and sex of the worker."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise, product

from letters.case_summary import injury_date
from letters.parsed_letter import Dates, DisputedItem, ParsedLetter, ParseWarning
from letters.warnings.sentences import MAX_RATIONALE, sentences
from letters.warnings.words import find_words

_OVER_TIME = re.compile(r"\b(?:cumulative|continuous|repetitive)\b", re.IGNORECASE)
_ORDER: tuple[tuple[str, str], ...] = (
    ("injury", "date of injury"),
    ("ur_denial", "date of the UR denial"),
    ("received", "date on which the application was received"),
    ("assigned", "date of assignment"),
    ("decision", "decision date"),
)
_DESCRIBED = re.compile(
    r"(?P<age>\d\d)(?<=\s\d\d)[- ]{1,2}(?:years?|yrs?|y)[-./ ]{0,2}(?:old|o)\b\W{0,3}"
    r"(?:(?:right|left|hand|handed|dominant|obese|injured|married|single|now)\W{1,2}){0,4}"
    r"(?P<who>male|female|man|woman|gentleman|lady|worker|patient|claimant|applicant|employee)\b",
    re.IGNORECASE,
)
_OF_ONE_PERSON = re.compile(r"\b(?:an?|this|the|is|now)\s$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_IS_A = re.compile(r"\W{0,3}(?:(?:is|was|an?|now|who)\b\W{0,2}){0,3}")
_SEXES = {
    **dict.fromkeys(("male", "man", "gentleman"), "male"),
    **dict.fromkeys(("female", "woman", "lady"), "female"),
}
_AROUND = 80
"""Characters of its sentence that tell whose a description is."""
_A_BIRTHDAY = 1
"""Years by which two ages may differ: the records of one case reach over months."""


def differing_injury_dates(letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The header's date of injury and the one date that the summary states."""
    summary, stated = letter.case_summary or "", letter.dates.injury
    if not stated or any(printed in summary for printed in _spellings(stated)):
        return
    told = injury_date(summary)
    if not told or stated == told or _OVER_TIME.search(summary):
        return
    yield ParseWarning(
        "injury-date-differs",
        f"Date of injury in the header: {_printed(stated)}; in the clinical case summary: {_printed(told)}.",
    )


def _spellings(day: date) -> set[str]:
    """The date in figures: a summary that prints it so is soon found to agree."""
    months, days = (str(day.month), f"{day.month:02}"), (str(day.day), f"{day.day:02}")
    years = (str(day.year), f"{day.year % 100:02}")
    return {mark.join(parts) for mark in "/-" for parts in product(months, days, years)}


def disordered_dates(letter: ParsedLetter) -> Iterator[ParseWarning]:
    """Two dates that follow each other in every case, the later one first."""
    for (name, day), (next_name, next_day) in pairwise(_dated(letter.dates)):
        if next_day < day:
            yield ParseWarning(
                "dates-out-of-order",
                f"The {next_name}, {_printed(next_day)}, is before the {name}, {_printed(day)}.",
            )


def differing_persons(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The worker's one age or sex in the summary, and another one in the rationale."""
    in_rationale = _descriptions(item.rationale)
    if not in_rationale:
        return
    in_summary = _descriptions(letter.case_summary)
    ages = {int(match["age"]) for match in in_summary}
    sexes = {_sex(match) for match in in_summary} - {None}
    if len(ages) == 1:
        yield from _differing_age(item, ages.pop(), in_rationale)
    if len(sexes) == 1:
        yield from _differing_sex(item, sexes.pop(), in_rationale)


def _differing_age(
    item: DisputedItem, age: int, in_rationale: Iterable[re.Match[str]]
) -> Iterator[ParseWarning]:
    other = next((match for match in in_rationale if abs(int(match["age"]) - age) > _A_BIRTHDAY), None)
    if other:
        yield _differs("age-differs", item, other, f"{age} years old")


def _differing_sex(
    item: DisputedItem, sex: str | None, in_rationale: Iterable[re.Match[str]]
) -> Iterator[ParseWarning]:
    other = next((match for match in in_rationale if _sex(match) not in (sex, None)), None)
    if other:
        yield _differs("sex-differs", item, other, f"{sex}")


def _sex(description: re.Match[str]) -> str | None:
    return _SEXES.get(description["who"].lower())


def _dated(dates: Dates) -> Iterator[tuple[str, date]]:
    for field, name in _ORDER:
        day = getattr(dates, field)
        if day:
            yield name, day


def _descriptions(text: str | None) -> list[re.Match[str]]:
    """The worker's descriptions, "a 45-year-old female"; not "in 45-year-old females" of a guideline."""
    read = (text or "")[:MAX_RATIONALE]
    if not _DESCRIBED.search(read):
        return []
    return [
        match
        for sentence in sentences(read)
        for match in _DESCRIBED.finditer(read, sentence.start, sentence.end)
        if _OF_ONE_PERSON.search(read, max(0, match.start() - 6), match.start())
        and not _is_of_another(
            read[max(sentence.start, match.start() - _AROUND) : match.start()],
            read[match.end() : min(sentence.end, match.end() + _AROUND)],
        )
    ]


def _is_of_another(before: str, after: str) -> bool:
    """Whether these words around a description make it that of somebody else, or of a study's patient."""
    if _BY.search(before) or find_words("not_of_this_case", f"{before} {after}"):
        return True
    if any(_IS_A.fullmatch(before[other.end :]) for other in find_words("other_persons", before)):
        return True
    return any(not after[: other.start].strip(" -") for other in find_words("other_persons", after))


def _differs(code: str, item: DisputedItem, match: re.Match[str], in_summary: str) -> ParseWarning:
    return ParseWarning(
        code,
        f"In the clinical case summary the injured worker is {in_summary}; in the rationale: “{match[0]}”.",
        item.number,
        span=match.span(),
    )


def _printed(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year}"
