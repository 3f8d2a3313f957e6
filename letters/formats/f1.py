"""F1: "Notice of Independent Medical Review Determination", 2013: numbered results, then a part for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from letters.cleaning import fold
from letters.dates import parse_date
from letters.disputed_items import MAX_ITEMS, require_items
from letters.early_letter import (
    PRINTED_DATE,
    EarlyLetter,
    ToldItem,
    clean_early,
    split_at_rationale,
    understand,
)
from letters.formats.f2 import is_f2
from letters.headings import Heading, find_headings, parts
from letters.letter_text import LetterText
from letters.parsed_letter import Dates, ItemOutcome, ParsedLetter
from letters.sections import has_issues_heading
from letters.titles import MAX_TITLE, tidy_title
from letters.verdicts import last_outcome, verdicts

TITLE = "Notice of Independent Medical Review Determination"
DECISION = "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"
QUALIFICATIONS = "Medical Qualifications of the Expert Reviewer"
SUMMARY = "Case Summary"
DOCUMENTS = "Documents Reviewed for Determination"
EFFECT = "Effect of the Decision"

_OWN = {TITLE: (TITLE,), DECISION: (DECISION,), QUALIFICATIONS: (f"{QUALIFICATIONS}:",)}
_HEADINGS = {
    **_OWN,
    SUMMARY: (f"{SUMMARY}:",),
    DOCUMENTS: (f"{DOCUMENTS}:", "Documents Reviewed:"),
    EFFECT: (f"{EFFECT}:",),
}
_ENOUGH = 2
"""Of its own headings and its numbered results."""

_NUMBER = r"\(?\b(?P<number>\d{1,2})\s?[.)]\s*"
_RESULT = re.compile(
    rf"(?:{_NUMBER})?\bMAXIMUS\s+Federal\s+Services,?(?:\s+Inc\b\.?)?,?\s+has\s+(?:determined|decided|found)\s+"
    r"(?:that\s+)?(?:the\s+)?(?:(?<=the\s)requested\s+|requests?\s+for\s+)?",
    re.IGNORECASE,
)
_NAMED_TO_A_COLON = r"(?=(?:[^:.?!]|[.?!](?!\s)){1,600}:)"
_PART = re.compile(
    rf"(?:{_NUMBER}|(?:^|(?<=[\n\f]))(?=Regarding{_NAMED_TO_A_COLON}))"
    r"Regarding\s+(?:the\s+)?(?:requests?\s+for\s+|(?=(?:\w+\s+)?request))"
)
_GUIDELINES = re.compile(r"\bSections?\s+of\s+the\s+Medical\b[^:.]{0,200}?\bDecisions?\b\s*:?", re.IGNORECASE)
_END_OF_NAME = re.compile(r":\s*(?=[\n\f]|The\s|Rationale|$)|[\n\f]{2}")
_NEARLY = 85
"""Percent that a part's title is like the result's."""

_TOLD_DATES = {
    "received": rf"\bIndependent\s+Medical\s+Review\s+was\s+filed\s+on\s+({PRINTED_DATE})",
    "ur_denial": rf"\bdisputing\s+the\s+Utilization\s+Review\s[^.]{{0,60}}?\bdated\s+({PRINTED_DATE})",
    "assigned": rf"\bNotice\s+of\s+Assignment\b[^.]{{0,200}}?\bon\s+({PRINTED_DATE})",
}
_TOLD = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _TOLD_DATES.items()}
_WHY_NO_ITEM = (
    "no sentence says that 'MAXIMUS Federal Services, Inc. has determined the request for ...'"
    " 'is (not) medically necessary and appropriate'."
)


@dataclass(frozen=True)
class _Result:
    number: int | None
    title: str
    outcome: ItemOutcome


@dataclass(frozen=True)
class _Part:
    number: int | None
    title: str
    guidelines: str
    rationale: str


class F1:
    """The headings of a "Notice of Independent Medical Review Determination"."""

    name = "F1"

    def recognises(self, letter: LetterText) -> bool:
        """Whether two of its headings are there, or one and a numbered result."""
        return not has_issues_heading(letter.text) and is_f1(letter.text) and not is_f2(letter.text)

    def parse(self, letter: LetterText) -> ParsedLetter:
        """What the letter says."""
        text = clean_early(letter)
        headings = find_headings(text, _HEADINGS)
        told_parts, opening = _parts(text, headings)
        found = parts(opening, [heading for heading in headings if heading.end <= len(opening)])
        cut = EarlyLetter(
            header=_header(text, headings),
            qualifications=found.get(QUALIFICATIONS, ""),
            case_summary=found.get(SUMMARY, ""),
            items=require_items(_items(_once(_results(opening)), told_parts), _WHY_NO_ITEM),
            dates=_told_dates(text),
        )
        return understand(cut, self.name, expected=("assigned", "decision", "ur_denial", "received"))


def is_f1(text: str) -> bool:
    """Whether the text, cleaned or not, has enough of what only this layout prints."""
    return len(find_headings(text, _OWN)) + bool(_RESULT.search(text)) >= _ENOUGH


def _header(text: str, headings: list[Heading]) -> str:
    """What stands before the first result, or before the first heading after the letter's title."""
    ends = [heading.start for heading in headings if heading.name != TITLE]
    if result := _RESULT.search(text):
        ends.append(result.start())
    return text[: min(ends, default=len(text))]


def _told_dates(text: str) -> Dates:
    found = {name: pattern.search(text) for name, pattern in _TOLD.items()}
    return Dates(**{name: parse_date(match[1]) for name, match in found.items() if match})


def _results(text: str) -> Iterator[_Result]:
    """The results as often as they are printed."""
    starts = list(_RESULT.finditer(text))
    for match, following in zip(starts, [*starts[1:], None], strict=False):
        end = following.start() if following else len(text)
        verdict = next(verdicts(text, match.end(), min(end, match.end() + MAX_TITLE)), None)
        if verdict:
            title = tidy_title(text[match.end() : verdict.start])
            yield _Result(_number(match), title, verdict.outcome)


def _once(printed: Iterator[_Result]) -> list[_Result]:
    """The longest run of the list, which is printed twice."""
    runs: list[list[_Result]] = [[]]
    for result in islice(printed, 2 * MAX_ITEMS + 2):
        if runs[-1] and _begins_again(runs[-1], result):
            runs.append([])
        runs[-1].append(result)
    return max(runs, key=len)


def _begins_again(run: list[_Result], result: _Result) -> bool:
    last = run[-1].number
    if last is not None and result.number is not None:
        return result.number <= last
    return any(result.title == known.title for known in run)


def _parts(text: str, headings: list[Heading]) -> tuple[list[_Part], str]:
    """The part of each request, and the text before the first of them."""
    starts = list(_PART.finditer(text))
    if not starts:
        return [], text
    first = starts[0].start()
    end = next((each.start for each in headings if each.name == EFFECT and each.start > first), len(text))
    starts = [match for match in starts if match.start() < end]
    ends = [*(match.start() for match in starts[1:]), end]
    told = [_part(match, text[match.end() : stop]) for match, stop in zip(starts, ends, strict=True)]
    return told, text[:first]


def _part(match: re.Match[str], body: str) -> _Part:
    end_of_title = _GUIDELINES.search(body) or _END_OF_NAME.search(body)
    if not end_of_title:
        return _Part(_number(match), tidy_title(body), "", "")
    title = tidy_title(body[: end_of_title.start()])
    return _Part(_number(match), title, *split_at_rationale(body[end_of_title.end() :]))


def _items(results: list[_Result], told: list[_Part]) -> Iterator[ToldItem]:
    """Each result with its part; where no result is left, the parts whose rationale tells the outcome."""
    if not results:
        for part in told:
            if outcome := last_outcome(fold(part.rationale)):
                yield ToldItem(part.title, outcome, part.guidelines, part.rationale)
        return
    left = told[:MAX_ITEMS]
    for position, result in enumerate(results, start=1):
        own = _belonging(result, position, left)
        if own:
            left.remove(own)
        yield ToldItem(
            result.title, result.outcome, own.guidelines if own else "", own.rationale if own else ""
        )


def _belonging(result: _Result, position: int, left: list[_Part]) -> _Part | None:
    """The part with the result's title, its number, or, without a number, nearly its title."""
    number = result.number or position
    for part in left:
        if part.title == result.title:
            return part
    for part in left:
        if part.number == number:
            return part
    unnumbered = (part for part in left if part.number is None)
    return next((part for part in unnumbered if fuzz.ratio(part.title, result.title) >= _NEARLY), None)


def _number(match: re.Match[str]) -> int | None:
    return int(match["number"]) if match["number"] else None
