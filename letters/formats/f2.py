"""F2: "Independent Medical Review Final Determination Letter", late 2013 to early 2014: numbered items."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from letters.disputed_items import require_items
from letters.early_letter import (
    RATIONALE_LABEL,
    EarlyLetter,
    ToldItem,
    clean_early,
    split_at_rationale,
    understand,
)
from letters.headings import find_headings, parts
from letters.letter_text import LetterText
from letters.parsed_letter import ItemOutcome, ParsedLetter
from letters.sections import CASE_SUMMARY, HOW_MADE, has_issues_heading, without_issues_lead_in
from letters.titles import MAX_TITLE, tidy_title, title_start
from letters.treatments import tells_history
from letters.verdicts import Verdict, verdicts

TITLE = "Independent Medical Review Final Determination Letter"
DOCUMENTS = "DOCUMENTS REVIEWED"
DECISIONS = "IMR DECISION(S) AND RATIONALE(S)"

_HEADINGS = {
    HOW_MADE: (HOW_MADE,),
    DOCUMENTS: (DOCUMENTS,),
    CASE_SUMMARY: (CASE_SUMMARY,),
    DECISIONS: (DECISIONS, "IMR DECISIONS AND RATIONALES", "IMR DECISION AND RATIONALE"),
}
_ENOUGH = 2
"""Of its headings, of which the last must be one: what a letter quotes is no such letter."""

_NUMBER = re.compile(r"(?:^|(?<=[\n\f])|(?<=[.:]\s))\(?\d{1,2}[.)]\s+(?=\S)")
_NEW_SENTENCE = re.compile(r"[.?!]\s+[A-Z]")
_GUIDELINES = re.compile(
    r"[\s.:,]*The\s+(?:Claims\s+Administrator|(?:(?:Physician|Expert|Professional)\s+)?Reviewer)(?:['’]s\s+decision"
    r"|\s+(?:did|based|relied|found|stated|cited|used|applied|utilized|referenced))\b",
    re.IGNORECASE,
)
_WHY_NO_ITEM = f"under the heading '{DECISIONS}' none 'is (not) medically necessary and appropriate'."


@dataclass(frozen=True)
class _Head:
    """An item's title and outcome, and where they stand."""

    start: int
    end: int
    title: str
    outcome: ItemOutcome


class F2:
    """The headings of a "Final Determination Letter" with "IMR DECISION(S) AND RATIONALE(S)"."""

    name = "F2"

    def recognises(self, letter: LetterText) -> bool:
        """Whether the items' heading of this layout is there, and one more."""
        return not has_issues_heading(letter.text) and is_f2(letter.text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        text = clean_early(letter)
        found = parts(text, find_headings(text, _HEADINGS))
        cut = EarlyLetter(
            header=found[""],
            qualifications=found.get(HOW_MADE, ""),
            case_summary=found.get(CASE_SUMMARY, ""),
            items=require_items(_items(without_issues_lead_in(found.get(DECISIONS, ""))), _WHY_NO_ITEM),
        )
        return understand(cut, self.name, expected=("injury", "decision", "ur_denial", "received"))


def is_f2(text: str) -> bool:
    """Whether the text, cleaned or not, has this layout's headings."""
    names = {heading.name for heading in find_headings(text, _HEADINGS)}
    return DECISIONS in names and len(names) >= _ENOUGH


def _items(decisions: str) -> Iterator[ToldItem]:
    heads = list(_heads(decisions))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        block = decisions[head.end : following.start if following else len(decisions)].lstrip(" .:,")
        yield ToldItem(head.title, head.outcome, *split_at_rationale(block))


def _heads(decisions: str) -> Iterator[_Head]:
    """Where a verdict ends an item's title: one with a number, or one that a guideline follows."""
    numbers = [match.start() for match in _NUMBER.finditer(decisions)]
    first = 0
    for verdict in verdicts(decisions):
        if verdict.start < first:
            continue
        start = _start(decisions, first, numbers, verdict)
        if start is not None:
            yield _Head(start, verdict.end, tidy_title(decisions[start : verdict.start]), verdict.outcome)
            first = verdict.end


def _start(decisions: str, first: int, numbers: list[int], verdict: Verdict) -> int | None:
    """Where the title before the verdict begins; ``None`` where the verdict is a sentence of a rationale."""
    is_told_of = bool(_GUIDELINES.match(decisions, verdict.end))
    place = bisect_left(numbers, verdict.start) - 1
    if place >= 0 and numbers[place] >= first:
        title = decisions[numbers[place] : verdict.start]
        if len(title) <= MAX_TITLE and (is_told_of or not _holds_more(title)):
            return numbers[place]
    if not is_told_of:
        return None
    nearest = max(first, verdict.start - 2 * MAX_TITLE)
    start = nearest + title_start(decisions[nearest : verdict.start], 0, in_prose=first > 0)
    return None if _holds_more(decisions[start : verdict.start]) else start


def _holds_more(title: str) -> bool:
    """Whether the words before a verdict are more than a title."""
    return bool(RATIONALE_LABEL.search(title) or (_NEW_SENTENCE.search(title) and not tells_history(title)))
