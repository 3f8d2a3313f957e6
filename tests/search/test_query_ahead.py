"""Values that a space parts from their field, or within."""

import pytest

from search.query.parser import parse_query
from search.query.tree import Words


def tree(text: str):
    return parse_query(text).tree


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("drug: norco", "drug:norco"),
        ("Drug: Norco", "drug:Norco"),
        ('drug: "MS Contin" heat', 'drug:"MS Contin" heat'),
        ("drug: MS Contin heat", 'drug:"MS Contin" heat'),
        ("drug: norco 10/325 heat", 'drug:norco "10/325" heat'),
        ("heat -drug: tizanidine, ice", "heat -drug:tizanidine ice"),
        ("body_part: low back fusion", 'body_part:"low back" fusion'),
        ("outcome: partially overturned", 'outcome:"partially overturned"'),
        ("treatment: MRI heat", "treatment:MRI heat"),
        ("page: chronic pain 98 heat", 'page:"chronic pain 98" heat'),
        ("decided: 2016", "decided:2016"),
        ("decided:December 2016 heat", "decided:2016-12 heat"),
        ("decided:2014 to 2016 heat", "decided:2014..2016 heat"),
        ("decided:2014 - 2016", "decided:2014..2016"),
        ("decided: 5 December 2014 to 7 January 2016", "decided:2014-12-05..2016-01-07"),
        ("age: 50 to 60", "age:50..60"),
        ("heat decided:December 2016 % ice", "heat decided:2016-12 -ice"),
        ("decided:2014 50 heat", 'decided:"2014" 50 heat'),
    ],
)
def test_a_value_may_stand_behind_a_space(text, same):
    parsed = parse_query(text)
    assert parsed.tree == tree(same)
    assert parsed.notes == ()


@pytest.mark.parametrize("text", ["drug: massage", "outcome: unclear"])
def test_what_is_no_value_behind_a_space_is_a_word_and_that_is_said(text):
    parsed = parse_query(text)
    assert parsed.tree == Words(text.replace(":", ""))
    assert "right after the colon" in parsed.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "Drug: tizanidine was asked for and is not needed here",
        "Given the rationale: treatment: massage was of no more use",
        "Outcome: to be told",
    ],
)
def test_a_heading_of_prose_is_words(text):
    assert "HasValue" not in repr(parse_query(text, expand=False).tree)
    assert "FieldWords" not in repr(parse_query(text, expand=False).tree)
