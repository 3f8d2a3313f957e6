"""Typed values of years, ages, yes and no, people and states."""

import pytest

from search.query.parser import parse_query
from search.query.tree import HasValue, Words


@pytest.mark.parametrize(
    ("typed", "field", "values"),
    [
        ("sex:f", "sex", ("female",)),
        ("gender:Men", "sex", ("male",)),
        ("retrospective:YES", "retrospective", ("yes",)),
        ("retrospective:true", "retrospective", ("yes",)),
        ("retrospective:prospective", "retrospective", ("no",)),
        ("partly_authorized:y", "partly_authorised", ("yes",)),
        ("modified:no", "partly_authorised", ("no",)),
        ("priority:urgent", "priority", ("expedited",)),
        ("body_part_from:inferred", "body_part_from", ("injury",)),
        ("licensure:CA", "licensure", ("California",)),
        ('license:"new york"', "licensure", ("New York",)),
        ("age_band:50-59", "age_band", ("50-59",)),
        ("era:2016", "era", ("2016",)),
        ("era:ACOEM", "era", ("2017",)),
        ("age_band:50s", "age_band", ("50-59",)),
        ("age_band:52", "age_band", ("50-59",)),
        ("age_band:50..69", "age_band", ("50-59", "60-69")),
        ("decided_year:2015", "decided_year", ("2015",)),
        ("decided_year:2014..2016", "decided_year", ("2014", "2015", "2016")),
        ("injury_year:2012-2011", "injured_year", ("2011", "2012")),
        ('warning:"page beyond the end of the book"', "warning", ("page-beyond-book",)),
        ("warning:Page-Beyond-Book", "warning", ("page-beyond-book",)),
        ("warnings:missing-date", "warning", ("missing-date",)),
        ("class:narcotics", "drug_class", ("Opioids",)),
        ("drug_class:triptans", "drug_class", ("Antimigraine Agent",)),
        ("drug_class:Norco", "drug_class", ("Opioids",)),
        ('edition:"chronic pain 2009"', "edition", ("Chronic Pain Medical Treatment 2009",)),
        ('edition:"Low Back 2004"', "edition", ("Low Back 2004", "Low Back Complaints 2004")),
        ('edition:"Low Back Complaints"', "edition", ("Low Back Complaints 2004",)),
    ],
)
def test_people_have_many_words_for_a_value(typed, field, values):
    assert parse_query(typed).tree == HasValue(field, values)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sex:f", "“f” is taken for female."),
        ("licensure:CA", "“CA” is taken for California."),
        ("age_band:52", "“52” is taken for 50-59."),
        ("age_band:52..61", "“52..61” is taken for the ages 50-69."),
        ("drug_class:Norco", "Norco is of the class Opioids."),
        ('edition:"elbow 2007"', "“elbow 2007” is looked for as Elbow Complaints 2007."),
    ],
)  # fmt: skip
def test_it_is_said_what_another_word_was_taken_for(typed, said):
    assert parse_query(typed).expansions == (said,)


def test_a_value_typed_as_it_is_needs_no_word():
    for typed in (
        "sex:female",
        "licensure:California",
        "age_band:50-59",
        "decided_year:2015",
        "edition:2009",
    ):
        assert parse_query(typed).expansions == ()


def test_a_year_alone_is_that_edition_of_any_chapter():
    assert "Chronic Pain Medical Treatment 2009" in parse_query("edition:2009").tree.values


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("sex:unknown", "did you mean female or male?"),
        ("decided_year:soon", "Write decided_year:2015"),
        ("age_band:old", "Write age_band:50-59"),
        ("licensure:Californa", "did you mean California?"),
        ("warning:pages", "Searched as words."),
        ("class:opiods", "did you mean Opioids"),
    ],
)
def test_what_is_no_value_is_searched_as_words_and_said(typed, noted):
    parsed = parse_query(typed)
    assert parsed.tree == Words(typed.partition(":")[2])
    assert noted in parsed.notes[0]


def test_an_unknown_edition_is_looked_for_as_it_is():
    parsed = parse_query('edition:"House Rules"')
    assert parsed.tree == HasValue("edition", ("House Rules",))
    assert "exactly this" in parsed.notes[0]
