"""What is said of plain words that are most likely meant to ask for something."""

import pytest

from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import Words


def tree(text: str):
    return parse_query(text).tree


@pytest.mark.parametrize(
    ("text", "said"), [("massage or heat", "Write OR in capitals"), ('"heat pack" and ice', "Leave it out")]
)
def test_a_small_operator_between_words_is_noted(text, said):
    (note,) = parse_query(text).notes
    assert said in note


def test_a_small_not_in_a_short_query_is_noted():
    parsed = parse_query("heat not ice")
    assert parsed.tree == Words("heat not ice")
    assert parsed.notes[0].endswith("To leave a word out write -word, or NOT in capitals before it.")


@pytest.mark.parametrize("text", ["not medically necessary", "therapy that is not medically necessary"])
def test_not_in_prose_is_only_a_word(text):
    assert parse_query(text).notes == ()


@pytest.mark.parametrize(
    ("text", "word", "outcome"),
    [
        ("Norco overturned", "overturned", "overturned"),
        ("tramadol Approved.", "Approved", "overturned"),
        ("flexeril upheld", "upheld", "upheld"),
        ("drug:(Norco OR tramadol) denied", "denied", "upheld"),
    ],
)
def test_an_outcome_among_words_is_noted_with_how_to_ask_for_it(text, word, outcome):
    parsed = parse_query(text)
    assert parsed.notes == (
        f"“{word}” is looked for as a word. For the items with that outcome write outcome:{outcome}.",
    )
    assert f"“{word.rstrip('.')}" in explain(parsed.tree)


@pytest.mark.parametrize(
    "text",
    [
        '"Norco denied"',
        "rationale:denied",
        "rationale:(denied massage)",
        "denied w/5 massage",
        "outcome:upheld denied",
        "The request for massage was denied by the reviewer",
        "sustained injury",
        "MRI of the knee was not approved",
    ],
)
def test_of_an_outcome_elsewhere_nothing_is_said(text):
    assert parse_query(text).notes == ()


def test_a_small_operator_at_an_end_is_only_a_word():
    assert parse_query("and heat or").notes == ()


@pytest.mark.parametrize(
    ("text", "cited", "written"),
    [
        ("MTUS page 98", "page 98", "page:98"),
        ("ACOEM page 303", "page 303", "page:303"),
        ("heat p. 98", "p. 98", "page:98"),
        ("pg 98", "pg 98", "page:98"),
        ("taper, p.98.", "p.98", "page:98"),
        ("pages 98-99", "pages 98-99", "page:98-99"),
    ],
)
def test_a_page_in_words_is_noted_with_how_to_ask_for_it(text, cited, written):
    (note,) = parse_query(text).notes
    assert note == f"“{cited}” is looked for as words. For the items that cite such a page write {written}."
    assert parse_query(written).tree.field == "page"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Chronic Pain Medical Treatment Guidelines page 98",
            'page:"Chronic Pain Medical Treatment Guidelines, p. 98"',
        ),
        ("taper per MTUS Chronic Pain 2009, page 98", 'page:"MTUS Chronic Pain 2009, p. 98"'),
    ],
)
def test_a_page_in_words_behind_a_guidelines_name_may_be_asked_for_of_it_alone(text, written):
    (note,) = parse_query(text).notes
    assert note.endswith(f"write page:98, or {written} for that guideline alone.")
    assert "chronic-pain-2009:98" in tree(written).values


@pytest.mark.parametrize(
    "text", ['"page 98"', "page:98 taper page 98", "10 pages", "heat page", "rationale:p98"]
)
def test_of_what_names_no_page_in_words_nothing_is_said(text):
    assert parse_query(text).notes == ()
