"""What the clinical case summary says of the injured worker: age, sex, date of injury, injured body parts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from letters.dates import DateMention, find_dates
from letters.parsed_letter import Patient, Sex
from vocabularies import body_parts

_WORKING_AGES = range(14, 100)

_YEARS_OLD = re.compile(
    r"\b(?P<age>\d{2})[- ]{0,2}(?:years?|yrs?|y)[-./ ]{0,2}(?:olds?|of[ ]age|o)\b"
    r"|\bage[d:]?[ ]{0,2}(?P<aged>\d{2})\b(?![-/])",
    re.IGNORECASE,
)
_AN_EARLIER_AGE = re.compile(
    r"\b(?:since|at|when|until|from|of|was)(?: (?:about|he|she|was|age|the|age|of)){0,3} $", re.IGNORECASE
)

_SEXES: dict[str, Sex] = {
    **dict.fromkeys(("male", "man", "gentleman", "he", "his", "him", "himself"), "male"),
    **dict.fromkeys(("female", "woman", "lady", "she", "her", "hers", "herself"), "female"),
}
_SEX_NAMED = re.compile(
    r"\b(male|female|gentleman|man|lady|woman)\b(?! (?:erectile|pattern|hypogonad|hormone))", re.IGNORECASE
)
_PRONOUN = re.compile(r"(?<!/)\b(himself|herself|hers|her|his|him|she|he)\b(?!/)", re.IGNORECASE)
_NEAR = 60
"""Characters after an age in which the sex is the worker's own: "a 44 year old right-handed female"."""

_OF_THE_INJURY = re.compile(
    r"(?:\b(?:date of (?:injury|accident|loss)|(?:injury|accident) date|DOI)\W{0,3}(?:(?:of|on|is|was|as)\b)?"
    r"|\b(?:sustained|suffered|incurred|reported)\b[^.]{0,90}\b(?:injury|injuries|accident|trauma)\b[^.\d]{0,40}\b(?:on|of|from|dated)"
    r"|\b(?:industrial|work|occupational|related) injur(?:y|ies),?(?: (?:on|of|from|dated))?"
    r"|\bclaim (?:from|of|on|dated)"
    r"|\b(?:injured|hurt)\b(?! (?:worker|employee))[^.]{0,60}\bon)"
    r"(?: or about)?[\s:]{0,3}$",
    re.IGNORECASE,
)
_ACCIDENT = (
    r"\b(?:(?:fell|slipped|tripped)\b(?! (?:asleep|behind|short|again))"
    r"|was (?:struck|hit|injured|hurt|rear-ended|thrown)\b"
    r"|(?:struck|hit|twisted|injured|hurt|crushed|fractured|lacerated) (?:his|her)\b)"
)
_AFTER_AN_ACCIDENT = re.compile(
    rf"{_ACCIDENT}(?:(?!\bat home\b)[^.]){{0,90}}\bon(?: or about)? $", re.IGNORECASE
)
_BEFORE_AN_ACCIDENT = re.compile(
    r",? (?:when |while [^.,]{0,60}, )?"
    r"(?:he|she|the (?:(?:injured )?worker|patient|claimant|applicant|employee))"
    rf" {_ACCIDENT}(?! at home\b)",
    re.IGNORECASE,
)
_LONGEST = 50_000
"""Characters of a summary in which its date is sought; the longest known letter has 17,000 in all."""
_LEAD = 180
"""Characters before a date in which the words stand that make it the date of injury."""

# It matches lower case, and from the character before the word on: so the search may skip to word beginnings.
_TELLS_THE_INJURY = re.compile(
    r"\W(?:diagnos(?:is|es|ed)\b|treated for\b|undergoing (?:[a-z]+ )?treatments? for\b"
    r"|claim for\b|impressions?\b(?! (?:sign|test))|clinical assessments?:|assessments?:"
    r"|injur(?:y|ies) (?:to|of|involving)\b|causing injur(?:y|ies)\b|incurring\b"
    r"|crush(?:ing)? (?:injur(?:y|ies)|to)\b"
    r"|injur(?:y|ies|ed)\b[^.]{0,60}\binvolving\b"
    r"|(?:injured|hurt|twisted|crushed|fractured|broke|lacerated|sprained|strained|struck|smashed|hit|hitting)"
    r" (?:his|her)\b)"
)
# They match lower case, as the one before.
_INJURY_OF_A_PART = re.compile(
    r"\W(?:(?:kidney|renal|liver|hepatic|spleen|splenic|bowel|colon|bladder|lung)"
    r" (?:injur(?:y|ies)|laceration|rupture)\b"
    r"|(?:seen|presents|presented|evaluation|evaluated|follow[- ]?up|followed|visit)"
    r" for (?:an?|his|her|the) [^.,;]{0,60}?\binjur(?:y|ies)\b)"
)
_FRACTURE_FOUND = re.compile(
    r"\W(?:(?:revealed|showed|demonstrated|confirmed|found)\b"
    r"(?:(?!\b(?:no|not|without|old|healed)\b)[^.]){0,70}?\bfractures? (?:of|involving|to) [^.,;]{0,40}"
    r"|(?:pinning|fixation|reduction) of (?:the|his|her) [^.,;]{0,50}?\bfracture\b)"
)
# The numbers of a list are seen behind the full stop, so that the search may skip to that.
_SENTENCE_END = re.compile(r"[.!?](?<![\s(;,:]\d.)(?<![\s(;,:]\d\d.)[\"”]?(?:\s+(?=[A-Z\"“])|(?=[A-Z][a-z]))")


def patient(summary: str) -> Patient:
    """The worker's age and sex, each ``None`` where the summary does not state it."""
    stated = _stated_age(summary)
    age = int(stated["age"] or stated["aged"]) if stated else None
    return Patient(age=age, sex=_sex(summary, stated.end() if stated else None))


def injury_date(summary: str) -> date | None:
    """The date of injury, where the summary states exactly one; else that of the one accident told."""
    told = summary[:_LONGEST]
    mentions = [mention for mention in find_dates(told) if mention.value]
    named = {mention.value for mention in mentions if _OF_THE_INJURY.search(_lead(told, mention))}
    dates = named or {mention.value for mention in mentions if _is_of_an_accident(told, mention)}
    return dates.pop() if len(dates) == 1 else None


def _lead(text: str, mention: DateMention) -> str:
    return text[max(0, mention.start - _LEAD) : mention.start]


def _is_of_an_accident(text: str, mention: DateMention) -> bool:
    before, after = (
        _AFTER_AN_ACCIDENT.search(_lead(text, mention)),
        _BEFORE_AN_ACCIDENT.match(text, mention.end),
    )
    return bool(before or after)


def injured_body_parts(summary: str) -> tuple[str, ...]:
    """The parts named with the injury, the diagnoses or the claim, sorted.

    Parts that the worker only complains of, that were examined or that belong to the history do not count;
    a fracture that was found or fixed counts where nothing else tells the injury.
    """
    named = _parts((*_told_injuries(summary), *_matched(_INJURY_OF_A_PART, summary)))
    return named or _parts(_matched(_FRACTURE_FOUND, summary))


def _parts(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({mention.name for words in told for mention in body_parts.find(words)}))


def _matched(told: re.Pattern[str], summary: str) -> Iterator[str]:
    return (match[0] for match in told.finditer(f" {summary.lower()}"))


def _stated_age(summary: str) -> re.Match[str] | None:
    for match in _YEARS_OLD.finditer(summary):
        is_earlier = _AN_EARLIER_AGE.search(summary[max(0, match.start() - 30) : match.start()])
        if int(match["age"] or match["aged"]) in _WORKING_AGES and not is_earlier:
            return match
    return None


def _sex(summary: str, age_end: int | None) -> Sex | None:
    beside_the_age = age_end is not None and _SEX_NAMED.search(summary, age_end, age_end + _NEAR)
    named = beside_the_age or _SEX_NAMED.search(summary)
    if named:
        return _SEXES[named[1].lower()]
    pronouns = Counter(_SEXES[match[1].lower()] for match in _PRONOUN.finditer(summary))
    return pronouns.most_common(1)[0][0] if pronouns else None


def _told_injuries(summary: str) -> Iterator[str]:
    """The part of each sentence that follows the words which tell of the injury."""
    read = f" {summary.lower()}"  # the space before it also stands for the character before the first word
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(summary)), len(summary)):
        told = _TELLS_THE_INJURY.search(read, start, end + 1)
        if told:
            yield summary[told.start() : end]
        start = end
