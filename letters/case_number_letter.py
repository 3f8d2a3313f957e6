"""The "Case Number" letter of 2014 and later, in all its variants; they differ in the credentials only."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from letters.case_summary import injured_body_parts, injury_date, patient
from letters.citations import citations
from letters.cleaning import clean, paragraphs
from letters.errors import NotADetermination
from letters.header import read_header
from letters.items import ItemText, split_items
from letters.letter_text import LetterText
from letters.parsed_letter import DisputedItem, ParsedLetter, ParseWarning, Reviewer
from letters.reasons import reasons
from letters.requested import named_body_parts, requested_drugs
from letters.sections import ISSUES, Sections, split_sections
from letters.treatments import read_treatment
from vocabularies.treatment_categories import classify

MAX_ITEMS = 200
"""The longest known letter has 21."""


def parse_case_number_letter(
    letter: LetterText, format_name: str, read_reviewer: Callable[[str], Reviewer]
) -> ParsedLetter:
    """What the letter says; ``read_reviewer`` reads the section that tells how the determination was made."""
    sections = split_sections(clean(letter.text))
    items = _item_texts(sections.issues)
    header = read_header(sections.header)
    summary = "\n".join(paragraphs(sections.case_summary))
    dates = header.dates if header.dates.injury else replace(header.dates, injury=injury_date(summary))
    reviewer = read_reviewer(sections.how_made)
    return ParsedLetter(
        items=tuple(_item(number, item) for number, item in enumerate(items, start=1)),
        format=format_name,
        case_number=header.case_number,
        dates=dates,
        priority=header.priority,
        reviewer=reviewer,
        patient=patient(summary),
        injured_body_parts=injured_body_parts(summary),
        case_summary=summary or None,
        warnings=(*header.warnings, *_letter_warnings(sections, reviewer), *_item_warnings(items)),
    )


def _item_texts(issues: str) -> list[ItemText]:
    items = list(islice(split_items(issues), MAX_ITEMS + 1))
    if not items:
        raise NotADetermination(
            f"The letter has no disputed item: under the heading '{ISSUES}' no line ends with"
            " ': Upheld' or ': Overturned'. Is it cut off?"
        )
    if len(items) > MAX_ITEMS:
        raise NotADetermination(
            f"The text has more than {MAX_ITEMS} disputed items. Split it into its letters, one a file."
        )
    return items


def _item(number: int, item: ItemText) -> DisputedItem:
    treatment = read_treatment(item.title)
    drugs = requested_drugs(treatment.under_review)
    category, subcategory = classify(treatment.under_review, [drug.ingredients for drug in drugs])
    return DisputedItem(
        number=number,
        title=item.title,
        treatment=treatment.under_review,
        outcome=item.outcome,
        retrospective=treatment.retrospective,
        modified_by_ur=treatment.modified_by_ur,
        category=category,
        subcategory=subcategory,
        drugs=drugs,
        body_parts=named_body_parts(item.title),
        citations=(
            *citations("claims administrator", item.claims_administrator_guideline or ""),
            *citations("reviewer", item.reviewer_guideline or ""),
        ),
        rationale=item.rationale,
        reasons=reasons(item.rationale or "", item.outcome),
    )


def _letter_warnings(sections: Sections, reviewer: Reviewer) -> Iterator[ParseWarning]:
    if not sections.case_summary:
        yield ParseWarning("no-case-summary", "The letter has no clinical case summary.")
    if not reviewer.specialties:
        yield ParseWarning("no-specialty", "No board certification of the reviewer was found.")
    if not reviewer.licensure:
        yield ParseWarning("no-licensure", "No state of licensure of the reviewer was found.")


def _item_warnings(items: list[ItemText]) -> Iterator[ParseWarning]:
    for number, item in enumerate(items, start=1):
        if not item.title:
            yield ParseWarning("no-title", "No title stands before the outcome.", number)
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
