"""What a typed query means, and what is said about it."""

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.fields import FIELDS
from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import And, FieldWords, HasValue, MatchAll, Not, Or, Phrase, Words

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


@pytest.mark.parametrize("dose", ["20mg", "20 mg", "20mg,", "20 mg.", "20mg*"])
def test_a_dose_is_one_thing_with_a_space_or_without(dose):
    meant = Phrase(dose.rstrip(",.*"))
    assert tree(f"treatment:therapy {dose} #60") == And(
        (FieldWords("treatment", "therapy"), meant, Words("#60"))
    )
    assert tree(f"-{dose} massage") == And((Not(meant), Words("massage")))


def test_a_dose_of_a_drug_stands_beside_its_names_and_in_a_field():
    meant = parse_query("omeprazole 20 mg")
    assert meant.tree == And((tree("omeprazole"), Phrase("20 mg")))
    assert meant.notes == ()
    assert tree("treatment:7.5mg") == FieldWords("treatment", "7.5mg", exact=True)
    assert tree("therapy 10mg/325 mg") == And((Words("therapy"), Phrase("10mg/325 mg")))
    assert tree("norco w/3 10mg") == tree('norco w/3 "10mg"')


@pytest.mark.parametrize("strength", ["10/325", "7.5/325", "50/325/40", "10/325,", "10-325", "7.5-325"])
def test_a_strength_without_a_unit_is_one_thing(strength):
    meant = Phrase(strength.rstrip(","))
    assert tree(f"therapy {strength} #60") == And((Words("therapy"), meant, Words("#60")))
    assert tree(f"treatment:{strength}") == FieldWords("treatment", strength, exact=True)
    assert explain(tree(strength)) == f"Disputed items where the text has “{meant.text}”."


@pytest.mark.parametrize(
    "typed", ["drug:norco 10/325", 'drug:"norco 10/325"', "drug:(norco 10/325)", 'drug:"10/325 norco"']
)
def test_the_strength_of_a_drug_in_its_field_is_looked_for_too(typed):
    parsed = parse_query(typed)
    assert explain(parsed.tree) == (
        "Disputed items where drug is acetaminophen and hydrocodone and the text has “10/325”."
    )
    assert parsed.notes == ()
    assert parsed.expansions == ("norco is a brand name of acetaminophen with hydrocodone.",)


def test_a_dose_with_its_unit_in_the_field_of_a_drug_is_looked_for_too():
    assert tree('drug:"tizanidine 4 mg"') == And((TIZANIDINE, Phrase("4 mg")))


@pytest.mark.parametrize(
    "typed", ["8/10", "5/5", "1/2", "5/12/2016", "5/12/16", "5/2016", "2014-2016", "L4-5", "100-200", "8 /10"]
)
def test_scores_dates_and_ranges_are_no_strength(typed):
    assert tree(f"therapy {typed}") == Words(f"therapy {typed}")


def test_a_number_before_another_word_is_no_dose():
    assert tree("20 visits") == Words("20 visits")
    assert tree("20 magnets") == Words("20 magnets")
    assert tree("1/2 mile") == Words("1/2 mile")


def test_small_or_is_a_word():
    assert tree("massage or heat") == Words("massage or heat")


def test_a_part_said_twice_counts_once():
    assert tree("heat OR heat") == Words("heat")
    assert tree('"heat" "ice" "heat"') == And((Phrase("heat"), Phrase("ice")))


def test_and_goes_without_saying():
    assert tree("massage AND heat") == Words("massage heat")


@pytest.mark.parametrize("text", ["-heat", "NOT heat"])
def test_minus_and_not_leave_out(text):
    assert tree(text) == Not(Words("heat"))


@pytest.mark.parametrize("sign", ["%", "BUT NOT"])
def test_westlaws_but_not_leaves_out_all_that_is_joined_behind_it(sign):
    parsed = parse_query(f"ice {sign} heat")
    assert parsed.tree == And((Words("ice"), Not(Words("heat"))))
    assert parsed.notes == ()
    assert tree(f'"ice" {sign} heat OR cold') == And((Phrase("ice"), Not(tree("heat OR cold"))))
    assert tree(f"(ice OR cold) {sign} (heat /s pack)") == tree("(ice OR cold) -(heat /s pack)")
    assert tree(f"ice {sign} heat /s pack") == tree("ice -(heat /s pack)")
    assert tree(f"sleep {sign} low back") == tree("sleep -(low back)")
    assert tree(f"decided:2015 {sign} L5 {sign} heat") == tree("decided:2015 -L5 -heat")


@pytest.mark.parametrize("text", ["50 % relief", "% relief", "relief %", "relief of 7.5-10 % at rest"])
def test_a_percent_sign_of_a_number_or_at_an_end_leaves_nothing_out(text):
    assert tree(text) == tree(text.replace("%", ""))


def test_what_westlaws_but_not_leaves_out_is_said_so():
    parsed = parse_query("heat % Zanaflex")
    assert "left out too" in parsed.also_searched[0]


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


def test_a_heading_before_a_numbered_list_is_no_field():
    assert "Treatment" in parse_query("Treatment: (1) massage (2) cane").tree.text
    assert parse_query("age: (52)").tree == parse_query("age:52").tree


def test_a_field_name_may_be_in_capitals_or_with_a_hyphen():
    assert tree('Body-Part:"low back"') == HasValue("body_part", ("low back",))


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
    parsed = parse_query("Procedure: MRI at 10:30, see https://example.org/a")
    assert parsed.notes == ()


@pytest.mark.parametrize(
    "text", ["Retrospective: MRI of it", "TREATMENT: heat packs", "Drug: a topical cream"]
)
def test_the_title_of_a_pasted_request_is_words_and_nothing_is_said(text):
    parsed = parse_query(text)
    assert parsed.tree == Words(text.replace(":", ""))
    assert parsed.notes == ()


def test_a_capitalised_field_means_what_it_says_where_its_value_stands_behind_it():
    assert parse_query("Drug:tizanidine").tree == HasValue("drug", ("tizanidine",))
    assert "right after the colon" in parse_query("Drug:").notes[0]


@pytest.mark.parametrize(
    ("text", "meaning", "said"),
    [
        ('heat "ice', "heat ice", "quotation mark"),
        ("(heat ice", "heat ice", "Parentheses"),
        ("heat) ice", "heat ice", "Parentheses"),
        ("OR heat", "heat", "OR stands between"),
        ("heat OR", "heat", "OR stands between"),
        ("heat NOT", "heat", "Nothing stands after NOT"),
        ("a*", "a", "too short for a *"),
        ("by~", "by", "too short for a ~"),
        ("wom*n", "wom n", "only at the end of a word"),
        ("*scopy", "scopy", "only at the end of a word"),
        ("w/5 heat", "heat", "“w/5” stands between two words"),
        ("heat /s", "heat", "“/s” stands between two words"),
        ("heat w/5 /p ice", "heat ice", "“w/5” stands between two words"),
        ("(heat ice) w/5 cold", "heat ice cold", "both sides are searched anywhere"),
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


def test_many_pages_asked_for_many_times_are_parsed_quickly():
    started = time.perf_counter()
    assert isinstance(tree("page:1..50 " * 180), HasValue)
    assert time.perf_counter() - started < 0.5


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
        ("heat OR ice", "Disputed items where the text has “heat” or “ice”."),
        ("-heat", "Disputed items where the text does not have “heat”."),
        ("rationale:heat", "Disputed items where rationale has “heat”."),
        ("drug:Norco", "Disputed items where drug is acetaminophen and hydrocodone."),
        ("page:chronic-pain-2009:98", "Disputed items where guideline page is Chronic Pain 2009, p. 98."),
        ("page:98", "Disputed items where guideline page is page 98 of any guideline."),
        ("decided:2014..2016", "Disputed items where it was decided between 2014 and 2016."),
        ("decided:2015-03..", "Disputed items where it was decided March 2015 or later."),
        ("decided:2016-05-31", "Disputed items where it was decided on 31 May 2016."),
        ("age:>=50", "Disputed items where the worker’s age is 50 or more."),
        ("age:<=50", "Disputed items where the worker’s age is 50 or less."),
        ("age:50", "Disputed items where the worker’s age is 50."),
        ("age:50..60", "Disputed items where the worker’s age is between 50 and 60."),
        (
            "MRI (heat OR ice) decided:..2014",
            "Disputed items where the text has “MRI” and (the text has “heat” or “ice”)"
            " and it was decided 2014 or earlier.",
        ),
    ],
)
def test_the_sentence_says_what_was_understood(text, sentence):
    assert explain(tree(text)) == sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("decided:2017-01", "in January 2017"),
        ("decided:1/2017", "in January 2017"),
        ("decided:2016-12", "in December 2016"),
        ("decided:2017-01-01..2017-02-28", "between January 2017 and February 2017"),
        ("decided:2016-07..2016-12", "between July 2016 and December 2016"),
        ("decided:2017-01-01..2017-01-15", "between 1 January 2017 and 15 January 2017"),
        ("decided:2016-12-05..2016-12-31", "between 5 December 2016 and 31 December 2016"),
        ("decided:2015..2016-06", "between 2015 and June 2016"),
        ("decided:2017", "in 2017"),
    ],
)
def test_a_year_or_month_is_said_only_where_all_of_it_is_meant(text, told):
    assert explain(tree(text)) == f"Disputed items where it was decided {told}."


@given(st.none() | st.dates(), st.none() | st.dates())
@example(date.min, date.max)
def test_the_sentence_can_tell_any_dates(low, high):
    assert explain(MatchAll(), None, low, high)


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
