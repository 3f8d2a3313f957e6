"""Typed values of fields that need no vocabulary of treatments: yes and no, years, ages, people, states."""

import re
from collections.abc import Callable, Mapping

from search.age_bands import BAND, age_bands
from search.decided import FIRST_YEAR, LAST_YEAR
from search.fields import Field
from search.query.resolved import Resolved, close, plain, stems, taken_for, unknown
from search.query.tree import HasValue, Words
from vocabularies import states
from vocabularies.warnings import WARNINGS

_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")
RETROSPECTIVE_WORDS: Mapping[str, str] = {
    **dict.fromkeys((*_YES, "retrospective", "retro", "already given"), "yes"),
    **dict.fromkeys((*_NO, "prospective", "concurrent", "not retrospective"), "no"),
}
PARTLY_AUTHORISED_WORDS: Mapping[str, str] = {
    **dict.fromkeys((*_YES, "modified", "partly authorized", "partly authorised", "in part"), "yes"),
    **dict.fromkeys((*_NO, "not modified", "denied", "in full"), "no"),
}
BODY_PART_FROM_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("request", "title", "named", "stated"), "request"),
    **dict.fromkeys(("injury", "inferred", "summary"), "injury"),
}
SEX_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("female", "f", "woman", "women"), "female"),
    **dict.fromkeys(("male", "m", "man", "men"), "male"),
}
PRIORITY_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("standard", "regular", "normal"), "standard"),
    **dict.fromkeys(("expedited", "urgent", "expedite"), "expedited"),
}
ERA_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("2009", "2009 guidelines", "chronic pain 2009", "2009..2016", "before 2016"), "2009"),
    **dict.fromkeys(("2016", "2016 guidelines", "chronic pain 2016", "2016..2017"), "2016"),
    **dict.fromkeys(("2017", "acoem", "acoem based mtus", "acoem-based mtus", "since 2017"), "2017"),
}

_YEARS = re.compile(r"((?:19|20|21)\d\d)(?:\s?(?:\.\.|-|–|to)\s?((?:19|20|21)\d\d))?")
_AGES = re.compile(r"(\d{1,3})(?:(s)|\s?(?:\.\.|-|–|to)\s?(\d{1,3}))?")
_OLDEST = 120
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def from_words(words: Mapping[str, str]) -> Callable[[Field, str], Resolved]:
    """A resolver of what people say for the few values of a field."""

    def resolve(field: Field, typed: str) -> Resolved:
        value = words.get(plain(typed))
        known = tuple(dict.fromkeys(words.values()))
        return taken_for(field, typed, value, value) if value else unknown(field, typed, known)

    return resolve


def year(field: Field, typed: str) -> Resolved:
    """A year, or each year of a range."""
    match = _YEARS.fullmatch(typed)
    if not match:
        return _is_none(field, typed, f"year from {FIRST_YEAR} to {LAST_YEAR}")
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return Resolved(HasValue(field.name, tuple(str(one) for one in range(first, last + 1))))


def ages(field: Field, typed: str) -> Resolved:
    """A band of ages, the band of an age, or the bands of a range."""
    match = _AGES.fullmatch(typed.lower())
    if not match or max(int(match[1]), int(match[3] or 0)) > _OLDEST:
        return _is_none(field, typed, "age")
    first = int(match[1])
    last = int(match[3]) if match[3] else first + (BAND - 1 if match[2] else 0)
    first, last = min(first, last), max(first, last)
    bands = age_bands(first, last)
    if len(bands) == 1:
        return taken_for(field, typed, bands[0], bands[0])
    whole = f"{bands[0].partition('-')[0]}-{bands[-1].partition('-')[2]}"
    told = "" if whole == f"{first}-{last}" else f"“{typed}” is taken for the ages {whole}."
    return Resolved(HasValue(field.name, bands), told)


def state(field: Field, typed: str) -> Resolved:
    """A state by its name or postal abbreviation."""
    name = states.resolve(typed)
    if not name:
        return unknown(field, typed, states.suggest(typed, limit=2))
    return taken_for(field, typed, name, name)


def warning(field: Field, typed: str) -> Resolved:
    """A warning by its code or its words; a code that no list has is one of the parser's own."""
    named = {stems(name): code for code, kind in WARNINGS.items() for name in (code, kind.label)}
    code = named.get(stems(typed))
    if code:
        return taken_for(field, typed, code, code)
    if _CODE.fullmatch(typed.lower()):
        return Resolved(HasValue(field.name, (typed.lower(),)))
    return unknown(field, typed, close(typed, WARNINGS))


def _is_none(field: Field, typed: str, kind: str) -> Resolved:
    return Resolved(
        Words(typed),
        note=f"“{field.name}:{typed}” is no {kind}: searched as words. Write {field.example}.",
    )
