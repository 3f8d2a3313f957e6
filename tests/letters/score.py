"""How near the parser comes to the labels by hand: ``python -m tests.letters.score [--misses]``.

Facts that a letter or an item has once are compared for equality; lists are scored by F1, member by member.
A letter that is refused, an item that is lost and an item too many count as wrong in every fact.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any

from letters.errors import LetterError
from letters.parsing import parse_letter
from letters.reading import read_letter
from tests.gold import PARTS, REAL_LETTERS, Facts, LabelledLetter, Part, labelled_letters

Members = Callable[[Facts], Iterable[Hashable]]
Pair = tuple[Facts | None, Facts | None]
"""What the parser says and what the label says; ``None`` for an item that one of them lacks."""


_FLOOR_WITHOUT_GOAL = 0.97
_SHOWN = 160
"""Characters of a miss, around the place where the two begin to differ."""


@dataclass(frozen=True)
class Fact:
    """One row of the table: ``members`` are compared, as a list (F1) or each at its place (exact)."""

    name: str
    members: Members
    of_item: bool = False
    is_list: bool = False
    goal: float | None = None
    """Set for the letters kept aside; ``None`` where none was set."""

    @property
    def floor(self) -> float:
        """What the parser must not fall below on the letters kept aside."""
        return _FLOOR_WITHOUT_GOAL if self.goal is None else self.goal


def _cited(citation: Facts) -> tuple[Hashable, ...]:
    """Who cited what, without case: "Low Back" and "low back" are one chapter."""
    name = citation["guideline"]
    return (citation["cited_by"], citation["source"], name and name.lower())


def _cited_in_full(citation: Facts) -> tuple[Hashable, ...]:
    return (*_cited(citation), citation["edition"], citation["section"], tuple(citation["pages"]))


def _pages(item: Facts) -> list[Hashable]:
    return [(*_cited(citation), page) for citation in item["citations"] for page in citation["pages"]]


def _one_line(text: str | None) -> str | None:
    """Without the paragraphs, which a label may keep otherwise."""
    return text and " ".join(text.split())


def _drug(drug: Facts) -> tuple[str, ...]:
    return tuple(drug["ingredients"])


FACTS = (
    Fact("letters parsed", lambda letter: ["parsed"], goal=1.00),
    Fact("item count", lambda letter: [len(letter["items"])], goal=1.00),
    Fact("case outcome", lambda letter: [letter["outcome"]], goal=1.00),
    Fact("dates", lambda letter: sorted(letter["dates"].items()), goal=0.99),
    Fact("case number", lambda letter: [letter["case_number"]]),
    Fact("priority", lambda letter: [letter["priority"]]),
    Fact("age", lambda letter: [letter["patient"]["age"]]),
    Fact("sex", lambda letter: [letter["patient"]["sex"]]),
    Fact("specialties", lambda letter: letter["reviewer"]["specialties"], is_list=True),
    Fact("licensure", lambda letter: letter["reviewer"]["licensure"], is_list=True),
    Fact(
        "injured body parts",
        lambda letter: letter["injured_body_parts"],
        is_list=True,
        goal=0.90,
    ),
    Fact("outcome", lambda item: [item["outcome"]], of_item=True, goal=1.00),
    Fact("title", lambda item: [item["title"]], of_item=True, goal=0.99),
    Fact("treatment", lambda item: [item["treatment"]], of_item=True, goal=0.97),
    Fact("flags", lambda item: [item["retrospective"], item["modified_by_ur"]], of_item=True),
    Fact("category", lambda item: [item["category"]], of_item=True, goal=0.95),
    Fact("subcategory", lambda item: [item["subcategory"]], of_item=True, goal=0.90),
    Fact("rationale", lambda item: [_one_line(item["rationale"])], of_item=True, goal=0.99),
    Fact("drugs", lambda item: map(_drug, item["drugs"]), of_item=True, is_list=True, goal=0.97),
    Fact(
        "strengths and quantities",
        lambda item: [(_drug(drug), drug["strength"], drug["quantity"]) for drug in item["drugs"]],
        of_item=True,
        is_list=True,
    ),
    Fact(
        "body parts with side",
        lambda item: [(part["name"], part["side"]) for part in item["body_parts"]],
        of_item=True,
        is_list=True,
        goal=0.95,
    ),
    Fact(
        "citations",
        lambda item: map(_cited, item["citations"]),
        of_item=True,
        is_list=True,
        goal=0.97,
    ),
    Fact(
        "citations in full",
        lambda item: map(_cited_in_full, item["citations"]),
        of_item=True,
        is_list=True,
        goal=0.95,
    ),
    Fact("guideline pages", _pages, of_item=True, is_list=True, goal=0.95),
    Fact("reasons", lambda item: item["reasons"], of_item=True, is_list=True, goal=0.75),
)


@dataclass
class Agreement:
    """How far parser and labels agree, counted label by label."""

    both: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: Counter[Hashable], wanted: Counter[Hashable]) -> None:
        self.both += (given & wanted).total()
        self.given += given.total()
        self.wanted += wanted.total()

    @property
    def score(self) -> float:
        """F1; the share that is equal where there are as many given as wanted."""
        return 2 * self.both / (self.given + self.wanted)


@dataclass(frozen=True)
class Comparison:
    """One fact of one letter or item, by the parser and by hand."""

    fact: Fact
    letter: LabelledLetter
    item: int | None
    given: Counter[Hashable]
    wanted: Counter[Hashable]


@dataclass
class Scores:
    """The table's cells, and every miss on letters that may be looked at."""

    agreements: dict[tuple[str, Part], Agreement] = field(default_factory=dict)
    misses: list[Comparison] = field(default_factory=list)

    def add(self, compared: Comparison) -> None:
        key = (compared.fact.name, compared.letter.part)
        self.agreements.setdefault(key, Agreement()).add(compared.given, compared.wanted)
        if compared.given != compared.wanted and compared.letter.part != "kept aside":
            self.misses.append(compared)


def score(real_letters: Path) -> Scores:
    """Every labelled letter parsed and compared, fact by fact."""
    scores = Scores()
    for letter in labelled_letters(real_letters):
        for compared in _compared(letter):
            scores.add(compared)
    return scores


def _compared(letter: LabelledLetter) -> Iterator[Comparison]:
    parsed = _parsed(letter.file)
    items = list(zip_longest(parsed["items"] if parsed else [], letter.label["items"]))
    for fact in FACTS:
        pairs: list[Pair] = items if fact.of_item else [(parsed, letter.label)]
        for number, (given, wanted) in enumerate(pairs, start=1):
            members = (_members(fact, given, wanted), _members(fact, wanted, given))
            yield Comparison(fact, letter, number if fact.of_item else None, *members)


def _parsed(file: Path) -> Facts | None:
    try:
        return parse_letter(read_letter(file)).as_json()
    except LetterError:
        return None


def _members(fact: Fact, facts: Facts | None, other: Facts | None) -> Counter[Hashable]:
    """The members to compare; those of an exact fact are bound to their places."""
    if fact.is_list:
        return Counter(fact.members(facts) if facts else ())
    places = enumerate(fact.members(facts or other or {}))
    return Counter((place, value if facts else "(lost)") for place, value in places)


def table(scores: Scores) -> str:
    """A line a fact: the goal, and for each part of the letters the score and how many it is of."""
    lines = [f"{'':26}{'goal':>6}" + "".join(f"{part:>18}" for part in PARTS)]
    for fact in FACTS:
        kind = "F1" if fact.is_list else "exact"
        goal = "-" if fact.goal is None else f"{fact.goal:.2f}"
        cells = (scores.agreements.get((fact.name, part), Agreement()) for part in PARTS)
        shown = "".join(_cell(agreement) for agreement in cells)
        lines.append(f"{fact.name:26}{goal:>6}{shown}  {kind}")
    return "\n".join(lines)


def _cell(agreement: Agreement) -> str:
    if not agreement.given + agreement.wanted:
        return f"{'-':>9}{'':9}"
    return f"{agreement.score:>9.3f} of {agreement.wanted:<5}"


def _told(miss: Comparison) -> str:
    where = miss.letter.name if miss.item is None else f"{miss.letter.name}, item {miss.item}"
    given, wanted = _shown(miss.given - miss.wanted), _shown(miss.wanted - miss.given)
    alike = len(list(takewhile(lambda both: both[0] == both[1], zip(given, wanted, strict=False))))
    from_here = max(0, alike - _SHOWN // 2)
    return (
        f"{where}: {miss.fact.name} ({miss.letter.part})\n"
        f"    only the parser: {given[from_here : from_here + _SHOWN]}\n"
        f"    only the label:  {wanted[from_here : from_here + _SHOWN]}"
    )


def _shown(members: Counter[Any]) -> str:
    return "; ".join(str(member) for member in members.elements()) or "-"


def main(arguments: list[str] | None = None) -> int:
    """The command: prints the table and, where asked, the misses outside the part kept aside."""
    parser = argparse.ArgumentParser(prog="python -m tests.letters.score", description=__doc__)
    parser.add_argument("--letters", type=Path, default=REAL_LETTERS, help="the folder of real letters")
    parser.add_argument("--misses", action="store_true", help="list each miss outside the part kept aside")
    options = parser.parse_args(arguments)
    if not (options.letters / "gold").is_dir():
        sys.stderr.write(f"No labelled letters in {options.letters}: name their folder with --letters.\n")
        return 1
    scores = score(options.letters)
    misses = (_told(miss) for miss in scores.misses) if options.misses else ()
    sys.stdout.write("\n".join([table(scores), *misses, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
