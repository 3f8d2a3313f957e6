"""What a letter says against itself is warned about, and what only looks like a contradiction is not."""

import time
from datetime import date

import pytest

from letters.letter_text import LetterText
from letters.parsed_letter import (
    Citation,
    Dates,
    DisputedItem,
    ParsedLetter,
    ParseWarning,
    ReasonSpan,
)
from letters.parsing import parse_letter
from letters.reading import read_letter
from letters.requested import named_body_parts, requested_drugs
from letters.warnings import contradictions
from letters.warnings.sentences import MAX_RATIONALE
from tests.determinations.letters import letter as letter_text
from vocabularies.treatment_categories import classify
from vocabularies.warnings import WARNINGS

CHRONIC_PAIN = "Chronic Pain Medical Treatment"


def item(title: str = "Knee brace", outcome: str = "upheld", number: int = 1, **facts) -> DisputedItem:
    """An item whose drugs, body parts and category are those of its title."""
    drugs = requested_drugs(title)
    category, subcategory = classify(title, [drug.ingredients for drug in drugs])
    return DisputedItem(
        number=number,
        title=title,
        treatment=title,
        outcome=outcome,
        category=category,
        subcategory=subcategory,
        drugs=drugs,
        body_parts=named_body_parts(title),
        **facts,
    )


def warnings(*items: DisputedItem, **facts) -> list[ParseWarning]:
    """What is found in a letter of these items; each of its codes is explained in the vocabulary."""
    found = list(contradictions(ParsedLetter(items=items, format="F4", **facts)))
    assert {warning.code for warning in found} <= set(WARNINGS)
    return found


def codes(*items: DisputedItem, **facts) -> list[str]:
    return [warning.code for warning in warnings(*items, **facts)]


def cited(
    guideline: str, *pages: int, by: str = "reviewer", source: str = "MTUS", edition: int | None = None
) -> Citation:
    return Citation(by, source, guideline, edition, pages=pages)


def told(rationale: str, *citations: Citation, title: str = "Massage, 4 visits") -> DisputedItem:
    return item(title, rationale=rationale, citations=citations)


# Pages


@pytest.mark.parametrize("edition", [2009, None])
def test_a_page_after_the_books_last_is_beyond_it(edition):
    [warning] = warnings(told("", cited(CHRONIC_PAIN, 98, 128, edition=edition)))
    assert (warning.code, warning.item, warning.citation) == ("page-beyond-book", 1, 0)
    assert "page 128" in warning.message
    assert "127 pages" in warning.message


@pytest.mark.parametrize(
    "citation",
    [
        cited(CHRONIC_PAIN, 127),
        cited(CHRONIC_PAIN, 128, edition=2016),
        cited("Low Back Complaints", 303),
        cited("Pain", 400, source="ODG"),
    ],
)
def test_a_page_of_a_book_whose_length_is_unknown_or_enough_is_not_beyond_it(citation):
    assert codes(told("", citation)) == []


def test_a_page_beyond_the_book_is_found_in_the_rationale_too():
    rationale = "Yoga is on page 140 of the MTUS Chronic Pain Medical Treatment Guidelines."
    [warning] = warnings(told(rationale))
    assert warning.code == "page-beyond-book"
    start, end = warning.span
    assert rationale[start:end].startswith("page 140")


@pytest.mark.parametrize(
    "rationale",
    [
        "Page 68 of the MTUS Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "As noted on page 68 of the 2009 MTUS Chronic Pain Medical Treatment Guidelines, it is short.",
        "The Chronic Pain Medical Treatment Guidelines, page 68, ask for an adjunct.",
        "See the Chronic Pain Medical Treatment Guidelines (2009), pg. 68.",
        "See Chronic Pain Treatment Guidelines p.68 on this.",
        "See the Chronic Pain Medical Treatment Guidelines, pp. 67-68.",
        "See the Chronic Pain Medical Treatment Guidelines, pages 67 through 68.",
        "See the Chronic Pain Medical Treatment Guidelines page number 68.",
        "See the Chronic Pain Medical Treatment Guidelines page # 68 of 127.",
        "See the Chronic Pain Medical Treatment Guidelines Page(s): 68.",
    ],
)
def test_a_rationale_that_names_another_page_than_the_heading_is_warned_about(rationale):
    [warning] = warnings(told(rationale, cited(CHRONIC_PAIN, 60)))
    assert (warning.code, warning.item, warning.citation) == ("pages-differ", 1, 0)
    assert "page 60" in warning.message
    assert "68" in warning.message
    assert "68" in rationale[slice(*warning.span)]


def test_one_of_two_pages_that_was_replaced_by_another_is_warned_about():
    rationale = (
        "Page 68 of the Chronic Pain Medical Treatment Guidelines asks for an adjunct. "
        "Page 98 of the Chronic Pain Medical Treatment Guidelines wants it used sparingly."
    )
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, 98))) == ["pages-differ"]


def test_the_pages_of_an_acoem_chapter_are_found_by_its_number():
    rationale = "The MTUS Guideline in ACOEM Chapter 12, Table 12-8, page 308 does not recommend it."
    assert codes(told(rationale, cited("Low Back Complaints", 300), title="Traction")) == ["pages-differ"]
    assert codes(told(rationale, cited("Low Back Complaints", 300, 308), title="Traction")) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "Page 60 of the MTUS Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "Page 8 of the Chronic Pain Medical Treatment Guidelines wants milestones, and page 60 of the "
        "Chronic Pain Medical Treatment Guidelines wants an adjunct.",
        "Page 68 of the 2016 Chronic Pain Medical Treatment Guidelines asks for an adjunct.",
        "The Chronic Pain Medical Treatment Guidelines are clear. The report of May has 68 pages.",
        "The Acupuncture Treatment Guidelines, page 8, allow six visits.",
        "The records, pages 68-70, hold no goals.",
        "No page is named.",
    ],
)
def test_a_page_more_or_of_another_book_is_no_difference(rationale):
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, edition=2009))) == []


def test_the_claims_administrators_pages_are_not_held_against_the_rationale():
    rationale = "Page 68 of the Chronic Pain Medical Treatment Guidelines asks for an adjunct."
    assert codes(told(rationale, cited(CHRONIC_PAIN, 60, by="claims administrator"))) == []


# Chapters


@pytest.mark.parametrize(
    ("title", "citation"),
    [
        ("Left knee brace", cited("Shoulder Complaints")),
        ("MRI of the cervical spine", cited("Low Back Complaints")),
        ("Therapy for the right elbow", cited("Shoulder", source="ODG")),
        ("MRI of the ankle", cited("Knee Disorders", source="ACOEM")),
    ],
)
def test_a_chapter_of_another_part_than_the_titles_is_warned_about(title, citation):
    [warning] = warnings(item(title, citations=(cited(CHRONIC_PAIN), citation)))
    assert (warning.code, warning.item, warning.citation) == ("chapter-of-another-part", 1, 1)
    assert citation.guideline in warning.message


@pytest.mark.parametrize(
    ("title", "citation"),
    [
        ("Left knee brace", cited("Knee Complaints")),
        ("Left knee brace", cited(CHRONIC_PAIN)),
        ("Left knee brace", cited("Pain", source="ODG")),
        ("Left knee brace", cited("A chapter of no list")),
        ("Therapy of the shoulder and the knee", cited("Shoulder Complaints")),
        ("MRI of the thoracic spine", cited("Low Back", source="ODG")),
        ("EMG of the left hand", cited("Neck and Upper Back Complaints")),
        ("Pre-op chest x-ray", cited("Low Back", source="ODG")),
        ("1 knee scooter", cited("Ankle and Foot", source="ODG")),
    ],
)
def test_a_chapter_that_fits_or_that_is_of_every_part_is_not(title, citation):
    assert codes(item(title, citations=(citation,))) == []


def test_where_the_title_names_no_part_the_injured_parts_stand_for_it_and_the_warning_says_so():
    request = item("Baclofen 10mg #30", citations=(cited("Shoulder Complaints"),))
    summary = "The injured worker has a strain of the low back."
    [warning] = warnings(request, injured_body_parts=("low back",), case_summary=summary)
    assert warning.code == "chapter-of-another-part"
    assert "names no body part, and the injured ones are: low back" in warning.message


def test_a_chapter_of_a_part_that_the_letter_names_anywhere_fits_a_request_without_part():
    request = item("Baclofen 10mg #30", citations=(cited("Shoulder Complaints"),))
    summary = "The injured worker has a strain of the low back. The left shoulder aches."
    assert codes(request, injured_body_parts=("low back",), case_summary=summary) == []


def test_a_chapter_is_not_judged_where_no_part_is_known():
    request = item("Baclofen 10mg #30", citations=(cited("Shoulder Complaints"),))
    assert codes(request, case_summary="The injured worker has pain.") == []


# Drugs


def drug_item(title: str, rationale: str) -> DisputedItem:
    return item(title, rationale=rationale)


def test_a_rationale_about_another_drug_is_warned_about():
    [warning] = warnings(
        drug_item("Gabapentin 300mg #90", "Zolpidem is for two weeks only. Ambien has been taken for months.")
    )
    assert (warning.code, warning.item) == ("drug-differs", 1)
    assert "Zolpidem, Ambien" in warning.message


@pytest.mark.parametrize(
    "rationale",
    [
        "Neurontin is for neuropathic pain; Norco and zolpidem have failed.",
        "Gabapentine is for neuropathic pain; zolpidem has failed.",
        "Topiramate was not tried; zolpidem has failed.",
        "This medication is not needed.",
        "",
    ],
)
def test_a_rationale_that_names_the_drug_or_its_class_or_none_is_not(rationale):
    assert codes(drug_item("Gabapentin 300mg #90", rationale)) == []


def test_a_class_named_in_words_is_the_drugs():
    assert codes(drug_item("Tizanidine 4mg #60", "Muscle relaxants are no better than naproxen.")) == []


def test_a_drug_in_a_procedure_is_not_held_against_its_rationale():
    assert codes(item("Lidocaine injection of the knee", rationale="Ibuprofen has helped so far.")) == []


def test_a_decision_on_another_quantity_or_strength_is_warned_about():
    quantity = drug_item("Tramadol 50mg #60", "The request for Tramadol 50mg #90 is not medically necessary.")
    strength = drug_item("Tramadol 50mg #60", "The request for Ultram 150 mg is not medically necessary.")
    assert codes(quantity) == codes(strength) == ["dose-differs"]


@pytest.mark.parametrize(
    "rationale",
    [
        "The request for Tramadol 50 mg #60 is not medically necessary.",
        "The request for Tramadol is not medically necessary.",
        "She took Tramadol 100mg #120 before. The request for Tramadol is not medically necessary.",
        "The request for Tramadol 50mg #60 and Naproxen 550mg #90 is not medically necessary.",
    ],
)
def test_a_decision_on_the_dose_requested_is_not(rationale):
    assert codes(drug_item("Tramadol 50mg #60", rationale)) == []


# The request that is decided


def test_a_decision_on_another_body_part_is_warned_about():
    request = item(
        "MRI of the lumbar spine", rationale="The request for an MRI of the knee is not medically necessary."
    )
    [warning] = warnings(request)
    assert (warning.code, warning.item) == ("part-differs", 1)
    assert "decides on the knee" in warning.message


def test_a_decision_on_the_other_side_is_warned_about():
    request = item(
        "MRI of the left knee",
        rationale="The request for an MRI of the right knee is not medically necessary.",
    )
    [warning] = warnings(request)
    assert warning.code == "side-differs"
    assert "right knee" in warning.message


@pytest.mark.parametrize(
    "rationale",
    [
        "The request for an MRI of the left knee is not medically necessary.",
        "The right knee is well. The request for an MRI is not medically necessary.",
        "With a sound hip and shoulder the request is not medically necessary.",
        "The request for an MRI of both knees, left and right, is not medically necessary.",
    ],
)
def test_a_decision_on_the_part_and_side_requested_is_not(rationale):
    assert codes(item("MRI of the left knee", rationale=rationale)) == []


def test_a_request_for_both_sides_is_decided_by_either():
    request = item(
        "MRI of the left knee and the right knee",
        rationale="The request for an MRI of the right knee is not medically necessary.",
    )
    assert codes(request) == []


# Outcome


@pytest.mark.parametrize(
    ("outcome", "closing"),
    [
        ("upheld", "Therefore, the request is medically necessary."),
        ("upheld", "The request is considered medically necessary and appropriate."),
        ("overturned", "The request is not medically necessary."),
        ("overturned", "As such, the request is determined to not be medically necessary."),
        ("overturned", "The brace is not considered to be medically necessary."),
        ("overturned", 'The request for "Knee brace" is not medically necessary.'),
    ],
)
def test_a_closing_sentence_against_the_outcome_is_warned_about(outcome, closing):
    rationale = f"The records were weighed. {closing}"
    [warning] = warnings(item(outcome=outcome, rationale=rationale))
    assert (warning.code, warning.item) == ("outcome-contradicted", 1)
    assert rationale[slice(*warning.span)] == closing


@pytest.mark.parametrize(
    ("outcome", "rationale"),
    [
        ("upheld", "The request is not medically necessary."),
        ("upheld", "It is not clear that the brace is medically necessary."),
        ("upheld", "A brace is medically necessary when the knee is unstable. No goals are given."),
        ("upheld", "The brace would be needed if a repair is medically necessary."),
        ("upheld", "The report does not say why it is medically necessary."),
        ("overturned", "The utilization review found that it is not medically necessary."),
        ("overturned", "Without a fracture it is not medically necessary. Here the knee is broken."),
        ("overturned", 'The denial reads "the brace is not medically necessary."'),
        ("partially overturned", "The request is not medically necessary."),
        ("upheld", ""),
    ],
)
def test_a_closing_sentence_that_agrees_or_depends_on_something_is_not(outcome, rationale):
    assert codes(item(outcome=outcome, rationale=rationale)) == []


def test_the_advice_that_ends_a_denial_is_not_its_closing_sentence():
    rationale = (
        "The request is medically necessary. The physician is advised to consult the guidelines on tapering."
    )
    assert codes(item(rationale=rationale)) == ["outcome-contradicted"]


def dependent(outcome_of_surgery: str) -> list[str]:
    surgery = item("Arthroscopy of the left knee", outcome_of_surgery, 1)
    said = "As the surgery is not medically necessary, the brace is not medically necessary."
    brace = item(
        "Knee brace", number=2, rationale=said, reason_spans=(ReasonSpan(0, 40, "depends-on-denied-item"),)
    )
    return codes(surgery, brace)


def test_an_item_denied_with_a_surgery_that_is_granted_is_warned_about():
    assert dependent("overturned") == ["dependent-item-denied"]
    assert dependent("upheld") == []


# The case


def test_two_dates_of_injury_are_warned_about():
    dates = Dates(injury=date(2016, 10, 10))
    [warning] = warnings(item(), dates=dates, case_summary="The date of injury is 10/18/2016.")
    assert (warning.code, warning.item) == ("injury-date-differs", None)
    assert "10/10/2016" in warning.message
    assert "10/18/2016" in warning.message


@pytest.mark.parametrize(
    "summary",
    [
        "The date of injury is 10/10/2016.",
        "The injured worker was seen on 10/18/2016.",
        "Date of injury 10/10/2016; a second date of injury is 10/18/2016.",
        "She reports a cumulative trauma, date of injury 10/18/2016.",
    ],
)
def test_one_date_of_injury_several_or_a_cumulative_one_are_not(summary):
    assert codes(item(), dates=Dates(injury=date(2016, 10, 10)), case_summary=summary) == []


def test_dates_of_the_header_that_run_backwards_are_warned_about():
    dates = Dates(ur_denial=date(2016, 3, 4), received=date(2016, 3, 1), decision=date(2016, 4, 1))
    [warning] = warnings(item(), dates=dates)
    assert warning.code == "dates-out-of-order"
    assert "03/01/2016" in warning.message


def test_dates_on_one_day_or_in_order_are_not():
    day = date(2016, 3, 4)
    assert codes(item(), dates=Dates(injury=day, ur_denial=day, received=day, decision=day)) == []


SUMMARY = "The injured worker is a 45 year old right hand dominant female who hurt her knee."


def test_another_age_or_sex_in_the_rationale_is_warned_about():
    age = item(rationale="This is a 54-year-old female with knee pain.")
    sex = item(rationale="This is a 45-year-old male with knee pain.")
    assert codes(age, case_summary=SUMMARY) == ["age-differs"]
    assert codes(sex, case_summary=SUMMARY) == ["sex-differs"]


@pytest.mark.parametrize(
    "rationale",
    [
        "This is a 46-year-old female worker.",
        "Proton pump inhibitors are for patients over 65 years of age.",
        "Screening is for a male of 50 years.",
    ],
)
def test_a_birthday_or_an_age_that_is_nobodys_is_not(rationale):
    assert codes(item(rationale=rationale), case_summary=SUMMARY) == []


# In a whole letter


def test_a_letter_is_parsed_with_its_contradictions_and_its_contract_does_not_change():
    text = letter_text(items=[("MRI of the left knee", "Upheld")], history="Date of injury: 05/07/2014.")
    parsed = parse_letter(LetterText(text, "text/plain"))
    assert [(warning.code, warning.item) for warning in parsed.warnings] == [("injury-date-differs", None)]
    assert "warnings" not in parsed.as_json()


@pytest.mark.parametrize(
    "unit", ["page 1 ", "a 40 year old right hand ", "is not ", "Norco ", "request for knee "]
)
def test_no_rationale_takes_long(unit):
    long = unit * (3 * MAX_RATIONALE // len(unit))
    request = item("Gabapentin for the left hip", rationale=long, citations=(cited(CHRONIC_PAIN, 60),))
    started = time.process_time()
    contradictions(ParsedLetter(items=(request,), format="F4", case_summary=long))
    assert time.process_time() - started < 3  # a fifth of a second; what grows by the square takes minutes


@pytest.mark.real_letters
def test_real_letters_are_warned_about_seldom(real_letters):
    paths = [*(real_letters / "seeds").iterdir(), *(real_letters / "pdf").iterdir()]
    found = [warning for path in paths for warning in contradictions(parse_letter(read_letter(path)))]
    assert 0 < len(found) < 0.15 * len(paths)
