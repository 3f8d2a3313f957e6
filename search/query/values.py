"""Values of keyword fields, as people type them, resolved through the vocabularies to values as indexed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from letters.parsed_letter import SOURCES
from search.fields import Field
from search.query import case_numbers, case_values, guideline_values, page_values
from search.query.resolved import Resolved, close, either, stems, taken_for, unknown
from search.query.tree import And, HasValue, Query, Words
from vocabularies import body_parts, drugs, specialties
from vocabularies.reasons import REASONS
from vocabularies.treatment_categories import CATEGORIES

__all__ = [
    "AS_PRINTED", "OUTCOME_WORDS", "Resolved", "drug_naming", "drug_query", "is_other_name",
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

_REASONING = re.compile(r"[0-9a-f]{16}")
AS_PRINTED = frozenset(("guideline", "reviewer_guideline", "ur_guideline", "edition"))
"""The fields whose values stand in no list: the index also holds names as letters print them."""


def resolve_value(field: Field, typed: str) -> Resolved:
    """A value typed after a keyword field's name."""
    return _RESOLVERS[field.name](field, typed)


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


_RESOLVERS: Mapping[str, Callable[[Field, str], Resolved]] = {
    "drug": _drug,
    "body_part": _body_part,
    **dict.fromkeys(("page", "ur_page", "reviewer_page"), page_values.page),
    "outcome": _outcome,
    "category": _from_list(CATEGORIES),
    "subcategory": _from_list(name for names in CATEGORIES.values() for name in names),
    "drug_class": _drug_class,
    **dict.fromkeys(("guideline", "reviewer_guideline", "ur_guideline"), guideline_values.guideline),
    "edition": guideline_values.edition,
    "reason": _reason,
    "reasoning": _reasoning,
    "specialty": _specialty,
    "source": _from_list(SOURCES),
    "case": case_numbers.case,
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
