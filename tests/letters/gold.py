"""The labels by hand beside the real letters, and how near the parser comes to them."""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any

from letters.parsing import parse_letter
from letters.reading import read_letter

Facts = dict[str, Any]
Pair = tuple[Facts, Facts]
"""What the parser says and what the label says."""

LETTER_FACTS: dict[str, Callable[[Facts], Any]] = {
    "case number": lambda letter: letter["case_number"],
    **{
        f"date: {name}": lambda letter, name=name: letter["dates"][name]
        for name in ("assigned", "injury", "decision", "ur_denial", "received")
    },
    "priority": lambda letter: letter["priority"],
    "age": lambda letter: letter["patient"]["age"],
    "sex": lambda letter: letter["patient"]["sex"],
    "case outcome": lambda letter: letter["outcome"],
    "item count": lambda letter: len(letter["items"]),
}
LETTER_SETS: dict[str, Callable[[Facts], Iterable[Hashable]]] = {
    "specialties": lambda letter: letter["reviewer"]["specialties"],
    "licensure": lambda letter: letter["reviewer"]["licensure"],
    "injured body parts": lambda letter: letter["injured_body_parts"],
}
ITEM_FACTS: dict[str, Callable[[Facts], Any]] = {
    "title": lambda item: item["title"],
    "treatment": lambda item: item["treatment"],
    "outcome": lambda item: item["outcome"],
    "rationale": lambda item: as_one_line(item["rationale"]),
    "retrospective": lambda item: item["retrospective"],
    "modified by UR": lambda item: item["modified_by_ur"],
    "category": lambda item: item["category"],
    "subcategory": lambda item: item["subcategory"],
}
ITEM_SETS: dict[str, Callable[[Facts], Iterable[Hashable]]] = {
    "drugs": lambda item: [
        (tuple(drug["ingredients"]), drug["strength"], drug["quantity"]) for drug in item["drugs"]
    ],
    "body parts": lambda item: [(part["name"], part["side"]) for part in item["body_parts"]],
    "citations": lambda item: [(*guideline(citation), citation["section"]) for citation in item["citations"]],
    "guidelines cited": lambda item: [guideline(citation) for citation in item["citations"]],
    "citations' text": lambda item: [
        (citation["cited_by"], citation["raw"]) for citation in item["citations"]
    ],
    "pages": lambda item: [
        (*guideline(citation), page) for citation in item["citations"] for page in citation["pages"]
    ],
    "reasons": lambda item: item["reasons"],
}


def guideline(citation: Facts) -> tuple[Hashable, ...]:
    """Who cited what, without case: "Low Back" and "low back" are one chapter."""
    name = citation["guideline"]
    return (citation["cited_by"], citation["source"], name and name.lower(), citation["edition"])


def as_one_line(text: str | None) -> str | None:
    """Without the paragraphs, which a label may keep otherwise."""
    return text and " ".join(text.split())


def labelled(folder: Path) -> list[Pair]:
    """Every real letter that has a label, parsed."""
    pairs = []
    for label in sorted((folder / "gold").glob("*.json")):
        (letter,) = [*(folder / "seeds").glob(f"{label.stem}.*"), *(folder / "pdf").glob(f"{label.stem}.*")]
        pairs.append((parse_letter(read_letter(letter)).as_json(), json.loads(label.read_text("utf-8"))))
    return pairs


def scores(pairs: list[Pair]) -> dict[str, tuple[float, int]]:
    """For each fact: the share that is exact or, for lists, F1; and how many there are in the labels."""
    items = [both for letter, label in pairs for both in zip(letter["items"], label["items"], strict=False)]
    return {
        **{name: _exact(pairs, fact) for name, fact in LETTER_FACTS.items()},
        **{name: _f1(pairs, members) for name, members in LETTER_SETS.items()},
        **{name: _exact(items, fact) for name, fact in ITEM_FACTS.items()},
        **{name: _f1(items, members) for name, members in ITEM_SETS.items()},
    }


def _exact(pairs: list[Pair], fact: Callable[[Facts], Any]) -> tuple[float, int]:
    return sum(fact(parsed) == fact(label) for parsed, label in pairs) / len(pairs), len(pairs)


def _f1(pairs: list[Pair], members: Callable[[Facts], Iterable[Hashable]]) -> tuple[float, int]:
    hits = found = wanted = 0
    for parsed, label in pairs:
        in_parsed, in_label = Counter(members(parsed)), Counter(members(label))
        hits += (in_parsed & in_label).total()
        found += in_parsed.total()
        wanted += in_label.total()
    return 2 * hits / (found + wanted) if found + wanted else 1.0, wanted
