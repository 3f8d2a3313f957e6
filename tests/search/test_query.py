"""What a typed query means, and what is said about it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fields import FIELDS
from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import And, FieldWords, HasValue, InRange, MatchAll, Not, Or, Phrase, Words

TIZANIDINE = HasValue("drug", ("tizanidine",))


def tree(text: str):
    return parse_query(text).tree


def test_words_beside_each_other_are_one_part():
    assert tree("functional  improvement") == Words("functional improvement")


def test_an_empty_query_is_everything():
    assert tree("   ") == MatchAll()
    assert parse_query("").notes == ()


def test_a_phrase_in_straight_or_curly_quotes():
    assert tree('"not medically necessary"') == Phrase("not medically necessary")
    assert tree("“not medically necessary”") == Phrase("not medically necessary")


def test_or_binds_closer_than_words_beside_each_other():
    assert tree("spasm massage OR heat") == And((Words("spasm"), Or((Words("massage"), Words("heat")))))
    assert tree("massage | heat") == tree("massage|heat") == Or((Words("massage"), Words("heat")))


def test_small_or_is_a_word():
    assert tree("massage or heat") == Words("massage or heat")


def test_and_goes_without_saying():
    assert tree("massage AND heat") == Words("massage heat")


@pytest.mark.parametrize("text", ["-heat", "NOT heat"])
def test_minus_and_not_leave_out(text):
    assert tree(text) == Not(Words("heat"))


def test_a_minus_by_itself_leaves_nothing_out():
    assert tree("ice - heat") == Words("ice heat")


def test_a_minus_stands_before_a_field_a_phrase_or_a_group_too():
    assert tree("-drug:tizanidine") == Not(TIZANIDINE)
    assert tree('-"heat pack"') == Not(Phrase("heat pack"))
    assert tree("-(heat OR ice)") == Not(Or((Words("heat"), Words("ice"))))


def test_a_hyphen_within_a_word_leaves_nothing_out():
    assert tree("non-steroidal") == Words("non-steroidal")


def test_not_twice_is_not_at_all():
    assert tree("NOT -heat") == Words("heat")


def test_parentheses_group():
    assert tree("(heat ice) OR massage") == Or((Words("heat ice"), Words("massage")))
    assert tree("((heat))") == Words("heat")


def test_text_fields_take_words_and_phrases_and_have_aliases():
    assert tree("rationale:improved") == FieldWords("rationale", "improved")
    assert tree('treatment:"epidural steroid"') == FieldWords("treatment", "epidural steroid", exact=True)
    assert tree("request:MRI") == FieldWords("treatment", "MRI")


def test_a_field_before_parentheses_holds_for_each_word_in_them():
    both = Or((TIZANIDINE, HasValue("drug", ("tramadol",))))
    assert tree("drug:(Zanaflex OR tramadol) heat") == And((both, Words("heat")))
    assert tree('treatment:(MRI -"left knee")') == And(
        (FieldWords("treatment", "MRI"), Not(FieldWords("treatment", "left knee", exact=True)))
    )


def test_a_field_name_may_be_in_capitals_or_with_a_hyphen():
    assert tree('Body-Part:"low back"') == HasValue("body_part", ("low back",))


# --- Case numbers


@pytest.mark.parametrize("text", ["CM14-1234567", " cm14-1234567 ", "CM141234567"])
def test_a_case_number_alone_is_known_as_such(text):
    parsed = parse_query(text)
    assert parsed.case_number == "CM14-1234567"
    assert parsed.tree == HasValue("case", ("CM14-1234567",))


def test_a_case_number_of_the_first_year():
    assert parse_query("imr 13-000004").case_number == "IMR 13-000004"


def test_a_case_number_beside_words_only_narrows():
    parsed = parse_query("heat cm14-1234567")
    assert parsed.case_number is None
    assert parsed.tree == And((Words("heat"), HasValue("case", ("CM14-1234567",))))


# --- Values through the vocabularies


def test_a_brand_is_its_ingredient_and_that_is_said():
    parsed = parse_query("drug:Zanaflex")
    assert parsed.tree == TIZANIDINE
    assert parsed.expansions == ("Zanaflex is a brand name of tizanidine.",)
    assert parsed.notes == ()


def test_a_generic_name_needs_no_word():
    assert parse_query("drug:tizanidine").expansions == ()


def test_a_combination_needs_all_of_its_ingredients():
    assert tree("drug:Norco") == And(
        (HasValue("drug", ("acetaminophen",)), HasValue("drug", ("hydrocodone",)))
    )


def test_a_class_is_any_of_its_drugs():
    parsed = parse_query("drug:opioids")
    assert isinstance(parsed.tree, HasValue)
    assert {"hydrocodone", "tramadol"} <= set(parsed.tree.values)
    assert parsed.expansions[0].startswith("“opioids” stands for any of")


def test_a_mistyped_drug_is_searched_as_words_with_a_suggestion():
    parsed = parse_query("drug:tramdol")
    assert parsed.tree == Words("tramdol")
    assert parsed.notes == ("No drug called tramdol: did you mean tramadol? Searched as words.",)


def test_a_drug_among_the_words_is_found_by_its_other_names_too():
    parsed = parse_query("Zanaflex spasm")
    assert parsed.tree == And((Or((Words("Zanaflex"), TIZANIDINE)), Words("spasm")))
    assert parsed.expansions == (
        "Zanaflex is a brand name of tizanidine: items that request tizanidine by any name are found too.",
    )
    assert tree("tizanidine") == Or((Words("tizanidine"), TIZANIDINE))


def test_a_drug_left_out_is_left_out_by_any_name():
    assert tree("-Zanaflex") == Not(Or((Words("Zanaflex"), TIZANIDINE)))


def test_a_drug_of_two_words_is_seen_among_others():
    parsed = tree("chronic MS Contin use")
    assert parsed == And(
        (Words("chronic"), Or((Words("MS Contin"), HasValue("drug", ("morphine",)))), Words("use"))
    )


def test_a_drug_in_a_phrase_is_taken_as_spelt():
    assert tree('"Zanaflex 4mg"') == Phrase("Zanaflex 4mg")


def test_a_body_part_has_many_names():
    parsed = parse_query('body_part:"cervical spine"')
    assert parsed.tree == HasValue("body_part", ("neck",))
    assert parsed.expansions == ("“cervical spine” is taken for neck.",)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("overturn", "overturned"),
        ("Granted", "overturned"),
        ("deny", "upheld"),
        ("denied", "upheld"),
        ("UPHELD", "upheld"),
        ('"partially overturned"', "partially overturned"),
    ],
)
def test_outcomes_have_synonyms(typed, outcome):
    assert tree(f"outcome:{typed}") == HasValue("outcome", (outcome,))


def test_an_unknown_outcome_is_told_the_two_that_there_are():
    assert parse_query("outcome:maybe").notes == (
        "No outcome called maybe: did you mean upheld or overturned? Searched as words.",
    )


def test_a_page_by_its_id():
    assert tree("page:chronic-pain-2009:98") == HasValue("page", ("chronic-pain-2009:98",))


def test_a_page_as_it_is_cited():
    assert tree('page:"Chronic Pain Medical Treatment 2009, p. 98"') == HasValue(
        "page", ("chronic-pain-2009:98",)
    )


def test_a_page_number_is_looked_for_in_every_guideline():
    parsed = parse_query("page:98")
    assert {"chronic-pain-2009:98"} < set(parsed.tree.values)
    assert parsed.expansions == ("page:98 is looked for in every guideline.",)
    assert {"chronic-pain-2009:98", "chronic-pain-2009:99"} < set(tree("page:98..99").values)


def test_a_page_that_is_none_is_searched_as_words():
    parsed = parse_query("page:somewhere")
    assert parsed.tree == Words("somewhere")
    assert "page:98" in parsed.notes[0]


def test_a_guideline_by_another_spelling_and_by_its_beginning():
    assert tree('guideline:"Chronic Pain Medical Treatment Guidelines"') == HasValue(
        "guideline", ("Chronic Pain Medical Treatment",)
    )
    assert {"Low Back Complaints", "Low Back"} <= set(tree('guideline:"low back"').values)


def test_values_of_lists_are_found_in_any_case_of_letters():
    assert tree("category:pharmaceuticals") == HasValue("category", ("Pharmaceuticals",))
    assert tree("class:opioids") == HasValue("subcategory", ("Opioids",))
    assert tree("source:mtus") == HasValue("source", ("MTUS",))
    assert tree("reason:Long-Term-Use") == HasValue("reason", ("long-term-use",))


# --- Dates and numbers


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014..2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("2015-03..", date(2015, 3, 1), None),
        ("..2015-02", None, date(2015, 2, 28)),
        ("2016-05-31", date(2016, 5, 31), date(2016, 5, 31)),
        ("05/31/2016", date(2016, 5, 31), date(2016, 5, 31)),
        ("2016..2014", date(2014, 1, 1), date(2016, 12, 31)),
    ],
)
def test_dates_are_years_months_days_and_ranges(typed, low, high):
    assert tree(f"decided:{typed}") == InRange("decided", low, high)


def test_numbers_are_numbers_and_ranges():
    assert tree("age:50") == InRange("age", 50, 50)
    assert tree("age:50..60") == tree("age:60..50") == InRange("age", 50, 60)


@pytest.mark.parametrize("typed", ["decided:soon", "decided:2015-13", "injured:0000", "age:old", "age:1..x"])
def test_a_bad_date_or_number_is_searched_as_words_and_shown_how_to_write(typed):
    parsed = parse_query(typed)
    assert parsed.tree == Words(typed.partition(":")[2])
    assert "searched as words. Write" in parsed.notes[0]


# --- What is not understood


def test_an_unknown_field_is_searched_as_words_and_the_fields_are_named():
    parsed = parse_query("foo:bar")
    assert parsed.tree == Words("foo bar")
    (note,) = parsed.notes
    assert note.startswith("There is no field “foo”: searched as words. Fields: treatment, rationale")


def test_a_field_without_a_value_is_a_word():
    parsed = parse_query("drug: ")
    assert parsed.tree == Words("drug")
    assert "right after the colon: drug:tizanidine" in parsed.notes[0]


def test_a_colon_in_prose_is_no_field():
    parsed = parse_query("Retrospective: MRI at 10:30, see https://example.org/a")
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "meaning", "said"),
    [
        ('heat "ice', "heat ice", "quotation mark"),
        ("(heat ice", "heat ice", "Parentheses"),
        ("heat) ice", "heat ice", "Parentheses"),
        ("OR heat", "heat", "OR stands between"),
        ("heat OR", "heat", "OR stands between"),
        ("heat NOT", "heat", "Nothing stands after NOT"),
        ("arthroscop*", "arthroscop", "arthroscop*"),
        ("arthroscop!", "arthroscop", "arthroscop!"),
        ("heat~", "heat", "heat~"),
        ("heat w/5 ice", "heat ice", "w/5"),
        ("heat /s ice", "heat ice", "/s"),
        ("heat /p ice", "heat ice", "/p"),
        ('"heat ice"~5', "heat ice", "~5"),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_said(text, meaning, said):
    parsed = parse_query(text)
    assert parsed.tree == Words(meaning)
    assert any(said in note for note in parsed.notes)


def test_signs_alone_are_everything_and_that_is_said():
    parsed = parse_query("& -")
    assert parsed.tree == MatchAll()
    assert parsed.notes == ("There is no word to search for: these are all disputed items.",)


@given(st.text())
def test_any_text_is_understood_somehow(text):
    parsed = parse_query(text)
    assert explain(parsed.tree)


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "-", "NOT ", "OR ", "a:", "a OR ", "((a) ", "1.", "a" * 9, "(-"]
)
def test_a_long_query_is_parsed_quickly(piece):
    started = time.perf_counter()
    explain(parse_query(piece * 3000).tree)
    assert time.perf_counter() - started < 2


# --- What is said of it


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "All disputed items."),
        (
            'drug:Zanaflex outcome:overturned "functional improvement"',
            "Disputed items where drug is tizanidine and outcome is overturned"
            " and the text has “functional improvement”.",
        ),
        ("heat ice", "Disputed items where the text has “heat” and “ice”."),
        ("heat OR ice", "Disputed items where the text has “heat” or the text has “ice”."),
        ("-heat", "Disputed items where the text does not have “heat”."),
        ("rationale:heat", "Disputed items where rationale has “heat”."),
        ("drug:Norco", "Disputed items where drug is acetaminophen and hydrocodone."),
        ("page:chronic-pain-2009:98", "Disputed items where guideline page is Chronic Pain 2009, p. 98."),
        ("page:98", "Disputed items where guideline page is page 98 of any guideline."),
        ("decided:2014..2016", "Disputed items where it was decided between 2014 and 2016."),
        ("decided:2015-03..", "Disputed items where it was decided March 2015 or later."),
        ("decided:2016-05-31", "Disputed items where it was decided on 31 May 2016."),
        ("age:50", "Disputed items where the worker’s age is 50."),
        ("age:50..60", "Disputed items where the worker’s age is between 50 and 60."),
        (
            "MRI (heat OR ice) decided:..2014",
            "Disputed items where the text has “MRI” and (the text has “heat” or the text has “ice”)"
            " and it was decided 2014 or earlier.",
        ),
    ],
)
def test_the_sentence_says_what_was_understood(text, sentence):
    assert explain(tree(text)) == sentence


def test_the_sentence_names_filters_and_dates():
    sentence = explain(
        Words("heat"), {"outcome": frozenset({"upheld"})}, date(2014, 1, 1), date(2014, 12, 31)
    )
    assert sentence == (
        "Disputed items where the text has “heat” and outcome is upheld and it was decided in 2014."
    )


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_fields_example_is_understood(field):
    parsed = parse_query(field.example)
    assert parsed.notes == ()
    assert parsed.tree.field == field.name
