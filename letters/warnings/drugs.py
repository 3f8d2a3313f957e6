"""The drug that the rationale is about against the one requested."""

import re
from collections.abc import Iterable, Iterator

from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning, RequestedDrug
from letters.requested import requested_drugs
from letters.warnings.sentences import MAX_RATIONALE, Decision, last_decision
from vocabularies import drugs
from vocabularies.drugs import DrugMention

_PHARMACEUTICALS = "Pharmaceuticals"
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST_CLASS_NAME = 4
"""Words."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def other_drugs(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The rationale names drugs, and no requested one, nor any of its class, nor the class itself."""
    if item.category != _PHARMACEUTICALS or not item.drugs or not item.rationale:
        return
    rationale = item.rationale[:MAX_RATIONALE]
    named = drugs.find(rationale)
    if not named or any(_is_alike(drug, item.drugs) for drug in named) or _names_alike(rationale, item.drugs):
        return
    yield ParseWarning(
        "drug-differs",
        f"The request is “{item.treatment}”; the drugs that the rationale names: {_listed(named)}.",
        item.number,
        span=(named[0].start, named[0].end),
    )


def other_doses(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The deciding sentence names a requested drug with a strength or quantity that the title has not."""
    decided = last_decision(item.rationale)
    if not decided or not item.drugs:
        return
    printed = set(_numbers(item.title))
    for drug in requested_drugs(decided.sentence.text):
        requested = [each for each in item.drugs if each.ingredients == drug.ingredients]
        if requested and any(not printed.issuperset(said) for said in _doses_said(drug, requested[0])):
            yield _dose_warning(item, decided)
            return


def _is_alike(mention: DrugMention, requested: Iterable[RequestedDrug]) -> bool:
    """Whether the mention shares an ingredient or the class with a requested drug."""
    for drug in requested:
        same_class = drugs.drug_class(mention.ingredients) == drugs.drug_class(drug.ingredients) is not None
        if same_class or not set(mention.ingredients).isdisjoint(drug.ingredients):
            return True
    return False


def _names_alike(rationale: str, requested: Iterable[RequestedDrug]) -> bool:
    """Whether the rationale names a requested drug with a wrong letter, or its class."""
    wanted = {ingredient for drug in requested for ingredient in drug.ingredients}
    if any(wanted & set(mention.ingredients) for mention in drugs.find(rationale, misspelt=True)):
        return True
    return any(wanted & set(drugs.resolve(name)) for name in _class_names(rationale))


def _class_names(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    for length in range(1, _LONGEST_CLASS_NAME + 1):
        names = {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}
        yield from (name for name in names if drugs.is_class(name))


def _doses_said(said: RequestedDrug, requested: RequestedDrug) -> Iterator[list[float]]:
    """The numbers of a strength and of a quantity that the title states too."""
    if said.strength and requested.strength:
        yield _numbers(said.strength)
    if said.quantity and requested.quantity:
        yield [float(said.quantity)]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _listed(named: Iterable[DrugMention]) -> str:
    return ", ".join(dict.fromkeys(mention.printed for mention in named))


def _dose_warning(item: DisputedItem, decided: Decision) -> ParseWarning:
    return ParseWarning(
        "dose-differs",
        f"The request is “{item.treatment}”; the rationale decides: “{decided.sentence.text}”",
        item.number,
        span=(decided.sentence.start, decided.sentence.end),
    )
