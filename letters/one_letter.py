"""Whether a text holds one letter: what belongs to two cases must not become one determination."""

import re

from letters.errors import NotADetermination
from letters.header import CASE_NUMBER, CELL, printed_case_number
from letters.items import split_items
from letters.sections import ISSUES

_AROUND = 300
"""Characters before and after a case number in which its header's other cells stand."""
_ENOUGH = 2
"""Labels with which a case number heads a letter; one that a rationale mentions has none."""
_OTHER_LABEL = re.compile(r"\bpriority *:|\bdated *:", re.IGNORECASE)
_TITLE_BEFORE = re.compile(
    r"(?:MEDICAL\s+PROFESSIONAL\s+REVIEW|Notice\s+of\s+Independent\s+Medical\s+Review\s+Determination"
    r"(?:\s+Dated\s*:[^\n:]{0,40})?)\s+$"
)
_ISSUES = re.compile(r"\s+".join(ISSUES.split()))
_SEVERAL = "The text holds several letters, not one"
_SPLIT = "Split it into its letters, one a file."


def require_one_case(text: str) -> None:
    """Refuse a text, cleaned or not, that different case numbers head."""
    printed = [(printed_case_number(match), match) for match in CASE_NUMBER.finditer(text)]
    if len({number for number, _ in printed}) < 2:
        return  # as in nearly every text
    heading: list[str] = []
    for number, match in printed:
        if number not in heading and _heads_a_letter(text, match):
            heading.append(number)
        if len(heading) > 1:
            raise NotADetermination(f"{_SEVERAL}: {' and '.join(heading)}. {_SPLIT}")


def require_one_list_of_items(issues: str) -> None:
    """Refuse a cleaned issue section in which its heading comes again, with items under each."""
    lists = _ISSUES.split(issues)
    if len(lists) > 1 and sum(next(split_items(each), None) is not None for each in lists) > 1:
        raise NotADetermination(f"{_SEVERAL}: items stand under two headings '{ISSUES}'. {_SPLIT}")


def _heads_a_letter(text: str, number: re.Match[str]) -> bool:
    before = text[max(0, number.start() - _AROUND) : number.start()]
    if _TITLE_BEFORE.search(before):
        return True
    around = before + text[number.end() : number.end() + _AROUND]
    labels = {" ".join(match["label"].lower().split()) for match in CELL.finditer(around) if match["label"]}
    return len(labels) + bool(_OTHER_LABEL.search(around)) >= _ENOUGH
