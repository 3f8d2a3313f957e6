"""What a value typed after a field's name means, and what is said about it."""

from datetime import date

import pytest

from search.query.explain import explain
from search.query.parser import parse_query
from search.query.tree import And, HasValue, InRange, Not, Or, Phrase, Words
from vocabularies.treatment_categories import CATEGORIES

TIZANIDINE = HasValue("drug", ("tizanidine",))


def tree(text: str):
    return parse_query(text).tree


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
    assert parsed.also_searched == (
        "Zanaflex is a brand name of tizanidine: items that request tizanidine by any name are found too.",
    )
    assert tree("tizanidine") == Or((Words("tizanidine"), TIZANIDINE))


def test_a_drug_left_out_is_left_out_by_any_name():
    assert tree("-Zanaflex") == Not(Or((Words("Zanaflex"), TIZANIDINE)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-norco pain", "left out too"),
        ("NOT (pain OR norco)", "left out too"),
        ("-(pain -norco)", "found too"),
        ("-pain norco", "found too"),
    ],
)
def test_it_is_said_whether_the_other_names_of_a_drug_are_found_or_left_out(text, said):
    (expansion,) = parse_query(text).also_searched
    assert expansion.endswith(f"request acetaminophen with hydrocodone by any name are {said}.")


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
    ("typed", "part"),
    [("LBP", "low back"), ("lbp", "low back"), ("CTS", "wrist"), ("ACDF", "neck"), ("TKA", "knee")],
)
def test_a_body_part_is_known_by_the_fields_abbreviations(typed, part):
    parsed = parse_query(f"body_part:{typed}")
    assert parsed.tree == HasValue("body_part", (part,))
    assert parsed.expansions == (f"“{typed}” is taken for {part}.",)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("overturn", "overturned"),
        ("Granted", "overturned"),
        ("deny", "upheld"),
        ("denied", "upheld"),
        ("UPHELD", "upheld"),
        ('"partially overturned"', "partially overturned"),
        ('"not medically necessary"', "upheld"),
        ('"Medically necessary"', "overturned"),
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


def test_only_another_name_of_a_page_is_said():
    assert parse_query('page:"Chronic Pain 2009, p. 98"').expansions == ()
    assert parse_query('page:"Chronic Pain Medical Treatment 2009, p. 98"').expansions == (
        "“Chronic Pain Medical Treatment 2009, p. 98” is taken for Chronic Pain 2009, p. 98.",
    )


@pytest.mark.parametrize("field", ["page", "ur_page", "reviewer_page"])
@pytest.mark.parametrize(
    "typed", ["chronic pain 98", "chronic pain, page 98", "MTUS Chronic Pain chapter, p. 98"]
)
def test_a_page_of_a_guideline_without_year_is_looked_for_in_each_of_its_editions(field, typed):
    parsed = parse_query(f'{field}:"{typed}"')
    assert parsed.tree == HasValue(field, tuple(f"chronic-pain-{year}:98" for year in (2009, 2016, 2017)))
    assert parsed.expansions == (
        f"“{typed}” is looked for as"
        " Chronic Pain 2009, p. 98, Chronic Pain 2016, p. 98 or Chronic Pain 2017, p. 98.",
    )


def test_a_page_of_the_guideline_that_letters_call_so_is_not_of_another():
    assert tree('page:"MTUS Chronic Pain Guidelines, p. 98"') == HasValue(
        "page", ("chronic-pain-2009:98", "chronic-pain-2016:98")
    )


def test_a_year_in_parentheses_is_the_edition_of_a_page():
    assert tree('page:"Chronic Pain (2009), p. 98"') == HasValue("page", ("chronic-pain-2009:98",))


def test_an_edition_without_a_page_is_no_page():
    assert tree('page:"chronic pain 2009"') == Words("chronic pain 2009")


def test_a_page_number_is_looked_for_in_every_guideline():
    parsed = parse_query("page:98")
    assert {"chronic-pain-2009:98"} < set(parsed.tree.values)
    assert parsed.expansions == ("page:98 is looked for in every guideline.",)
    assert {"chronic-pain-2009:98", "chronic-pain-2009:99"} < set(tree("page:98..99").values)


@pytest.mark.parametrize(
    "typed",
    ["chronic-pain-2009:98..99", "chronic-pain-2009:98-99", '"Chronic Pain 2009, pp. 98-99"'],
)
def test_pages_of_one_guideline_in_a_row(typed):
    assert tree(f"page:{typed}") == HasValue("page", ("chronic-pain-2009:98", "chronic-pain-2009:99"))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ('"p. 98"', "98"),
        ("p98", "98"),
        ("p.98", "98"),
        ('"page 98"', "98"),
        ('"MTUS 98"', "98"),
        ('"MTUS, p. 98"', "98"),
        ('"pp. 98-99"', "98..99"),
        ('"pages 98 to 99"', "98..99"),
    ],
)
def test_a_page_is_understood_however_its_number_is_written(typed, same):
    assert tree(f"page:{typed}") == tree(f"page:{same}")
    assert isinstance(tree(f"page:{same}"), HasValue)


def test_of_very_many_pages_in_a_row_only_the_first_are_looked_for():
    parsed = parse_query("page:chronic-pain-2009:1..500")
    assert len(parsed.tree.values) == 50
    assert parsed.expansions == ("page:chronic-pain-2009:1..500 is looked for to page 50 only.",)


def test_pages_of_some_editions_are_not_told_as_those_of_any_guideline():
    assert explain(tree('page:"chronic pain 98-99"')) == (
        "Disputed items where guideline page is one of the pages 98 to 99"
        " of Chronic Pain 2009, Chronic Pain 2016 or Chronic Pain 2017."
    )


def test_a_page_that_is_none_is_searched_as_words():
    parsed = parse_query("page:somewhere")
    assert parsed.tree == Words("somewhere")
    assert "page:98" in parsed.notes[0]


def test_a_guideline_by_another_spelling_and_by_its_beginning():
    assert tree('guideline:"Chronic Pain Medical Treatment Guidelines"') == HasValue(
        "guideline", ("Chronic Pain Medical Treatment",)
    )
    assert {"Low Back Complaints", "Low Back"} <= set(tree('guideline:"low back"').values)


@pytest.mark.parametrize("field", ["guideline", "reviewer_guideline", "ur_guideline"])
@pytest.mark.parametrize(
    ("typed", "source"), [("ACOEM", "ACOEM"), ("odg", "ODG"), ("MTUS", "MTUS"), ('"ODG guidelines"', "ODG")]
)
def test_a_source_of_guidelines_is_pointed_to_its_own_field(field, typed, source):
    (note,) = parse_query(f"{field}:{typed}").notes
    assert "is a source of guidelines" in note
    assert note.endswith(f"write source:{source}.")


@pytest.mark.parametrize(
    "query", ["reason:not-a-reason", "subcategory:mri", 'reason:"no evidence"', 'guideline:"work loss"']
)
def test_nothing_is_offered_where_no_value_is_near(query):
    (note,) = parse_query(query).notes
    assert "did you mean" not in note.lower()


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("reason:functionl", "no-functional-improvement"),
        ("reason:long", "long-term-use"),
        ("subcategory:acupunture", "Acupuncture"),
        ("source:ACOM", "ACOEM"),
        ('guideline:"chronic pian"', "Chronic Pain or Chronic Pain Medical Treatment"),
    ],
)
def test_a_value_with_a_slip_or_a_word_of_it_is_offered(query, offered):
    (note,) = parse_query(query).notes
    assert f"did you mean {offered.lower()}?" in note.lower()


def test_values_of_lists_are_found_in_any_case_of_letters():
    assert tree("category:pharmaceuticals") == HasValue("category", ("Pharmaceuticals",))
    assert tree("class:opioids") == HasValue("drug_class", ("Opioids",))
    assert tree("source:mtus") == HasValue("source", ("MTUS",))
    assert tree("reason:Long-Term-Use") == HasValue("reason", ("long-term-use",))


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("class:NSAIDs", "drug_class", "NSAID"),
        ("class:opioid", "drug_class", "Opioids"),
        ('class:"muscle relaxants"', "drug_class", "Muscle Relaxant"),
        ("category:injections", "category", "Injection"),
        ('reason:"no functional improvements"', "reason", "no-functional-improvement"),
    ],
)
def test_values_of_lists_are_found_in_singular_and_plural(typed, field, value):
    parsed = parse_query(typed)
    assert parsed.tree == HasValue(field, (value,))
    assert f"is taken for {value}." in parsed.expansions[0]


@pytest.mark.parametrize("names", [CATEGORIES, {name for row in CATEGORIES.values() for name in row}])
def test_no_two_categories_are_taken_for_each_other(names):
    field = "category" if names is CATEGORIES else "subcategory"
    assert {name: tree(f'{field}:"{name}"') for name in names} == {
        name: HasValue(field, (name,)) for name in names
    }


def test_an_unknown_specialty_is_noted_with_a_suggestion():
    parsed = parse_query("specialty:ortho")
    assert parsed.tree == HasValue("specialty", ("ortho",))
    assert parsed.notes == ("No specialty is called “ortho”: did you mean Orthopedic Surgery?",)
    assert "exactly this one" in parse_query("specialty:xyzzy").notes[0]


def test_a_part_of_a_case_number_is_noted_with_how_to_write_one():
    (note,) = parse_query("case:CM16").notes
    assert note.startswith("“CM16” is no whole case number")
    assert "Write case:CM16-0000001." in note


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
        ("5/31/2016", date(2016, 5, 31), date(2016, 5, 31)),
        ("5/2016", date(2016, 5, 1), date(2016, 5, 31)),
        ("2016..2014", date(2014, 1, 1), date(2016, 12, 31)),
        ("2014-2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("1/2015-05/31/2016", date(2015, 1, 1), date(2016, 5, 31)),
        (">=2015", date(2015, 1, 1), None),
        (">2015", date(2016, 1, 1), None),
        ("<=2015-02", None, date(2015, 2, 28)),
        ("<2015", None, date(2014, 12, 31)),
        ('"December 2016"', date(2016, 12, 1), date(2016, 12, 31)),
        ('"feb. 2016"', date(2016, 2, 1), date(2016, 2, 29)),
        ('"December 5, 2016"', date(2016, 12, 5), date(2016, 12, 5)),
        ('"5 December 2016"', date(2016, 12, 5), date(2016, 12, 5)),
        ('"2014 to 2016"', date(2014, 1, 1), date(2016, 12, 31)),
        ('"from Dec 2014 through 1/2016"', date(2014, 12, 1), date(2016, 1, 31)),
        ('"March 2014 - 2016-05-31"', date(2014, 3, 1), date(2016, 5, 31)),
    ],
)
def test_dates_are_years_months_days_and_ranges(typed, low, high):
    assert tree(f"decided:{typed}") == InRange("decided", low, high)


def test_numbers_are_numbers_and_ranges():
    assert tree("age:50") == InRange("age", 50, 50)
    assert tree("age:50..60") == tree("age:60..50") == tree("age:50-60") == InRange("age", 50, 60)
    assert tree('age:"50 to 60"') == InRange("age", 50, 60)
    assert tree("age:>50") == tree("age:>=51") == InRange("age", 51, None)
    assert tree("age:<=40") == tree("age:<41") == InRange("age", None, 40)


@pytest.mark.parametrize(
    "typed",
    [
        *("decided:soon", "decided:2015-13", "injured:0000", "decided:0001", "decided:9999"),
        *("decided:Foo-2016", "decided:May", "age:old", "age:1..x", "age:>x", "age:1-2-3"),
    ],
)
def test_a_bad_date_or_number_is_searched_as_words_and_shown_how_to_write(typed):
    parsed = parse_query(typed)
    assert parsed.tree == Words(typed.partition(":")[2])
    assert "searched as words. Write" in parsed.notes[0]


def test_a_year_that_cannot_be_is_told_which_can():
    assert "no date or range from 1900 to 2100" in parse_query("decided:9999").notes[0]
