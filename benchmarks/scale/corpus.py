"""Index documents in any number, made from generated letters, the same ones for the same numbers."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from benchmarks.portal import Portal
from search.documents import index_document, items_to_index
from search.engines.base import IndexDocument

LETTERS = 3000
RARE_WORDS = 150_000
"""Names, slips of the keyboard and the like: what makes a real index's list of words long."""
_FIRST_DAY = date(2013, 7, 1)
_DAYS = 4500


def base_documents(data: Path) -> list[IndexDocument]:
    """The documents of generated letters, ingested as anyone's would be; kept in ``data``.

    Django's data folder must be ``portal_folder(data)``.
    """
    kept = data / "base.pickle"
    if not kept.exists():
        portal = Portal(portal_folder(data))
        portal.manage("make_letters", str(LETTERS), "--seed", "7", "--out", str(data / "letters"))
        portal.manage("ingest", str(data / "letters"))
        kept.write_bytes(pickle.dumps(_stored_documents()))
    documents: list[IndexDocument] = pickle.loads(kept.read_bytes())
    return documents


def portal_folder(data: Path) -> Path:
    """Where the letters are ingested."""
    return data / "portal"


def _stored_documents() -> list[IndexDocument]:
    return [index_document(item) for item in items_to_index().iterator(500)]


def documents(base: Sequence[IndexDocument], count: int) -> Iterator[IndexDocument]:
    """``count`` documents: each has the facts of one item, the summary of another case, words of its own."""
    chance = Random(11)  # noqa: S311 - no secret
    rare = _RareWords(chance)
    determination = 0
    for number in range(1, count + 1):
        item = base[chance.randrange(len(base))]
        if number == 1 or chance.random() < 0.6:
            determination += 1
            case = base[chance.randrange(len(base))]
            summary = f"{_text(case, 'summary')} {rare.some(4)}"
            decided = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        values = {
            **item.values,
            "rationale": (f"{_text(item, 'rationale')} {rare.some(3)}",),
            "summary": (summary,),
            "case": (f"CM{decided:%y}-{determination:07d}",),
            "decided": (decided,),
        }
        if "decided_year" in values:
            values["decided_year"] = (str(decided.year),)
        yield replace(item, id=number, determination=determination, values=values)


def _text(document: IndexDocument, field: str) -> str:
    return "\n".join(map(str, document.values.get(field, ())))


class _RareWords:
    """Made-up words, some of them less rare than others."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._words = [self._word(number) for number in range(RARE_WORDS)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(RARE_WORDS)))

    def some(self, count: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count))

    def _word(self, number: int) -> str:
        syllables = ("ba", "cor", "dil", "en", "fos", "gra", "hul", "mi", "nov", "ost", "per", "quin", "sal")
        digits = []
        while number or len(digits) < 3:
            number, digit = divmod(number, len(syllables))
            digits.append(syllables[digit])
        return "".join(digits)
