"""Case numbers in a query: alone, without their zeros, letters or year, and beside each other."""

import pytest

from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import And, HasValue, Not, Words


def tree(text: str):
    return parse_query(text).tree


@pytest.mark.parametrize("text", ["CM14-1234567", " cm14-1234567 ", "CM141234567"])
def test_a_case_number_alone_is_known_as_such(text):
    parsed = parse_query(text)
    assert parsed.case_number == "CM14-1234567"
    assert parsed.tree == HasValue("case", ("CM14-1234567",))


def test_a_case_number_of_the_first_year():
    assert parse_query("imr 13-000004").case_number == "IMR 13-000004"


@pytest.mark.parametrize("text", ["CM17-14449", "cm17 14449", "CM17-014449", "case:CM17-14449"])
def test_the_zeros_that_a_case_number_lacks_are_filled_in(text):
    parsed = parse_query(text)
    assert parsed.tree.values[0] == "CM17-0014449"
    assert parsed.case_number == (None if text.startswith("case:") else "CM17-0014449")
    assert parsed.expansions == (f"“{text.removeprefix('case:')}” is taken for CM17-0014449.",)


def test_a_case_number_with_six_digits_is_also_found_as_it_is_typed():
    assert tree("CM17-014449") == HasValue("case", ("CM17-0014449", "CM17-014449"))


@pytest.mark.parametrize("text", ["0014449", "case:0014449", "case:14449"])
def test_a_case_number_without_its_year_is_looked_for_in_any(text):
    parsed = parse_query(text)
    assert {"CM13-0014449", "CM17-0014449"} < set(parsed.tree.values)
    assert parsed.case_number is None
    assert parsed.expansions[0].endswith("is looked for as the case number 0014449 of any year.")


@pytest.mark.parametrize("text", ["17-0014449", "17-14449", "17-014449", "case:17-0014449"])
def test_a_case_number_may_lack_its_letters_where_it_is_all_that_is_typed(text):
    parsed = parse_query(text)
    assert parsed.tree.values[0] == "CM17-0014449"
    assert parsed.case_number == (None if text.startswith("case:") else "CM17-0014449")
    assert parsed.expansions == (f"“{text.removeprefix('case:')}” is taken for CM17-0014449.",)


def test_a_number_of_the_first_year_without_its_letters_may_be_of_either_kind():
    parsed = parse_query("13-000004")
    assert {"CM13-0000004", "IMR 13-000004"} < set(parsed.tree.values)
    assert parsed.case_number is None
    assert parsed.expansions == ("“13-000004” is taken for CM13-0000004 or IMR 13-000004.",)


@pytest.mark.parametrize(
    "text",
    ["CM14-1234567 CM15-7654321", "CM14-1234567, 15-7654321", "CM14-1234567; cm15-7654321, cm15-7654321"],
)
def test_of_case_numbers_beside_each_other_each_is_looked_for(text):
    parsed = parse_query(text)
    assert parsed.tree == tree("case:(CM14-1234567 OR CM15-7654321)")
    assert parsed.notes == ("No item has two case numbers: of those beside each other each is looked for.",)
    assert explain(parsed.tree) == (
        "Disputed items where case number is CM14-1234567 or case number is CM15-7654321."
    )
    assert tree(f"heat {text}") == And((Words("heat"), parsed.tree))


def test_a_case_number_left_out_is_none_of_those_looked_for():
    both = Not(HasValue("case", ("CM14-1234567",))), HasValue("case", ("CM15-7654321",))
    assert tree("-CM14-1234567 CM15-7654321") == And(both)


@pytest.mark.parametrize(
    "text", ["14449", "1234567", "0014449 heat", "CM17-90", "12-0014449", "99-0014449", "heat 17-0014449"]
)
def test_a_number_that_may_be_another_is_no_case_number(text):
    assert not isinstance(tree(text), HasValue)


def test_a_case_number_beside_words_only_narrows():
    parsed = parse_query("heat cm14-1234567")
    assert parsed.case_number is None
    assert parsed.tree == And((Words("heat"), HasValue("case", ("CM14-1234567",))))
