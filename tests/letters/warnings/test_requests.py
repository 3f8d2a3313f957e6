"""A decision on another request is warned about, and what goes with a request is none."""

import pytest

from tests.letters.warnings.items import codes, item, warnings


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
        "The request for an MRI to evaluate the right hip is not medically necessary.",
        "The request for an MRI for pain in the hip is not medically necessary.",
        "The request for an MRI with support of the hip is not medically necessary.",
        "The request for an MRI after surgery of the right knee is not medically necessary.",
        "The request for an MRI, given the state of the right knee, is not medically necessary.",
        "The requested imaging of radiating hip pain is not medically necessary.",
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
