"""Drugs that a request names and does not ask for: they are tested for, or a patient is weaned from them."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from vocabularies.drugs import DrugMention
from vocabularies.phrases import PhraseFinder

WORDS = Path(__file__).parent / "data" / "unrequested_drugs.json"

_OTHERS = r"(?:[\w-]{1,20}(?:,? (?:and|or) |[,/] ?| / )){0,6}"
"""Members of a list that are on no list of drugs: "opiates, methadone"."""
_OFF = r"(?: (?:him |her |the patient )?(?:off|from|of|down)(?: of)?)"
_JOINS = {
    "tests_before": re.compile(rf"\)?(?: ?\(| ?: ?| for | of ){_OTHERS}", re.IGNORECASE),
    "weaning_before": re.compile(rf"{_OFF}? {_OTHERS}", re.IGNORECASE),
    "ends_before": re.compile(rf"{_OFF} {_OTHERS}", re.IGNORECASE),
}
_NEXT_OF_LIST = re.compile(r" ?[,/&] ?(?:and |or )?| (?:and|or) ")
_AROUND = 150
"""Characters before a drug in which its test may be named."""


def only_named(treatment: str, mentions: Iterable[DrugMention]) -> Iterator[DrugMention]:
    """Those of the mentions, in their order, that are tested for or brought to an end."""
    before: DrugMention | None = None
    for mention in mentions:
        is_next = before and _NEXT_OF_LIST.fullmatch(treatment, before.end, mention.start)
        if is_next or _is_led_to(treatment, mention) or _makes_a_test(treatment[mention.end :]):
            yield mention
            before = mention


def _is_led_to(treatment: str, mention: DrugMention) -> bool:
    before = treatment[max(0, mention.start - _AROUND) : mention.start]
    return any(
        join.fullmatch(before, phrase.end)
        for kind, join in _JOINS.items()
        for phrase in _finder(kind).find(before)
    )


def _makes_a_test(after: str) -> bool:
    return any(phrase.start == 1 for phrase in _finder("made_of_the_drug").find(after[:_AROUND]))


@cache
def _finder(kind: str) -> PhraseFinder:
    return PhraseFinder({kind: json.loads(WORDS.read_text(encoding="utf-8"))[kind]})
