"""The drug that the rationale is about against the one requested."""

import re
from collections.abc import Iterable, Iterator

from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning, RequestedDrug
from letters.requested import requested_drugs
from letters.warnings.sentences import MAX_RATIONALE, Decision, Sentence, decision, last_decision, sentences
from letters.warnings.words import find_words
from vocabularies import drugs
from vocabularies.drugs import DrugMention

_PHARMACEUTICALS = "Pharmaceuticals"
_DEPENDS = "depends-on-denied-item"
"""This drug's denial is told by that of another one, whose side effects it was to treat."""
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST_CLASS_NAME = 4
"""Words."""
_LEADS_TO_DRUG = re.compile(
    r"(?:^(?:(?:therefore|thus|hence|as such|accordingly|based on the above|given the above),?\s)?"
    r"|\brequest(?:ed|s)?\s(?:for\s)?)"
    r"(?:(?:the|this|an?|use|of|continued|ongoing|chronic|prescription|medication|topical|oral)\s){0,6}$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 80
"""Characters."""
_GROUND = re.compile(r"(?:[^.;,]{0,40}\s)?(?:is|are)\s[^.;]{1,80}", re.IGNORECASE)
_SEVERAL_TIMES = re.compile(r"\b(?:refills?|fills?|months?)\b", re.IGNORECASE)
"""A quantity may be that of one fill or that of all."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")


def other_drugs(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The rationale decides on a drug or gives its grounds for one, and names none that is requested.

    Nor one of its class, nor the class itself. A drug that is only taken, was tried or would do harm is
    no other request.
    """
    if item.category != _PHARMACEUTICALS or not item.drugs or not item.rationale:
        return
    rationale = item.rationale[:MAX_RATIONALE]
    named = drugs.find(rationale)
    if not named or any(_is_alike(drug, item.drugs) for drug in named) or _names_alike(rationale, item.drugs):
        return
    judged = _judged(rationale, named)
    if not judged or _DEPENDS in item.reasons:
        return
    yield ParseWarning(
        "drug-differs",
        f"The request is “{item.treatment}”; the drugs that the rationale names: {_listed(named)}.",
        item.number,
        span=(judged.start, judged.end),
    )


def _judged(rationale: str, named: Iterable[DrugMention]) -> DrugMention | None:
    """The first drug that a sentence decides on, or that it begins with and says a guideline's word of."""
    mentions = iter(named)
    mention = next(mentions, None)
    for sentence in sentences(rationale):
        while mention and mention.start < sentence.end:
            if _is_judged(sentence, mention.start - sentence.start, mention.end - sentence.start):
                return mention
            mention = next(mentions, None)
    return None


def _is_judged(sentence: Sentence, start: int, end: int) -> bool:
    lead = _LEADS_TO_DRUG.search(sentence.text, max(0, start - _LONGEST_LEAD), start)
    if not lead:
        return False
    decided = decision(sentence)
    if decided:
        return end <= len(decided.subject)
    ground = _GROUND.match(sentence.text, end)
    return bool(lead.start() == 0 and ground and find_words("grounds", ground[0]))


def other_doses(item: DisputedItem, letter: ParsedLetter) -> Iterator[ParseWarning]:
    """The deciding sentence names a requested drug with a strength or quantity that the title has not."""
    decided = last_decision(item.rationale)
    if not decided or not item.drugs:
        return
    for drug in requested_drugs(decided.sentence.text):
        requested = [each for each in item.drugs if each.ingredients == drug.ingredients]
        if requested and _is_other_dose(item.title, requested[0], decided.sentence.text, drug):
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


def _is_other_dose(title: str, requested: RequestedDrug, sentence: str, said: RequestedDrug) -> bool:
    """Whether strength or quantity is one that the title has not, in a sentence without the title's own."""
    if said.strength and requested.strength:
        other = not _numbers(title) >= _numbers(said.strength)
        if other and not _numbers(sentence) >= _numbers(requested.strength):
            return True
    if not said.quantity or not requested.quantity:
        return False
    if said.quantity in _numbers(title) or requested.quantity in _numbers(sentence):
        return False
    lower, higher = sorted((said.quantity, requested.quantity))
    return not (lower and higher % lower == 0 and _SEVERAL_TIMES.search(f"{title} {sentence}"))


def _numbers(text: str) -> set[float]:
    return {float(number) for number in _NUMBER.findall(text)}


def _listed(named: Iterable[DrugMention]) -> str:
    return ", ".join(dict.fromkeys(mention.printed for mention in named))


def _dose_warning(item: DisputedItem, decided: Decision) -> ParseWarning:
    return ParseWarning(
        "dose-differs",
        f"The request is “{item.treatment}”; the rationale decides: “{decided.sentence.text}”",
        item.number,
        span=(decided.sentence.start, decided.sentence.end),
    )
