"""What a case summary says of the injured worker."""

from datetime import date

import pytest

from letters.case_summary import injured_body_parts, injury_date, patient
from letters.parsed_letter import Patient


@pytest.mark.parametrize(
    ("summary", "age", "sex"),
    [
        ("The injured worker is a 32 year old male who slipped.", 32, "male"),
        ("The patient is a 50-year-old female baker.", 50, "female"),
        ("This case involves a now 54-year-old right-handed male.", 54, "male"),
        ("The applicant is a(n) 61 year old woman.", 61, "female"),
        ("The claimant, aged 45, is a male carpenter.", 45, "male"),
        ("The 28 yo gentleman fell off a roof.", 28, "male"),
    ],
)
def test_age_and_sex_in_the_wordings_of_reviewers(summary, age, sex):
    assert patient(summary) == Patient(age=age, sex=sex)


def test_a_date_of_birth_is_no_age():
    assert patient("The male worker (DOB 03/05/1971) was seen.").age is None


def test_an_age_of_the_history_is_not_the_workers_age():
    summary = "The worker has had migraines since 13 years old. The worker is a 40 year old male."
    assert patient(summary).age == 40


def test_the_sex_beside_the_age_counts():
    assert patient("A male nurse lifted the patient, a 39-year-old female.").sex == "female"


def test_a_pronoun_tells_the_sex_where_nothing_else_does():
    assert patient("The applicant said that she could not lift her arm.").sex == "female"


def test_what_the_summary_does_not_state_is_unknown():
    assert patient("The represented employee filed a claim. He/she was seen.") == Patient()


@pytest.mark.parametrize(
    "summary",
    [
        "The worker sustained an industrial injury on 03-04-2015 while lifting.",
        "The worker has a date of injury of 3/4/2015.",
        "The worker, with an industrial injury date of 03-04-15, was seen on 05-06-15.",
        "This case involves an occupational claim from 03/04/2015.",
        "A claim for neck pain associated with an industrial injury of March 4, 2015.",
        "The patient was injured on 3/4/2015 when a shelf fell.",
    ],
)
def test_the_date_of_injury_in_the_wordings_of_reviewers(summary):
    assert injury_date(summary) == date(2015, 3, 4)


@pytest.mark.parametrize(
    "summary",
    [
        "The worker slipped and fell from a ladder on 03-04-2015.",
        "A male painter who was struck by a crate on or about 3/4/2015. He was seen on 5/6/2015.",
        "On March 4, 2015 he twisted his knee on a stair.",
        "On 03/04/15, while unloading a van, the applicant fell.",
    ],
)
def test_the_date_of_the_one_accident_is_the_date_of_injury(summary):
    assert injury_date(summary) == date(2015, 3, 4)


def test_a_stated_date_of_injury_goes_before_that_of_an_accident():
    summary = "The worker has a date of injury of 3/4/2015. She fell from her bicycle on 5/6/2016."
    assert injury_date(summary) == date(2015, 3, 4)


@pytest.mark.parametrize(
    "summary",
    [
        "He fell on 3/4/2015. He fell down a stair on 5/6/2016.",
        "She slipped at home on 3/4/2015.",
        "He fell asleep at the wheel, as he said on 3/4/2015.",
    ],
)
def test_two_accidents_or_one_of_private_life_tell_no_date_of_injury(summary):
    assert injury_date(summary) is None


def test_the_date_of_a_visit_is_no_date_of_injury():
    assert injury_date("The injured worker was evaluated on 05-06-2015.") is None


def test_two_dates_of_injury_are_none():
    summary = (
        "The worker sustained injuries on 03-04-2015. A second industrial injury of 07-08-2015 followed."
    )
    assert injury_date(summary) is None


@pytest.mark.parametrize(
    ("summary", "parts"),
    [
        ("The worker was diagnosed with cervical strain and right wrist sprain.", ("neck", "wrist")),
        ("The worker is undergoing treatment for left knee sprain; lumbar strain.", ("knee", "low back")),
        ("The worker is being treated for depression.", ("psyche",)),
        ("The applicant has filed a claim for chronic elbow pain.", ("elbow",)),
        ("The diagnoses include: 1. Lumbar strain. 2. Hip contusion.", ("hip", "low back")),
        ("A crate fell and crushed his left foot.", ("foot",)),
        ("He was on a ventilator owing to a crush to the chest.", ("chest",)),
        ("There was a crush injury with loss of the spleen.", ("abdomen",)),
        ("A scan in the hospital showed a liver laceration.", ("abdomen",)),
        ("She was seen for a left hip and knee injury.", ("hip", "knee")),
        ("An x-ray showed a displaced fracture of the distal radius.", ("wrist",)),
        ("In May there was percutaneous pinning of the right ankle fracture.", ("ankle",)),
    ],
)
def test_parts_named_with_the_injury_or_the_diagnoses_are_injured(summary, parts):
    assert injured_body_parts(summary) == parts


@pytest.mark.parametrize(
    "summary",
    [
        "On 05-06-15 the worker complained of neck and elbow pain.",
        "Treatment to date has included diagnostic studies of the shoulder.",
        "An MRI of the left knee was requested. Past surgery was on the right hip.",
        "An x-ray showed no fracture of the hip.",
        "A film revealed an old fracture of the wrist.",
    ],
)
def test_complaints_studies_and_history_name_no_injured_part(summary):
    assert injured_body_parts(summary) == ()


def test_a_complaint_after_the_diagnosis_does_not_count():
    assert injured_body_parts("The diagnosis is ankle sprain. He reports pain in the neck.") == ("ankle",)


def test_a_fracture_counts_only_where_nothing_else_tells_the_injury():
    summary = "The diagnosis is lumbar strain. A film showed a fracture of the wrist."
    assert injured_body_parts(summary) == ("low back",)
