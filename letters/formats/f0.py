"""F0: "MEDICAL PROFESSIONAL REVIEW", the letter of early 2013: one issue, one rationale, no dates."""

import re
from collections.abc import Iterator

from letters.cleaning import fold
from letters.disputed_items import require_items
from letters.early_letter import EarlyLetter, ToldItem, clean_early, understand
from letters.formats.f1 import is_f1
from letters.formats.f2 import is_f2
from letters.headings import find_headings, parts
from letters.letter_text import LetterText
from letters.parsed_letter import ItemOutcome, ParsedLetter
from letters.sections import has_issues_heading
from letters.titles import tidy_title
from letters.verdicts import last_outcome

TITLE = "MEDICAL PROFESSIONAL REVIEW"
ISSUE = "ISSUE AT DISPUTE"
GUIDELINES = "GUIDELINES RELIED UPON"
RATIONALE = "RATIONALE"
QUALIFICATIONS = "MEDICAL REVIEWER QUALIFICATIONS"
SUMMARY = "CASE SUMMARY"
DOCUMENTS = "DOCUMENTS REVIEWED"

_OWN = {
    TITLE: (TITLE,),
    ISSUE: ("ISSUE AT DISPUTE:", "ISSUE(S) AT DISPUTE:"),
    GUIDELINES: (
        "MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:",
        "MEDICAL TREATMENT GUIDELINES RELIED UPON BY THE PROFESSIONAL REVIEWER AND WHY:",
    ),
    RATIONALE: (
        "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:",
        "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS MEDICALLY NECESSARY:",
    ),
    QUALIFICATIONS: ("MEDICAL REVIEWER QUALIFICATIONS:",),
}
_HEADINGS = {**_OWN, SUMMARY: ("CASE SUMMARY:",), DOCUMENTS: ("DOCUMENTS REVIEWED FOR DETERMINATION:",)}
_ENOUGH = 3
"""Of its own headings; a letter that quotes one or two is no such letter."""

_NOT = re.compile(r"\bNOT\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\S)\(?(\d{1,2})[.)]\s+(?=\S)")
_BULLET = re.compile(r"(?:^|(?<=[\n\f]))[•▪●]\s+(?=\S)")
_MOST_LISTED = 20
"""Issues of one review; a longer list is a list within an issue."""

_WHY_NO_ITEM = "nothing stands under its headings 'ISSUE AT DISPUTE' and 'RATIONALE FOR WHY ...'."


class F0:
    """The headings in capitals of a "MEDICAL PROFESSIONAL REVIEW"."""

    name = "F0"

    def recognises(self, letter: LetterText) -> bool:
        """Whether most of the headings that no other layout has are there."""
        text = letter.text
        if has_issues_heading(text) or len(find_headings(text, _OWN)) < _ENOUGH:
            return False
        return not (is_f1(text) or is_f2(text))

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        text = clean_early(letter)
        headings = find_headings(text, _HEADINGS)
        found = parts(text, headings)
        printed = next((text[each.start : each.end] for each in headings if each.name == RATIONALE), "")
        items = require_items(_items(found, _heading_outcome(printed)), _WHY_NO_ITEM)
        cut = EarlyLetter(
            header=f"{found['']}\n{found.get(TITLE, '')}",
            qualifications=found.get(QUALIFICATIONS, ""),
            case_summary=found.get(SUMMARY, ""),
            items=items,
        )
        return understand(cut, self.name, expected=())


def _items(found: dict[str, str], outcome: ItemOutcome | None) -> Iterator[ToldItem]:
    """The issues, each with its own rationale where the rationale is listed like the issues."""
    issues = _entries(found.get(ISSUE, ""))
    guidelines = _for_each(len(issues), found.get(GUIDELINES, ""))
    rationales = _for_each(len(issues), found.get(RATIONALE, ""))
    for issue, guideline, rationale in zip(issues, guidelines, rationales, strict=True):
        decided = last_outcome(fold(rationale)) or outcome
        if decided and (issue or rationale):
            yield ToldItem(tidy_title(issue), decided, guideline, rationale)


def _entries(part: str) -> list[str]:
    """The entries of a list that is numbered from 1 or has bullets, else the whole part."""
    marks = list(_numbers_in_order(part)) or list(_BULLET.finditer(part))
    if not 2 <= len(marks) <= _MOST_LISTED or marks[0].start() > 0:
        return [part]
    ends = [*(mark.start() for mark in marks[1:]), len(part)]
    return [part[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def _numbers_in_order(part: str) -> Iterator[re.Match[str]]:
    expected = 1
    for match in _NUMBER.finditer(part):
        if int(match[1]) == expected:
            yield match
            expected += 1


def _for_each(count: int, part: str) -> list[str]:
    entries = _entries(part)
    return entries if len(entries) == count else [part] * count


def _heading_outcome(printed: str) -> ItemOutcome | None:
    if not printed:
        return None
    return "upheld" if _NOT.search(printed) else "overturned"
