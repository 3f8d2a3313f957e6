"""A closing sentence against the outcome is warned about, and one with conditions is not."""

import pytest

from letters.parsed_letter import ReasonSpan
from tests.letters.warnings.items import codes, item, warnings


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


@pytest.mark.parametrize(
    ("title", "outcome", "closing"),
    [
        ("Norco 10/325mg #60", "overturned", "Further refills are not medically necessary without a screen."),
        ("Norco 10/325mg #60", "overturned", "A larger supply is not medically necessary."),
        ("Norco 10/325mg #60", "upheld", "A supply to taper the dose is medically necessary."),
    ],
)
def test_a_closing_sentence_on_what_the_title_does_not_ask_for_is_not(title, outcome, closing):
    rationale = f"The records were weighed. {closing}"
    assert codes(item(title, outcome=outcome, rationale=rationale)) == []


def test_a_closing_sentence_on_refills_that_the_title_asks_for_is():
    closing = "The refills are not medically necessary."
    assert codes(item("Norco #60, 2 refills", "overturned", rationale=closing)) == ["outcome-contradicted"]


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
