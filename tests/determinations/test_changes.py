"""What differs between two parses of a letter, named by its place in the contract's JSON."""

from copy import deepcopy

import pytest

from determinations.changes import Change, changes

LETTER = {
    "case_number": "CM16-0990001",
    "dates": {"decision": "2016-03-21", "injury": None},
    "reviewer": {"specialties": ["Pain Management"]},
    "items": [
        {
            "number": 1,
            "treatment": "Tizanidine 4mg #60",
            "drugs": [{"ingredients": ["tizanidine"], "quantity": 60}],
            "citations": [{"section": "Muscle relaxants", "pages": [63]}, {"section": None, "pages": []}],
            "reasons": ["long-term-use"],
        },
        {"number": 2, "treatment": "MRI of the left knee"},
    ],
}


def changed(**facts):
    return {**deepcopy(LETTER), **facts}


def with_first_item(**facts):
    first, second = deepcopy(LETTER["items"])
    return changed(items=[{**first, **facts}, second])


def test_equal_letters_have_no_changes():
    assert changes(LETTER, deepcopy(LETTER)) == ()


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (changed(case_number=None), Change("case_number", None, "CM16-0990001", None)),
        (
            changed(dates={"decision": "2016-03-21", "injury": "2014-05-06"}),
            Change("dates.injury", None, None, "2014-05-06"),
        ),
        (
            changed(reviewer={"specialties": []}),
            Change("reviewer.specialties", None, ["Pain Management"], []),
        ),
        (
            with_first_item(treatment="Tizanidine"),
            Change("items.treatment", 1, "Tizanidine 4mg #60", "Tizanidine"),
        ),
        (
            with_first_item(drugs=[{"ingredients": ["tizanidine"], "quantity": None}]),
            Change("items.drugs.quantity", 1, 60, None),
        ),
        (with_first_item(drugs=[]), Change("items.drugs", 1, LETTER["items"][0]["drugs"], [])),
        (with_first_item(reasons=[]), Change("items.reasons", 1, ["long-term-use"], [])),
    ],
)
def test_a_change_is_named_by_its_place(after, change):
    assert changes(LETTER, after) == (change,)


def test_lists_of_objects_of_one_length_are_compared_in_pairs():
    after = with_first_item(
        citations=[{"section": "Muscle relaxants", "pages": [63, 66]}, {"section": "Opioids", "pages": []}]
    )
    assert changes(LETTER, after) == (
        Change("items.citations.pages", 1, [63], [63, 66]),
        Change("items.citations.section", 1, None, "Opioids"),
    )


def test_an_item_that_came_or_went_is_told_by_its_treatment():
    without = changed(items=LETTER["items"][:1])
    assert changes(LETTER, without) == (Change("items", 2, "MRI of the left knee", None),)
    assert changes(without, LETTER) == (Change("items", 2, None, "MRI of the left knee"),)
