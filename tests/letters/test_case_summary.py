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
        ("A 46 y/o F baker.", 46, "female"),
        ("The worker, 56yo M, fell.", 56, "male"),
        ("A 33 year old right handed F.", 33, "female"),
        ("This forty-eight year old man fell.", 48, "male"),
        ("A sixty-year-old woman.", 60, "female"),
        ("A nineteen year old male.", 19, "male"),
        ("A sixty-two (63) year old female.", 63, "female"),
        ("The claimant, 39, is a male cook.", 39, "male"),
        ("The patient is 47. She bakes.", 47, "female"),
    ],
)
def test_age_and_sex_in_the_wordings_of_reviewers(summary, age, sex):
    assert patient(summary) == Patient(age=age, sex=sex)


def test_a_date_of_birth_is_no_age():
    assert patient("The male worker (DOB 03/05/1971) was seen.").age is None


@pytest.mark.parametrize(
    "summary",
    [
        "The BMI of the patient is 35. She was seen.",
        "The patient is 47% better. She was seen.",
        "The patient is 60.5 inches tall. She was seen.",
        "The worker is 16 weeks past her surgery.",
    ],
)
def test_another_number_of_the_worker_is_no_age(summary):
    assert patient(summary) == Patient(sex="female")


def test_the_letters_of_a_title_are_no_sex():
    assert patient("The worker is a 46 year old M.D. who said that she fell.").sex == "female"


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
        "The patient was injured 3/4/15.",
        "The painter was hurt 3/4/15 when a shelf fell.",
        "A baker injured on the job 3/4/15.",
        "The injury occurred on 3/4/2015.",
        "She has an injury that happened on 3/4/2015.",
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
        "A baker who on 3/4/2015 was pinned by a cart.",
        "The man, who on March 4, 2015 had an industrial accident, was seen on 5/6/2015.",
        "A guard with pain after an assault on 3/4/2015.",
        "A baker tripped over a mat on the morning of 3/4/2015.",
        "On 3-4-2015, the worker was pulling a rope and felt a sharp pop.",
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
        "She was seen after a fall at home on 3/4/2015.",
        "She fell from a stool at work and was seen on 3/4/2015.",
        "The worker, who on 3/4/2015 was seen by a surgeon, is better.",
        "He was attacked on 3/4/2015, and re-injured in a fall on 5/6/2015.",
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


@pytest.mark.parametrize("joint", [" and ", " to ", " through ", "-"])
def test_a_date_joined_to_that_of_the_injury_is_one_more(joint):
    assert injury_date(f"The worker has a date of injury of 3/4/2010{joint}5/6/2012.") is None


@pytest.mark.parametrize(
    ("summary", "parts"),
    [
        ("She sustained a right wrist fracture and a contusion of the ribs.", ("chest", "wrist")),
        ("He suffered lacerations of the left thumb.", ("hand",)),
        ("The industrial injury on 3/4/15 resulted in knee pain.", ("knee",)),
        ("She fell from a stool, resulting in right ankle and hip injuries.", ("ankle", "hip")),
        ("The accepted body parts are the lumbar spine and right hip.", ("hip", "low back")),
        ("Accepted conditions include cervical strain.", ("neck",)),
        ("The claim has been accepted for the left ankle.", ("ankle",)),
        ("Dx: right elbow epicondylitis.", ("elbow",)),
        ("DX - right knee OA", ("knee",)),
        ("ICD-9: 724.4 lumbar radiculitis", ("low back",)),
        ("She injured both knees.", ("knee",)),
        ("He tore the rotator cuff.", ("shoulder",)),
        ("A crate landed on his left foot.", ("foot",)),
        ("She has a work injury affecting the groin.", ("groin",)),
        ("The injury involved the jaw.", ("jaw",)),
        ("He is seen for a work-related left elbow epicondylitis.", ("elbow",)),
        ("Her industrially related conditions are neck strain and anxiety.", ("neck", "psyche")),
        ("The nature of the injury was a strain to the groin.", ("groin",)),
        ("Diagnosis: fibular fracture.", ("lower leg",)),
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
        "He sustained a prior right wrist fracture.",
        "As a teenager she suffered a fracture of the hip.",
        "The request was accepted for review of the lumbar MRI.",
        "The right foot is not among the accepted body parts.",
        "He broke the fall with his right hand.",
        "He has a non-work-related knee sprain.",
        "The injury involved lifting a box over the shoulder.",
        "Degeneration resulted in narrowing at L4-5.",
        "An x-ray showed no fracture of the hip.",
        "A film revealed an old fracture of the wrist.",
    ],
)
def test_complaints_studies_and_history_name_no_injured_part(summary):
    assert injured_body_parts(summary) == ()


def test_what_else_the_sentence_tells_of_the_accident_names_no_injured_part():
    assert injured_body_parts("He sustained a lumbar strain when a crate fell beside his head.") == (
        "low back",
    )


def test_a_complaint_after_the_diagnosis_does_not_count():
    assert injured_body_parts("The diagnosis is ankle sprain. He reports pain in the neck.") == ("ankle",)


def test_a_fracture_counts_only_where_nothing_else_tells_the_injury():
    summary = "The diagnosis is lumbar strain. A film showed a fracture of the wrist."
    assert injured_body_parts(summary) == ("low back",)
