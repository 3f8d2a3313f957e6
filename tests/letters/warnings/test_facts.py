"""Facts of the case that differ are warned about, and those of somebody else are not."""

from datetime import date

import pytest

from letters.parsed_letter import Dates
from tests.letters.warnings.items import codes, item, warnings


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


@pytest.mark.parametrize(
    "rationale",
    [
        "The request was weighed by a 60-year-old male physician.",
        "A 60-year-old male reviewer weighed the request.",
        "The ODG tells of a 62-year-old male patient.",
        "This is a 62-year-old male patient in an example of the book.",
        "Her father is a 72-year-old man.",
        "A co-worker, a 62-year-old male, was hurt too.",
    ],
)
def test_another_person_or_a_patient_of_a_study_is_not_the_worker(rationale):
    assert codes(item(rationale=rationale), case_summary=SUMMARY) == []


def test_a_person_who_only_stands_in_the_same_sentence_changes_nothing():
    rationale = "By the treating physician the patient is a 54-year-old female who lives with her father."
    assert codes(item(rationale=rationale), case_summary=SUMMARY) == ["age-differs"]


def test_another_person_in_the_summary_does_not_hide_the_workers_age():
    summary = f"{SUMMARY} Her mother is a 72-year-old woman."
    assert codes(item(rationale="This is a 54-year-old female."), case_summary=summary) == ["age-differs"]
