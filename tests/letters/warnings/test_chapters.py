"""A chapter of another body part is warned about, and one that fits is not."""

import pytest

from tests.letters.warnings.items import CHRONIC_PAIN, cited, codes, item, warnings


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
