"""The parts of a "Case Number" letter, told by its three headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

HOW_MADE = "HOW THE IMR FINAL DETERMINATION WAS MADE"
CASE_SUMMARY = "CLINICAL CASE SUMMARY"
ISSUES = "IMR ISSUES, DECISIONS AND RATIONALES"

_ALIKE = 92
"""Percent. A letter or two may be wrong; F2's "IMR DECISION(S) AND RATIONALE(S)" is 79 alike."""

_EXACT = {
    heading: re.compile(r"\s+".join(map(re.escape, heading.split())))
    for heading in (HOW_MADE, CASE_SUMMARY, ISSUES)
}
_SUMMARY_LEAD_IN = re.compile(
    r"\s*The\s+\w+\s+reviewer\s+developed\s[^:]{0,200}?medical\s+records\s*[:.]", re.IGNORECASE
)
_ISSUES_LEAD_IN = re.compile(
    r"\s*The\s+Final\s+Determination\s+was\s+based\s+on\s[^:]{0,120}?set\s+forth\s+below\s*[:.]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sections:
    """The parts, without headings and lead-in sentences; empty where the letter lacks one."""

    header: str
    how_made: str
    case_summary: str
    issues: str


@dataclass(frozen=True)
class _Heading:
    name: str
    start: int
    end: int


def has_issues_heading(text: str) -> bool:
    """Whether the text, cleaned or not, has the heading that the disputed items stand under."""
    return _find(ISSUES, text) is not None


def split_sections(text: str) -> Sections:
    """A cleaned letter's parts."""
    found = sorted(
        (heading for name in _EXACT if (heading := _find(name, text))), key=lambda heading: heading.start
    )
    parts = {"": text[: found[0].start] if found else text}
    for heading, following in zip(found, [*found[1:], None], strict=False):
        parts[heading.name] = text[heading.end : following.start if following else None].strip()
    return Sections(
        header=parts[""].strip(),
        how_made=parts.get(HOW_MADE, ""),
        case_summary=_without(_SUMMARY_LEAD_IN, parts.get(CASE_SUMMARY, "")),
        issues=_without(_ISSUES_LEAD_IN, parts.get(ISSUES, "")),
    )


def _without(lead_in: re.Pattern[str], part: str) -> str:
    match = lead_in.match(part)
    return part[match.end() :].strip() if match else part


def _find(name: str, text: str) -> _Heading | None:
    """The heading as it should be, else the first line that is nearly so."""
    if exact := _EXACT[name].search(text):
        return _Heading(name, exact.start(), exact.end())
    return next(_misspelt(name, text), None)


def _misspelt(name: str, text: str) -> Iterator[_Heading]:
    start = 0
    for line in text.split("\n"):
        printed = " ".join(line.split())
        if abs(len(printed) - len(name)) <= 4 and fuzz.ratio(printed.upper(), name) >= _ALIKE:
            yield _Heading(name, start, start + len(line))
        start += len(line) + 1
