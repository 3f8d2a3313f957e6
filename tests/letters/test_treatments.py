"""The treatment under review, in titles that tell a history and in others."""

import pytest

from letters.treatments import read_treatment

AUTHORIZED = (
    "Therapy eight visits was the original request. Therapy six visits was authorized by the Claims"
    " Administrator. The remaining IMR eligible portion of the original request, Therapy two visits"
)
LEFT_ELIGIBLE = (
    "Purchase of a walker was the original request. The Claims Administrator authorized a walker for 1 month,"
    " leaving the original request IMR eligible. The original request, purchase of a walker is"
)


@pytest.mark.parametrize(
    ("title", "under_review"),
    [
        (f"{AUTHORIZED} is", "Therapy two visits"),
        (AUTHORIZED, "Therapy two visits"),
        (LEFT_ELIGIBLE, "purchase of a walker"),
        ("Therapy was the original request.", "Therapy was the original request."),
    ],
)
def test_a_history_gives_the_part_under_review(title, under_review):
    treatment = read_treatment(title)
    assert treatment.under_review == under_review
    assert treatment.modified_by_ur


@pytest.mark.parametrize("title", ["MRI of the left knee", "Oxycodone ER 20mg #60 day supply: 30"])
def test_any_other_title_is_the_treatment(title):
    treatment = read_treatment(title)
    assert treatment.under_review == title
    assert not treatment.modified_by_ur
    assert not treatment.retrospective


@pytest.mark.parametrize(
    "title",
    [
        "Retrospective CT of the neck",
        "Retro Norco #30",
        "Ibuprofen DOS: 11/14/16",
        "Urine test, date of service 5/6/14",
    ],
)
def test_a_service_already_given_is_retrospective(title):
    assert read_treatment(title).retrospective
