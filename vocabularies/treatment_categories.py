"""DWC's treatment request vocabulary: which category and subcategory a request belongs to.

Where a request names several services the first named decides ("epidural injection with
consult" is an injection), save for words that settle the matter wherever they stand
("associated surgical service"). For drugs the subcategory is DWC's drug class.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from vocabularies import drugs
from vocabularies.data_files import load
from vocabularies.phrases import Phrase, PhraseFinder

Classified = tuple[str | None, str | None]

_DATA = load("treatment_categories")

CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {category: tuple(subcategories) for category, subcategories in _DATA["categories"].items()}
)
"""DWC's categories with their subcategories."""

_UNKNOWN: Classified = (None, None)
_INJECTION: Classified = ("Injection", "Injection")
_TOPICAL_ANALGESICS: Classified = ("Pharmaceuticals", "Topical Analgesics")
_TOPICAL_COMPOUNDS: Classified = ("Pharmaceuticals", "Topical Compounds")
_UNKNOWN_DRUG: Classified = ("Pharmaceuticals", None)

_RANKS = ("decides", "named_by", "hinted_by")
_ASSOCIATED = re.compile(r"\bassoc\.", re.IGNORECASE)
_STRENGTH = re.compile(r"\d\s?(?:mg|mcg|ml|gm|grams)\b", re.IGNORECASE)


class _Service(NamedTuple):
    """What a phrase names; ``rank`` is how much its words decide, the lowest the most."""

    rank: int
    named: Classified
    as_device: Classified | None


class _Named(NamedTuple):
    """A service, and where in the request it is named first."""

    service: _Service
    start: int


def classify(treatment: str, ingredients: Sequence[tuple[str, ...]] = ()) -> Classified:
    """DWC's category and subcategory of a request, each ``None`` where the words fit none.

    ``ingredients`` are those of the requested drugs, in the order in which they are named.
    """
    treatment = _ASSOCIATED.sub("associated", treatment)
    phrases = _finder().find(treatment)
    forms = frozenset(phrase.tag for phrase in phrases)
    named = _first_named(phrases)
    if ingredients and not (named and _comes_before_the_drug(named, treatment)):
        return _drug(treatment, ingredients, forms)
    if named:
        device = named.service.as_device if "device_words" in forms else None
        return device or named.service.named
    return _UNKNOWN_DRUG if _STRENGTH.search(treatment) else _UNKNOWN


def _first_named(phrases: Sequence[Phrase]) -> _Named | None:
    """The service of the highest rank, of several the one named first, of those the longest words."""
    services = _services()
    named = [_Named(services[phrase.tag], phrase.start) for phrase in phrases if phrase.tag in services]
    return min(named, key=lambda each: each.service.rank, default=None)


def _comes_before_the_drug(named: _Named, treatment: str) -> bool:
    """Whether a service, and not the drug that it uses or that eases it, is what the request is for."""
    rank, (category, _), _ = named.service
    if rank == _RANKS.index("decides"):
        return True
    if category == "Pharmaceuticals" or rank == _RANKS.index("hinted_by"):
        return False
    mentions = drugs.find(treatment)
    return bool(mentions) and named.start < mentions[0].start


def _drug(treatment: str, ingredients: Sequence[tuple[str, ...]], forms: frozenset[str]) -> Classified:
    if "injection_words" in forms:
        return _INJECTION
    if "compound_words" in forms or _prints_a_mixture(treatment, ingredients, forms):
        return _TOPICAL_COMPOUNDS
    drug_class = drugs.drug_class(tuple(ingredients[0]))
    is_topical = "topical_forms" in forms or "%" in treatment
    if is_topical and drug_class in _DATA["analgesic_classes"]:
        return _TOPICAL_ANALGESICS
    return "Pharmaceuticals", drug_class


def _prints_a_mixture(treatment: str, ingredients: Sequence[tuple[str, ...]], forms: frozenset[str]) -> bool:
    """Whether a request lists what is mixed, as a compound's does and a trade name's does not."""
    if "patch_forms" in forms or not ("topical_forms" in forms or "%" in treatment):
        return False
    printed = treatment.lower()
    return sum(ingredient in printed for drug in ingredients for ingredient in drug) > 1


@cache
def _services() -> dict[str, _Service]:
    """By the tag of the phrases that name them."""
    return {
        f"{words} {number}": _Service(
            rank,
            (entry["category"], entry["subcategory"]),
            tuple(entry["as_device"]) if "as_device" in entry else None,
        )
        for number, entry in enumerate(_DATA["services"])
        for rank, words in enumerate(_RANKS)
        if words in entry
    }


@cache
def _finder() -> PhraseFinder:
    services = {
        f"{words} {number}": entry[words]
        for number, entry in enumerate(_DATA["services"])
        for words in _RANKS
        if words in entry
    }
    return PhraseFinder({**services, **_DATA["forms"]})
