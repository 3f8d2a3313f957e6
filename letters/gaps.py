"""Warnings about what a letter should have and has not."""

from collections.abc import Iterator, Sequence

from letters.items import ItemText
from letters.parsed_letter import ParseWarning, Reviewer


def letter_gaps(case_summary: str, reviewer: Reviewer) -> Iterator[ParseWarning]:
    """What the letter as a whole lacks, apart from its header."""
    if not case_summary:
        yield ParseWarning("no-case-summary", "The letter has no clinical case summary.")
    if not reviewer.specialties:
        yield ParseWarning("no-specialty", "No board certification of the reviewer was found.")
    if not reviewer.licensure:
        yield ParseWarning("no-licensure", "No state of licensure of the reviewer was found.")


def item_gaps(items: Sequence[ItemText]) -> Iterator[ParseWarning]:
    """What single items lack."""
    for number, item in enumerate(items, start=1):
        if not item.title:
            yield ParseWarning("no-title", "No title stands before the outcome.", number)
        if item.title_is_cut:
            yield ParseWarning(
                "title-cut",
                "What stands before the outcome is far longer than a title; its beginning was left out.",
                number,
            )
        if not item.claims_administrator_guideline:
            yield ParseWarning(
                "no-claims-administrator-guideline",
                "The claims administrator's guideline is missing.",
                number,
            )
        if not item.reviewer_guideline:
            yield ParseWarning("no-reviewer-guideline", "The reviewer's guideline is missing.", number)
        if not item.rationale:
            yield ParseWarning("no-rationale", "The decision rationale is missing.", number)
        if item.without_outcome is not None:
            yield ParseWarning(
                "no-outcome",
                f"An item without outcome follows and was left out: {item.without_outcome!r}.",
                number,
            )
