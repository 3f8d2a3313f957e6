"""The parts of a "Case Number" letter, told by its three headings, which F2 has in part."""

import re
from dataclasses import dataclass
from functools import lru_cache

from letters.headings import find_headings, parts

HOW_MADE = "HOW THE IMR FINAL DETERMINATION WAS MADE"
CASE_SUMMARY = "CLINICAL CASE SUMMARY"
ISSUES = "IMR ISSUES, DECISIONS AND RATIONALES"

_HEADINGS = {heading: (heading,) for heading in (HOW_MADE, CASE_SUMMARY, ISSUES)}
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


@lru_cache(maxsize=1)
def has_issues_heading(text: str) -> bool:
    """Whether the text, cleaned or not, has the heading that the disputed items stand under.

    Kept for the text asked about last: each layout asks.
    """
    return bool(find_headings(text, {ISSUES: _HEADINGS[ISSUES]}))


def header_of(text: str) -> str:
    """What stands before the first heading of a text, cleaned or not."""
    return parts(text, find_headings(text, _HEADINGS))[""]


def split_sections(text: str) -> Sections:
    """A cleaned letter's parts."""
    found = parts(text, find_headings(text, _HEADINGS))
    return Sections(
        header=found[""],
        how_made=found.get(HOW_MADE, ""),
        case_summary=without_summary_lead_in(found.get(CASE_SUMMARY, "")),
        issues=without_issues_lead_in(found.get(ISSUES, "")),
    )


def without_summary_lead_in(summary: str) -> str:
    """A case summary without the sentence that says who wrote it and from what."""
    return _without(_SUMMARY_LEAD_IN, summary)


def without_issues_lead_in(issues: str) -> str:
    """The items without the sentence that stands before them all."""
    return _without(_ISSUES_LEAD_IN, issues)


def _without(lead_in: re.Pattern[str], part: str) -> str:
    match = lead_in.match(part)
    return part[match.end() :].strip() if match else part
