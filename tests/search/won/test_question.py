"""A search without its outcome, and with something more."""

import pytest

from search.address import SearchAddress
from search.query.parser import parse_query
from search.query.tree import And, FieldWords
from search.won.question import query_without_outcome, question_of, with_phrase, with_value, won_url


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("drug:tizanidine outcome:overturned", "drug:tizanidine"),
        ("outcome:overturned", ""),
        ('"low back" -outcome:upheld spasm', '"low back" spasm'),
        ("spasm NOT outcome:upheld", "spasm"),
        ("norco decision:upheld", "norco"),
        ("norco OR outcome:upheld taper", "norco taper"),
        ("outcome:(upheld OR overturned) norco", "norco"),
        ('outcome:"partially overturned" norco', "norco"),
        ('"a - b"~3 Result:upheld -taper (MRI OR "red flag")', '"a - b"~3 -taper ( MRI OR "red flag" )'),
    ],
)
def test_the_outcome_is_taken_out_of_a_query(typed, left):
    assert query_without_outcome(typed) == left


@pytest.mark.parametrize(
    "typed", ["", "overturned norco", '"outcome: upheld" -(a  OR b', "treatment:outcome"]
)
def test_a_query_without_an_outcome_stays_letter_for_letter(typed):
    assert query_without_outcome(typed) == typed


def test_a_ticked_outcome_is_taken_out_and_other_filters_stay():
    address = SearchAddress(q="norco", selected={"outcome": ("upheld",), "era": ("2016",)}, page=3)
    question = question_of(address)
    assert question.had_outcome
    assert question.address == SearchAddress(q="norco", selected={"era": ("2016",)})
    assert not question_of(question.address).had_outcome


def test_the_address_of_the_page_has_the_parameters_of_the_search():
    address = SearchAddress(q="norco", selected={"era": ("2016",)}, page=3)
    assert won_url(address) == "/won/?q=norco&era=2016"
    assert won_url(SearchAddress()) == "/won/"


@pytest.mark.parametrize(
    "q",
    [
        "",
        "norco",
        "norco OR tramadol",
        "OR norco OR",
        'the "open end',
        "(norco taper",
        "knee w/5 pain",
        "a NOT",
        "CM14-0012345",
    ],
)
def test_a_phrase_is_added_and_the_rest_means_what_it_meant(q):
    before = parse_query(q).tree
    parts = before.parts if isinstance(before, And) else (before,)
    after = parse_query(with_phrase(SearchAddress(q=q), "red flag").q).tree
    added = FieldWords("rationale", "red flag", exact=True)
    expected = {added} if not q else {*parts, added}
    assert set(after.parts if isinstance(after, And) else (after,)) == expected


def test_a_reason_is_ticked_or_where_others_are_ticked_asked_in_the_query():
    assert with_value(SearchAddress(), "reason", "criteria-met").selected == {"reason": ("criteria-met",)}
    ticked = SearchAddress(selected={"reason": ("long-term-use",)})
    both = with_value(ticked, "reason", "criteria-met")
    assert (both.q, both.selected) == ('reason:"criteria-met"', ticked.selected)
