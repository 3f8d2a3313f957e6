"""What the clinical case summary says of the injured worker: age, sex, date of injury, injured body parts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from letters.dates import DateMention, find_dates
from letters.parsed_letter import Patient, Sex
from vocabularies import body_parts

_WORKING_AGES = range(14, 100)

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_IN_WORDS = {
    **{word: age for age, word in enumerate(_TEENS, start=14)},
    **{word: 10 * age for age, word in enumerate(_TENS, start=2)},
    **{word: age for age, word in enumerate(_ONES, start=1)},
}
_AGE_IN_WORDS = rf"{'|'.join(_TEENS)}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?"
_WORKER = r"(?<!\bof the )(?<!\bof the injured )(?:worker|patient|claimant|applicant|employee)"
_YEARS_OLD = re.compile(
    r"\b(?P<age>\d{2})\)?[- ]{0,2}(?:years?|yrs?|y)[-./ ]{0,2}(?:olds?|of[ ]age|o)\b"
    r"|\bage[d:]?[ ]{0,2}(?P<aged>\d{2})\b(?![-/])"
    rf"|\b(?P<words>{_AGE_IN_WORDS})[- ]{{1,2}}years?[- ]{{1,2}}old\b"
    rf"|\b{_WORKER}(?:, (?P<aside>\d{{2}}),"
    r"|,? is (?:now |currently )?(?P<alone>\d{2})(?=[.,;](?!\d)| and (?:has|is|works)\b))",
    re.IGNORECASE,
)
_AN_EARLIER_AGE = re.compile(
    r"\b(?:since|at|when|until|from|of|was)(?: (?:about|he|she|was|age|the|age|of)){0,3} $", re.IGNORECASE
)

_SEXES: dict[str, Sex] = {
    **dict.fromkeys(("m", "male", "man", "gentleman", "he", "his", "him", "himself"), "male"),
    **dict.fromkeys(("f", "female", "woman", "lady", "she", "her", "hers", "herself"), "female"),
}
_SEX_NAMED = re.compile(
    r"\b(male|female|gentleman|man|lady|woman)\b(?! (?:erectile|pattern|hypogonad|hormone))", re.IGNORECASE
)
_SEX_LETTER = re.compile(
    r"[ ,-]{0,3}(?:(?:right|left)[- ](?:hand(?:ed)?[- ])?(?:dominant )?|[RL]HD? )?([MF])\b(?!['/]|\.\w)"
)
_PRONOUN = re.compile(r"(?<!/)\b(himself|herself|hers|her|his|him|she|he)\b(?!/)", re.IGNORECASE)
_NEAR = 60
"""Characters after an age in which the sex is the worker's own: "a 44 year old right-handed female"."""

_OF_THE_INJURY = re.compile(
    r"(?:\b(?:date of (?:injury|accident|loss)|(?:injury|accident) date|DOI)\W{0,3}(?:(?:of|on|is|was|as)\b)?"
    r"|\b(?:sustained|suffered|incurred|reported)\b[^.]{0,90}\b(?:injury|injuries|accident|trauma)\b[^.\d]{0,40}\b(?:on|of|from|dated)"
    r"|\b(?:industrial|work|occupational|related) injur(?:y|ies),?(?: (?:on|of|from|dated))?"
    r"|\bclaim (?:from|of|on|dated)"
    r"|\binjur(?:y|ies),? (?:(?:that|which) )?(?:occurred|happened|took place)(?: at work)?(?: on)?"
    r"|\b(?:was|were|got) (?:injured|hurt)|\b(?:injured|hurt) (?:at work|on the job)"
    r"|\b(?:injured|hurt)\b(?! (?:worker|employee))[^.]{0,60}\bon)"
    r"(?: or about)?[\s:]{0,3}$",
    re.IGNORECASE,
)
_ACCIDENT = (
    r"\b(?:(?:fell|slipped|tripped)\b(?! (?:asleep|behind|short|again))"
    r"|was (?:struck|hit|injured|hurt|rear-ended|thrown|pinned|assaulted|attacked|kicked|knocked|punched)\b"
    r"|had an (?:industrial|occupational|work) (?:accident|injury)\b"
    r"|(?:struck|hit|twisted|injured|hurt|crushed|fractured|lacerated) (?:his|her)\b)"
)
_AFTER_AN_ACCIDENT = re.compile(
    rf"(?:{_ACCIDENT}|\b(?:after|following) an? (?:(?:physical|work) )?(?:assault|attack|collision|fall)\b)"
    r"(?:(?!\b(?:at home|seen|evaluated|examined|treated|diagnosed|operated)\b)[^.]){0,90}"
    r"\bon(?: or about)?(?: the (?:morning|afternoon|evening|night) of)? $",
    re.IGNORECASE,
)
_FELT_IT = (
    r"was [a-z]+ing\b[^.]{0,90}\b(?:felt|heard) an? (?:sudden |sharp |loud ){0,2}(?:pop|snap|crack|tear)\b"
)
_BEFORE_AN_ACCIDENT = re.compile(
    r",? (?:when |while [^.,]{0,60}, )?"
    r"(?:he|she|the (?:(?:injured )?worker|patient|claimant|applicant|employee))"
    rf" (?:{_ACCIDENT}|{_FELT_IT})(?! at home\b)",
    re.IGNORECASE,
)
_WHO_ON = re.compile(r"\bwho,? on(?: or about)? $", re.IGNORECASE)
_ACCIDENT_NEXT = re.compile(rf",? {_ACCIDENT}(?! at home\b)", re.IGNORECASE)
_AND_ON = re.compile(r" (?:and|&|to|through|thru|until) (?:on )?| ?[-–] ?", re.IGNORECASE)
"""What joins a further date of injury, or the end of a cumulative one."""
_AGAIN = re.compile(r"\bre-?injur(?:ed|y)\b", re.IGNORECASE)
_LONGEST = 50_000
"""Characters of a summary in which its date is sought; the longest known letter has 17,000 in all."""
_LEAD = 180
"""Characters before a date in which the words stand that make it the date of injury."""

# It matches lower case, and from the character before the word on: so the search may skip to word beginnings.
_TELLS_THE_INJURY = re.compile(
    r"\W(?:diagnos(?:is|es|ed)\b|treated for\b|undergoing (?:[a-z]+ )?treatments? for\b"
    r"|claim for\b|impressions?\b(?! (?:sign|test))|clinical assessments?:|assessments?:"
    r"|injur(?:y|ies) (?:to|of|involving|affecting)\b|causing injur(?:y|ies)\b|incurring\b"
    r"|crush(?:ing)? (?:injur(?:y|ies)|to)\b"
    r"|injur(?:y|ies|ed)\b[^.]{0,60}\binvolving\b"
    r"|(?:injured|hurt|twisted|crushed|fractured|broke|lacerated|sprained|strained|tore|dislocated|ruptured)"
    r" (?:his|her|both|(?<!hurt )the)\b(?! fall)"
    r"|(?:struck|smashed|hit|hitting|land(?:ed|ing) on) (?:his|her|both)\b"
    r"|dx\b ?(?:[:–-]|(?:is|are|includes?|of)\b)"
    r"|icd-?(?:9|10)(?:-?cm)?(?: codes?)? ?:? ?[a-z]?\d{2,3}\.\d"
    r"|nature of (?:the |his |her )?injur(?:y|ies)\b)"
)
_LESION = (
    r"(?:fractures?|lacerations?|sprains?|strains?|contusions?|tears?|ruptures?|dislocations?|amputations?"
    r"|avulsions?|burns?|concussions?)\b"
)
_WORDS = r"(?:(?!injur)[\w'’/-]+,? )"
# These match lower case, as the one before.
_TELLS_OF_A_LESION = re.compile(
    rf"\W(?:(?:sustain|suffer|incurr)(?:ed|ing) {_WORDS}{{0,6}}?{_LESION}"
    r"|(?<!not.)accepted (?:body parts?|conditions?|injur(?:y|ies)|diagnos[ei]s)\b"
    r"|(?:claims?|injur(?:y|ies)) (?:has|have|is|was|are|were) (?:been )?accepted for\b"
    rf"|result(?:ed|ing) in {_WORDS}{{1,8}}?(?:injur(?:y|ies)\b|{_LESION})"
    r"|(?:injury|accident|fall)(?: (?:on|of|dated) [\d/-]{6,10})?,?"
    r" (?:which |that |has )?result(?:ed|ing) in\b"
    r"|injur(?:y|ies) involved (?:the|his|her|both|multiple)\b"
    rf"|(?<!not.)(?<!non.)work[- ]related {_WORDS}{{0,5}}?"
    rf"(?:{_LESION}|[a-z]+(?:itis|osis|opathy)\b|syndrome\b)"
    r"|industrial(?:ly related)? (?:conditions?|diagnos[ei]s|body parts?) (?:is|are|includes?)\b)"
)
"""What tells the injury where the sentence tells no history."""
_OF_THE_HISTORY = re.compile(
    r"\W(?:past|prior|previous(?:ly)?|remote|childhood|child|teenager|history|(?:non|un)-?(?:industrial|related)"
    r"|at home|family|denie[sd]|years? (?:ago|earlier|before)|pre-?existing)\b"
)
_TELLS_OTHER_THINGS = re.compile(
    r"\W(?:when|while|after|before|during|disputed|denied|not accepted|underwent|treated with|has had)\b"
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
    age = _years(stated) if stated else None
    return Patient(age=age, sex=_sex(summary, stated.end() if stated else None))


def injury_date(summary: str) -> date | None:
    """The date of injury, where the summary states exactly one; else that of the one accident told."""
    told = summary[:_LONGEST]
    mentions = [mention for mention in find_dates(told) if mention.value]
    named = _named_dates(told, mentions)
    if named and not _AGAIN.search(told):
        return named.pop() if len(named) == 1 else None
    dates = named | {mention.value for mention in mentions if _is_of_an_accident(told, mention)}
    return dates.pop() if len(dates) == 1 else None


def _named_dates(text: str, mentions: Sequence[DateMention]) -> set[date | None]:
    """The dates that the text calls those of the injury, and those that it joins to them."""
    named: list[DateMention] = []
    for mention in mentions:
        is_joined = named and _AND_ON.fullmatch(text, named[-1].end, mention.start)
        if is_joined or _OF_THE_INJURY.search(_lead(text, mention)):
            named.append(mention)
    return {mention.value for mention in named}


def _lead(text: str, mention: DateMention) -> str:
    return text[max(0, mention.start - _LEAD) : mention.start]


def _is_of_an_accident(text: str, mention: DateMention) -> bool:
    before, after = (
        _AFTER_AN_ACCIDENT.search(_lead(text, mention)),
        _BEFORE_AN_ACCIDENT.match(text, mention.end),
    )
    follows_who = _WHO_ON.search(_lead(text, mention)) and _ACCIDENT_NEXT.match(text, mention.end)
    return bool(before or after or follows_who)


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
        if _years(match) in _WORKING_AGES and not is_earlier:
            return match
    return None


def _years(stated: re.Match[str]) -> int:
    if in_words := stated["words"]:
        return sum(_IN_WORDS[word] for word in re.split("[- ]", in_words.lower()))
    return int(stated["age"] or stated["aged"] or stated["aside"] or stated["alone"])


def _sex(summary: str, age_end: int | None) -> Sex | None:
    beside_the_age = age_end is not None and (
        _SEX_LETTER.match(summary, age_end) or _SEX_NAMED.search(summary, age_end, age_end + _NEAR)
    )
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
        elif lesion := _lesion(read, start, end):
            yield summary[lesion]
        start = end


def _lesion(read: str, start: int, end: int) -> slice | None:
    """What a sentence tells of the injury in words that tell of the history too, if it tells no history."""
    told = _TELLS_OF_A_LESION.search(read, start, end + 1)
    if not told or _OF_THE_HISTORY.search(read, start, end + 1):
        return None
    other = _TELLS_OTHER_THINGS.search(read, told.end(), end + 1)
    return slice(told.start(), other.start() if other else end)
