"""The decided items that come closest to a denial: those of the same treatment first.

An engine weighs all facts and words of a document against each other. A denial of three treatments
that cites twenty pages shares little of all that with any one item; so where the treatment counts,
the items of a requested treatment are asked for by themselves and stand before the others.
"""

from collections.abc import Iterator, Mapping, Set

from search.denial.asked import Asked
from search.engines.base import Engine, SimilarRequest
from search.likeness import Basis
from search.request import SimilarItem

_BY_TREATMENT = (Basis.BLENDED, Basis.TREATMENT)
_SPARE = 3
"""How many times as many are asked for: some share only one ingredient of the drug."""


def closest(engine: Engine, asked: Asked, outcomes: Set[str], limit: int) -> tuple[SimilarItem, ...]:
    """At most ``limit`` items with one of the outcomes, the closest first."""
    first = _of_the_treatment(engine, asked, outcomes, limit) if asked.basis in _BY_TREATMENT else []
    known = {one.id for one in first}
    others = _similar(engine, asked, {"outcome": frozenset(outcomes)}, limit + len(first))
    return (*first, *(one for one in others if one.id not in known))[:limit]


def _of_the_treatment(engine: Engine, asked: Asked, outcomes: Set[str], limit: int) -> list[SimilarItem]:
    found: dict[int, SimilarItem] = {}
    for treatment in _treatments(asked):
        selected = {"outcome": frozenset(outcomes), **treatment}
        for one in _similar(engine, asked, selected, _SPARE * limit):
            if "drug" not in treatment or _shares_a_whole_drug(asked, one):
                found[one.id] = one
    # Of one treatment, an item for the same body part is closer than one that shares more words.
    return sorted(found.values(), key=lambda one: ("body_part" not in one.shared, -one.score))[:limit]


def _treatments(asked: Asked) -> Iterator[Mapping[str, frozenset[str]]]:
    """What an item must hold to be of a requested treatment; a drug's class alone does not make it one."""
    drugs = {value for chip in asked.kept_of("drug") for value in chip.values}
    if drugs:
        yield {"drug": frozenset(drugs)}
    for category, subcategory in asked.categories:
        if category != "Pharmaceuticals" or not drugs:
            kind = {"category": frozenset({category})}
            yield {**kind, "subcategory": frozenset({subcategory})} if subcategory else kind


def _shares_a_whole_drug(asked: Asked, item: SimilarItem) -> bool:
    shared = set(item.shared.get("drug", ()))
    return any(shared.issuperset(chip.values) for chip in asked.kept_of("drug"))


def _similar(
    engine: Engine, asked: Asked, selected: Mapping[str, frozenset[str]], limit: int
) -> tuple[SimilarItem, ...]:
    return engine.similar(SimilarRequest(asked.document, asked.basis, selected, limit))
