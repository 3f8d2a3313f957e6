"""Values of keyword fields, as people type them, resolved through the vocabularies to values as indexed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from letters.parsed_letter import SOURCES
from search.fields import Field
from search.query import case_values
from search.query.resolved import Resolved, close, either, plain, stems, taken_for, unknown
from search.query.tree import And, HasValue, Query, Words
from vocabularies import body_parts, drugs, guidelines, specialties
from vocabularies.reasons import REASONS
from vocabularies.treatment_categories import CATEGORIES

__all__ = [
    "AS_PRINTED", "OUTCOME_WORDS", "Resolved", "case_number", "drug_naming", "drug_query", "is_other_name",
    "resolve_value",
]  # fmt: skip

OUTCOME_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("overturned", "overturn", "granted", "approved", "reversed", "won"), "overturned"),
    "medically necessary": "overturned",
    **dict.fromkeys(("upheld", "uphold", "denied", "deny", "denial", "sustained", "lost"), "upheld"),
    "not medically necessary": "upheld",
    **dict.fromkeys(("partially overturned", "partial", "partially", "mixed"), "partially overturned"),
}
"""The letter's words and what people say for them."""

_CASE_NUMBER = re.compile(r"CM(\d{2})[-\s]?(\d{6,8})", re.IGNORECASE)
_EARLY_CASE_NUMBER = re.compile(r"IMR[-\s]?(\d{2})-(\d{6})", re.IGNORECASE)
_PAGE_ID = re.compile(r"[a-z0-9-]+:\d{1,4}")
_PAGES = re.compile(r"(\d{1,4})(?:(?:\.\.|-)(\d{1,4}))?")
_LAST_NUMBER = re.compile(r"\d{1,4}$")
_PAGE_WORDS = (",", "p.", "pg.", "pg", "page", "pages", "p")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_REASONING = re.compile(r"[0-9a-f]{16}")
_MOST_PAGES = 50
AS_PRINTED = frozenset(("guideline", "reviewer_guideline", "ur_guideline", "edition"))
"""The fields whose values stand in no list: the index also holds names as letters print them."""


def resolve_value(field: Field, typed: str) -> Resolved:
    """A value typed after a keyword field's name."""
    return _RESOLVERS[field.name](field, typed)


def case_number(typed: str) -> str | None:
    """The case number as letters print it, if the text is one, in any case of letters."""
    if match := _CASE_NUMBER.fullmatch(typed):
        return f"CM{match[1]}-{match[2]}"
    if match := _EARLY_CASE_NUMBER.fullmatch(typed):
        return f"IMR {match[1]}-{match[2]}"
    return None


def drug_query(ingredients: Sequence[str]) -> Query:
    """All ingredients of one drug, on the same item."""
    parts = tuple(HasValue("drug", (ingredient,)) for ingredient in ingredients)
    return parts[0] if len(parts) == 1 else And(parts)


def is_other_name(typed: str, ingredients: Sequence[str]) -> bool:
    """Whether a drug was named by another name than its generic one."""
    return [typed.lower()] != list(ingredients)


def drug_naming(typed: str, ingredients: Sequence[str]) -> str:
    """The words that tie a name to its ingredients: "Zanaflex is a brand name of tizanidine"."""
    brands = {brand.lower() for ingredient in ingredients for brand in drugs.brands_of(ingredient)}
    kind = "is a brand name of" if typed.lower() in brands else "means"
    return f"{typed} {kind} {' with '.join(ingredients)}"


def _drug(field: Field, typed: str) -> Resolved:
    ingredients = drugs.resolve(typed)
    if not ingredients:
        return unknown(field, typed, drugs.suggest(typed, limit=1))
    if drugs.is_class(typed):
        return Resolved(
            HasValue("drug", ingredients), f"“{typed}” stands for any of {', '.join(ingredients)}."
        )
    naming = f"{drug_naming(typed, ingredients)}." if is_other_name(typed, ingredients) else ""
    return Resolved(drug_query(ingredients), naming)


def _body_part(field: Field, typed: str) -> Resolved:
    name = body_parts.resolve(typed)
    if not name:
        return unknown(field, typed, body_parts.suggest(typed, limit=2))
    return taken_for(field, typed, name, name)


def _outcome(field: Field, typed: str) -> Resolved:
    outcome = OUTCOME_WORDS.get(" ".join(typed.lower().split()))
    if not outcome:
        return unknown(field, typed, ("upheld", "overturned"))
    return taken_for(field, typed, outcome, outcome)


def _reason(field: Field, typed: str) -> Resolved:
    named = {stems(name): code for code, reason in REASONS.items() for name in (code, reason.label)}
    code = named.get(stems(typed))
    return taken_for(field, typed, code, code) if code else unknown(field, typed, close(typed, REASONS))


def _reasoning(field: Field, typed: str) -> Resolved:
    if _REASONING.fullmatch(typed.lower()):
        return Resolved(HasValue(field.name, (typed.lower(),)))
    return Resolved(
        Words(typed),
        note=f"“{field.name}:{typed}” is no key of a reasoning, as results link to them: searched as words.",
    )


def _from_list(values: Iterable[str]) -> Callable[[Field, str], Resolved]:
    known = {stems(value): value for value in values}

    def resolve(field: Field, typed: str) -> Resolved:
        value = known.get(stems(typed))
        if not value:
            return unknown(field, typed, close(typed, known.values()))
        return taken_for(field, typed, value, value)

    return resolve


def _guideline(field: Field, typed: str) -> Resolved:
    names = _chapters(typed)
    if names:
        told = "" if names == (typed,) else f"“{typed}” is looked for as {either(names)}."
        return Resolved(HasValue(field.name, names), told)
    alike = guidelines.suggest(typed)
    asked = f" Did you mean {either(alike)}?" if alike else ""
    return Resolved(
        HasValue(field.name, (typed,)),
        note=f"“{typed}” is in no list of guidelines: only items that cite exactly this are found.{asked}",
    )


def _chapters(typed: str) -> tuple[str, ...]:
    """The chapters that the text names; the beginning of a name names all that begin so."""
    named = {guidelines.resolve(typed), guidelines.resolve_odg(typed)}
    begun = f"{plain(typed)} "
    known = (*guidelines.MTUS_CHAPTERS, *guidelines.ODG_CHAPTERS)
    return tuple(
        dict.fromkeys(name for name in known if name in named or f"{plain(name)} ".startswith(begun))
    )


def _edition(field: Field, typed: str) -> Resolved:
    """A chapter's edition; a year alone is that of any chapter, a chapter alone is in any edition."""
    values = _editions(typed)
    if not values:
        told = f"“{typed}” is no known edition of a guideline: only items that cite exactly this are found."
        return Resolved(HasValue(field.name, (typed,)), note=f"{told} Write {field.example}.")
    told = "" if values == (typed,) or typed.isdecimal() else f"“{typed}” is looked for as {either(values)}."
    return Resolved(HasValue(field.name, values), told)


def _editions(typed: str) -> tuple[str, ...]:
    match = _YEAR.search(typed)
    year = int(match[0]) if match else None
    name = typed[: match.start()].rstrip(" ,(") if match else typed
    chapters = _chapters(name) if name else guidelines.MTUS_CHAPTERS
    known = [(one, edition) for one in chapters if one in guidelines.MTUS for edition in _years(one, year)]
    if year and name:
        exact = [(one, year) for one in chapters if one == name]
        known = [*exact, *known] or [(one, year) for one in chapters]
    names = (guidelines.edition_name(chapter, edition) for chapter, edition in known)
    return tuple(dict.fromkeys(one for one in names if one))


def _years(chapter: str, year: int | None) -> list[int]:
    return [edition for edition in guidelines.MTUS[chapter].editions if year in (None, edition)]


def _drug_class(field: Field, typed: str) -> Resolved:
    name = drugs.resolve_class(typed)
    if not name:
        return unknown(field, typed, drugs.suggest_class(typed, limit=2))
    if drugs.is_class(typed):
        return taken_for(field, typed, name, name)
    return Resolved(HasValue(field.name, (name,)), f"{typed} is of the class {name}.")


def _specialty(field: Field, typed: str) -> Resolved:
    name = specialties.resolve(typed)
    if name:
        return taken_for(field, typed, name, name)
    alike = specialties.suggest(typed, limit=2)
    then = f"did you mean {either(alike)}?" if alike else "only items with exactly this one are found."
    return Resolved(HasValue(field.name, (typed,)), note=f"No specialty is called “{typed}”: {then}")


def _case(field: Field, typed: str) -> Resolved:
    if number := case_number(typed):
        return Resolved(HasValue(field.name, (number,)))
    return Resolved(
        HasValue(field.name, (typed.upper(),)),
        note=f"“{typed}” is no whole case number: only a case with exactly this one is found."
        f" Write {field.example}.",
    )


def _page(field: Field, typed: str) -> Resolved:
    folded = typed.lower()
    if _PAGE_ID.fullmatch(folded):
        return Resolved(HasValue(field.name, (folded,)))
    if pages := _PAGES.fullmatch(folded):
        return _pages_of_any_guideline(field, typed, int(pages[1]), int(pages[2] or pages[1]))
    if named := _page_of_named_guideline(typed):
        return taken_for(field, typed, named, guidelines.page_label(named))
    return Resolved(
        Words(typed),
        note=f"“{field.name}:{typed}” is no guideline page: searched as words."
        f" Write {field.name}:98 or {field.example}.",
    )


def _pages_of_any_guideline(field: Field, typed: str, first: int, last: int) -> Resolved:
    first, last = min(first, last), max(first, last)
    to = min(last, first + _MOST_PAGES - 1)
    expansion = f"{field.name}:{typed} is looked for in every guideline."
    if last > to:
        expansion = f"{field.name}:{typed} is looked for in every guideline, to page {to} only."
    return Resolved(HasValue(field.name, _page_ids(first, to)), expansion)


@lru_cache(maxsize=1024)
def _page_ids(first: int, last: int) -> tuple[str, ...]:
    found = (
        guidelines.page_id(name, edition, number)
        for number in range(first, last + 1)
        for name, chapter in guidelines.MTUS.items()
        for edition in chapter.editions
    )
    return tuple(dict.fromkeys(one for one in found if one))


def _page_of_named_guideline(typed: str) -> str | None:
    """A page as people cite it: "Chronic Pain 2009, p. 98"."""
    number = _LAST_NUMBER.search(typed)
    if not number:
        return None
    guideline = typed[: number.start()].rstrip()
    for word in _PAGE_WORDS:
        guideline = guideline.removesuffix(word).rstrip(" ,")
    name, year = guidelines.resolve(guideline), _YEAR.search(guideline)
    return guidelines.page_id(name, int(year[0]) if year else None, int(number[0])) if name else None


_RESOLVERS: Mapping[str, Callable[[Field, str], Resolved]] = {
    "drug": _drug,
    "body_part": _body_part,
    "page": _page,
    "ur_page": _page,
    "reviewer_page": _page,
    "outcome": _outcome,
    "category": _from_list(CATEGORIES),
    "subcategory": _from_list(name for names in CATEGORIES.values() for name in names),
    "drug_class": _drug_class,
    **dict.fromkeys(("guideline", "reviewer_guideline", "ur_guideline"), _guideline),
    "edition": _edition,
    "reason": _reason,
    "reasoning": _reasoning,
    "specialty": _specialty,
    "source": _from_list(SOURCES),
    "case": _case,
    "body_part_from": case_values.from_words(case_values.BODY_PART_FROM_WORDS),
    "retrospective": case_values.from_words(case_values.RETROSPECTIVE_WORDS),
    "partly_authorised": case_values.from_words(case_values.PARTLY_AUTHORISED_WORDS),
    "licensure": case_values.state,
    "decided_year": case_values.year,
    "era": case_values.from_words(case_values.ERA_WORDS),
    "injured_year": case_values.year,
    "age_band": case_values.ages,
    "sex": case_values.from_words(case_values.SEX_WORDS),
    "priority": case_values.from_words(case_values.PRIORITY_WORDS),
    "warning": case_values.warning,
}
