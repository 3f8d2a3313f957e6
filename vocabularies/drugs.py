"""Drugs as letters name them: trade names, generic names and abbreviations, by their ingredients.

A drug is its set of ingredients, generic and sorted, salts dropped: Norco, hydrocodone/APAP and
"hydrocodone bitartrate-acetaminophen" are all ``("acetaminophen", "hydrocodone")``.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from vocabularies.data_files import load
from vocabularies.phrases import Phrase, PhraseFinder, fold

_LEAST_LETTERS = 6
"""A shorter word is no misspelling: too many English words are one letter away from a drug."""
_LETTERS_FOR_TWO_ERRORS = 9
_LEAST_LETTERS_BEFORE_A_DOSE = 5
_DOSE = re.compile(
    r"\s?(?:\d{1,4}(?:\.\d{1,2})?(?:\s?[/-]\s?\d{1,4}(?:\.\d{1,2})?)?\s?m?c?g\b|#\s?\d)", re.IGNORECASE
)
"""What stands behind a drug and behind few other words."""
_OF_A_PHARMACY = re.compile(
    r"\d\s?(?:mg|mcg|ml|gm?|%)(?!\w)|#\s?\d"
    r"|\b(?:tab(?:let)?s?|cap(?:sule)?s?|refills?|qty|creams?|ointments?|patch(?:es)?|gels?|lotion|spray|syrup"
    r"|medications?|prescriptions?|drugs?|rx)\b",
    re.IGNORECASE,
)
"""What a text has that asks for a drug; without it a word that is nearly a drug's is most likely its own."""
_FEW_WORDS = 3
"""So short a text may be the drug's name alone."""


@dataclass(frozen=True)
class Drug:
    """An entry of the list: one set of ingredients with all that it is called."""

    ingredients: tuple[str, ...]
    drug_class: str | None
    names: tuple[str, ...]
    brands: tuple[str, ...]
    only_in_combinations: bool = False


@dataclass(frozen=True)
class DrugMention:
    """A drug named in a text; ``printed`` is ``text[start:end]`` with salts and a second name for it."""

    start: int
    end: int
    printed: str
    ingredients: tuple[str, ...]


def _drug(row: dict[str, Any]) -> Drug:
    return Drug(
        ingredients=tuple(row["ingredients"]),
        drug_class=row["class"],
        names=tuple(row["names"]),
        brands=tuple(row["brands"]),
        only_in_combinations=row.get("only_in_combinations", False),
    )


def _key(name: str) -> str:
    return " ".join(fold(name).split())


_DATA = load("drugs")
DRUGS: dict[tuple[str, ...], Drug] = {drug.ingredients: drug for drug in map(_drug, _DATA["drugs"])}
CLASSES: tuple[str, ...] = tuple(sorted({drug.drug_class for drug in DRUGS.values() if drug.drug_class}))

_NOT_A_DRUG = "not a drug"
_BY_TAG = {" + ".join(ingredients): ingredients for ingredients in DRUGS}
_ONLY_COMBINED = {ingredients for ingredients, drug in DRUGS.items() if drug.only_in_combinations}
_BY_PRINTED_NAME = {name: drug for drug in DRUGS.values() for name in (*drug.names, *drug.brands)}
_BY_NAME = {_key(name): drug for name, drug in _BY_PRINTED_NAME.items()}

_ORDINARY_WORDS = frozenset(_DATA["ordinary_words"])
_ONE_WORD_NAMES: dict[str, list[str]] = defaultdict(list)
"""The names that a misspelling is held against, by their first letter."""
for _name in _BY_NAME:
    if _name.isalpha() and len(_name) >= _LEAST_LETTERS - 1:
        _ONE_WORD_NAMES[_name[0]].append(_name)

_ANY_SALT = "|".join(_DATA["salts"])
_ANY_FORM = "|".join(_DATA["release_forms"])
_SALTS = re.compile(rf"(?:[\s-](?:{_ANY_SALT})\b)+", re.IGNORECASE)
_COMBINES = re.compile(rf"(?:\s(?:{_ANY_FORM}))?\s?(?:[/+&-]|\bwith\b|\bw/)\s?", re.IGNORECASE)
_SAME_DRUG = re.compile(
    rf"(?:\s(?:{_ANY_FORM}))?\s?[(\[/-]?\s?(?:(?:brand|generic|aka)(?:\sname)?\s)?", re.IGNORECASE
)
_CLOSES = re.compile(rf"(?:\s(?:{_ANY_FORM}))?\s?[)\]]", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_NUMBER_SIGN = re.compile(r"\b([Nn][Oo])\.(?= \d)")


def _with_number_sign(text: str) -> str:
    """The text with "No. 3" as "No# 3": the full stop would part the words of a name."""
    return _NUMBER_SIGN.sub(r"\1#", text) if "o. " in text.lower() else text


def _names_by_tag() -> dict[str, list[str]]:
    return {
        " + ".join(drug.ingredients): [_with_number_sign(name) for name in (*drug.names, *drug.brands)]
        for drug in DRUGS.values()
    }


_FINDER = PhraseFinder(_names_by_tag() | {_NOT_A_DRUG: _DATA["not_drugs"]})


def find(text: str, *, misspelt: bool = False) -> list[DrugMention]:
    """Every drug named in ``text``, in order, not overlapping, the longest name at a place.

    A drug that is named twice over, "Ultram (tramadol)", is one mention, and so is a combination
    on the list however it is written. ``misspelt`` finds names with a wrong letter or two as
    well: for a short text that asks for drugs, not for prose, where other words come close.
    """
    phrases = list(_longest(text))
    mentions = [
        _mention(text, place.start, place.end, _BY_TAG[place.tag])
        for place in phrases
        if place.tag in _BY_TAG
    ]
    if misspelt:
        mentions = sorted([*mentions, *_misspelt(text, phrases)], key=lambda mention: mention.start)
    mentions = _named_once(text, _combined(text, mentions))
    return [mention for mention in mentions if mention.ingredients not in _ONLY_COMBINED]


def _longest(text: str) -> Iterator[Phrase]:
    """The phrases of the list that stand in ``text``, the longest at a place, not overlapping."""
    read_to = 0
    for phrase in _FINDER.find(_with_number_sign(text)):
        if phrase.start >= read_to:
            read_to = phrase.end
            yield phrase


def _mention(text: str, start: int, end: int, ingredients: tuple[str, ...]) -> DrugMention:
    salts = _SALTS.match(text, end)
    end = salts.end() if salts else end
    return DrugMention(start, end, text[start:end], ingredients)


def _misspelt(text: str, phrases: Iterable[Phrase]) -> Iterator[DrugMention]:
    if not _OF_A_PHARMACY.search(text) and len(text.split()) > _FEW_WORDS:
        return
    taken = {place for phrase in phrases for place in range(phrase.start, phrase.end)}
    for word in _WORD.finditer(text):
        if word.start() in taken:
            continue
        least = _LEAST_LETTERS_BEFORE_A_DOSE if _DOSE.match(text, word.end()) else _LEAST_LETTERS
        if drug := _drug_spelt_like(word[0].lower(), least):
            yield _mention(text, word.start(), word.end(), drug.ingredients)


@lru_cache(maxsize=4096)
def _drug_spelt_like(word: str, least: int) -> Drug | None:
    """The drug of the nearest name that begins alike; a name run into a number ("Norco10mg") is exact."""
    if word in _BY_NAME or word in _ORDINARY_WORDS or len(word) < least:
        return _BY_NAME.get(word)
    near = process.extractOne(word, _ONE_WORD_NAMES[word[0]], scorer=OSA.distance, score_cutoff=2)
    if not near:
        return None
    name, errors, _index = near
    is_long_enough = min(len(word), len(name)) >= _LETTERS_FOR_TWO_ERRORS
    return _BY_NAME[name] if errors == 1 or is_long_enough else None


def _combined(text: str, mentions: list[DrugMention]) -> list[DrugMention]:
    """Mentions that spell out a combination on the list, "oxycodone/APAP", made one."""
    merged: list[DrugMention] = []
    at = 0
    while at < len(mentions):
        run = _combination(text, mentions, at)
        ingredients = _union(mentions[at : at + run])
        start, end = mentions[at].start, mentions[at + run - 1].end
        merged.append(DrugMention(start, end, text[start:end], ingredients))
        at += run
    return merged


def _combination(text: str, mentions: list[DrugMention], first: int) -> int:
    """How many mentions from ``first`` on make the largest combination that the list has; else 1."""
    longest = 1
    for last in range(first + 1, len(mentions)):
        if not _COMBINES.fullmatch(text, mentions[last - 1].end, mentions[last].start):
            break
        if _union(mentions[first : last + 1]) in DRUGS:
            longest = last - first + 1
    return longest


def _named_once(text: str, mentions: Iterable[DrugMention]) -> list[DrugMention]:
    """A drug and its other name right after it, "Norco (hydrocodone/APAP)", made one mention."""
    once: list[DrugMention] = []
    for mention in mentions:
        if once and _is_other_name(text, once[-1], mention):
            closing = _CLOSES.match(text, mention.end) if "(" in text[once[-1].end : mention.start] else None
            start, end = once[-1].start, closing.end() if closing else mention.end
            mention = DrugMention(start, end, text[start:end], _union([once.pop(), mention]))
        once.append(mention)
    return once


def _is_other_name(text: str, name: DrugMention, after: DrugMention) -> bool:
    first, second = set(name.ingredients), set(after.ingredients)
    is_same = first <= second or second <= first or _is_kind_of(name, after) or _is_kind_of(after, name)
    return bool(is_same and _SAME_DRUG.fullmatch(text, name.end, after.start))


def _is_kind_of(special: DrugMention, general: DrugMention) -> bool:
    """Whether one drug is a kind of the other: insulin glargine of insulin."""
    return special.ingredients[0].startswith(f"{general.ingredients[0]} ") and len(general.ingredients) == 1


def _union(mentions: Iterable[DrugMention]) -> tuple[str, ...]:
    """The ingredients of all, without those of which a kind is named."""
    every = {ingredient for mention in mentions for ingredient in mention.ingredients}
    kinds = {ingredient for ingredient in every if any(one.startswith(f"{ingredient} ") for one in every)}
    return tuple(sorted(every - kinds))


def resolve(typed: str) -> tuple[str, ...]:
    """The ingredients of the one drug, or of all drugs of the class, that ``typed`` names; else ``()``."""
    if group := _GROUPS.get(_singular(typed)):
        return group
    mentions = find(typed)
    return mentions[0].ingredients if len(mentions) == 1 else ()


def resolve_class(typed: str) -> str | None:
    """DWC's class that ``typed`` names, or the class of the drug that it names; else ``None``.

    A group that is no class of the DWC's, such as the triptans, is of the class that all its drugs have.
    """
    if named := class_of(typed):
        return named
    ingredients = resolve(typed)
    if not is_class(typed):
        return drug_class(ingredients)
    classes = {drug_class((ingredient,)) for ingredient in ingredients}
    return classes.pop() if len(classes) == 1 else None


def suggest_class(typed: str, limit: int = 5) -> list[str]:
    """DWC's classes that are spelt much like ``typed``, the closest first."""
    close = process.extract(
        typed, CLASSES, scorer=JaroWinkler.similarity, processor=str.lower, limit=limit, score_cutoff=0.8
    )
    return [name for name, _score, _index in close]


def is_class(typed: str) -> bool:
    """Whether ``typed`` names a class: it resolves to alternatives then, not to the parts of one drug."""
    return _singular(typed) in _GROUPS


def _singular(typed: str) -> str:
    return _key(typed).removesuffix("s")


def _ingredients_of(drug_class: str) -> tuple[str, ...]:
    """The drugs of a class that are one ingredient, so that acetaminophen is no opioid."""
    of_class = [drug.ingredients for drug in DRUGS.values() if drug.drug_class == drug_class]
    return tuple(sorted(ingredients[0] for ingredients in of_class if len(ingredients) == 1))


def _groups() -> dict[str, tuple[str, ...]]:
    """The ingredients that each name of a class stands for."""
    named = {_singular(name): _ingredients_of(name) for name in CLASSES}
    for group in _DATA["groups"]:
        ingredients = tuple(group.get("ingredients") or _ingredients_of(group["class"]))
        named |= {_singular(name): ingredients for name in group["names"]}
    return named


_GROUPS = _groups()
_CLASS_OF_NAME: dict[str, str] = {_singular(name): name for name in CLASSES} | {
    _singular(name): group["class"]
    for group in _DATA["groups"]
    if "class" in group
    for name in group["names"]
}


def class_of(typed: str) -> str | None:
    """The DWC's name of the drug class that ``typed`` names, "opiates" or "muscle relaxer"; else ``None``."""
    return _CLASS_OF_NAME.get(_singular(typed))


@lru_cache(maxsize=1024)
def names_of(ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """Every name of a drug, generic ones first; of one ingredient also the brands that combine it."""
    drug = DRUGS.get(ingredients)
    if len(ingredients) == 1:
        return tuple(dict.fromkeys((*ingredients, *(drug.names if drug else ()), *brands_of(ingredients[0]))))
    return (*drug.names, *drug.brands) if drug else ()


def suggest(typed: str, limit: int = 5) -> list[str]:
    """Known names spelt much like ``typed``, the closest first, one for each drug."""
    names = {name: name.lower() for name in _BY_PRINTED_NAME}
    close = process.extract(
        typed.lower(), names, scorer=JaroWinkler.similarity, limit=4 * limit, score_cutoff=0.85
    )
    nearest = {_BY_PRINTED_NAME[name].ingredients: name for _lower, _score, name in reversed(close)}
    return list(reversed(nearest.values()))[:limit]


def brands_of(ingredient: str) -> tuple[str, ...]:
    """Trade names of the drugs that hold ``ingredient``: first those that hold nothing else."""
    holding = [drug for drug in DRUGS.values() if ingredient in drug.ingredients]
    holding.sort(key=lambda drug: len(drug.ingredients) > 1)
    return tuple(brand for drug in holding for brand in drug.brands)


def drug_class(ingredients: tuple[str, ...]) -> str | None:
    """The DWC's drug class, as its search tool spells it; ``None`` where the DWC has none for the drug.

    A drug has one class whatever its route. Ingredients that no product on the list combines were
    mixed by a pharmacy: "Topical Compounds", unless all are of one class.
    """
    if ingredients in DRUGS:
        return DRUGS[ingredients].drug_class
    classes = {DRUGS[(ingredient,)].drug_class for ingredient in ingredients if (ingredient,) in DRUGS}
    if len(classes) > 1:
        return "Topical Compounds"
    return classes.pop() if classes else None
