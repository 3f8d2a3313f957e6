"""Outcomes and years above the results, as values: counts, rates in words, links, bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.address import SearchAddress
from search.query.parser import parse_query
from search.query.tree import MatchAll
from search.rates import Rate
from search.results.outcomes import asks_for, only, outcome_bar
from search.results.timeline import HEIGHT, MOST_YEARS, timeline

COUNTS = {"upheld": 892, "overturned": 300, "partially overturned": 12}


def bar(outcomes=COUNTS, eras=None, query="", **selected):
    address = SearchAddress(q=query, selected=selected)
    return outcome_bar(address, parse_query(query).tree, outcomes, eras or {})


def years(counts, overturned=None, **selected):
    return timeline(SearchAddress(selected=selected), counts, overturned or {})


def test_the_parts_of_the_bar_are_the_outcomes_that_occur_with_the_overturned_first():
    assert [(part.label, part.count) for part in bar().parts] == [
        ("Overturned", 300),
        ("Partially overturned", 12),
        ("Upheld", 892),
    ]
    assert [part.label for part in bar({"upheld": 3}).parts] == ["Upheld"]


def test_a_ticked_outcome_that_no_item_has_stays_in_sight_to_be_unticked():
    ticked = bar({"upheld": 3}, outcome=("overturned",)).parts[0]
    assert (ticked.label, ticked.count, ticked.url, ticked.takes_back) == ("Overturned", 0, "/", True)


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).filter(any))
def test_the_widths_of_the_parts_make_up_the_bar(counts):
    parts = bar(dict(zip(COUNTS, counts, strict=True))).parts
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.02)


def test_the_rate_counts_what_was_overturned_in_part_among_the_others_and_names_it():
    assert (bar().rate, bar().in_part) == (Rate(300, 1204), 12)
    assert bar().in_words == "25% (95% interval 23–27%)"


def test_a_link_ticks_its_value_alone_and_takes_it_back_where_it_is_the_only_one():
    both = SearchAddress(q="pain", selected={"outcome": ("upheld", "overturned"), "drug": ("tramadol",)})
    assert only(both, "outcome", "upheld") == ("/?q=pain&outcome=upheld&drug=tramadol", False)
    one = SearchAddress(q="pain", selected={"outcome": ("upheld",)}, page=3)
    assert only(one, "outcome", "upheld") == ("/?q=pain", True)
    assert only(one, "outcome", "overturned") == ("/?q=pain&outcome=overturned", False)


def test_eras_have_rates_of_their_own_where_there_are_several():
    eras = {"2016": Rate(60, 304), "2009": Rate(240, 900)}
    assert [(era.label, era.rate, era.url) for era in bar(eras=eras).eras] == [
        ("2009 guidelines", Rate(240, 900), "/?era=2009"),
        ("2016 guidelines", Rate(60, 304), "/?era=2016"),
    ]
    assert bar(eras=eras).eras[0].in_words == "27% of 900 (24–30%)"
    assert bar(eras={"2009": Rate(300, 1204)}).eras == ()


def test_items_of_no_known_era_are_counted_beside_the_eras():
    assert bar(eras={"2016": Rate(60, 300), "2009": Rate(238, 900)}).without_era == 4
    assert bar(eras={"2016": Rate(60, 304), "2009": Rate(238, 900)}).without_era == 0


@pytest.mark.parametrize("query", ["outcome:overturned", "pain -outcome:upheld", "outcome:upheld OR mri"])
def test_a_query_that_asks_for_an_outcome_has_no_rate(query):
    assert bar(query=query).is_asked
    assert not asks_for(parse_query("pain (drug:tramadol OR mri)").tree, "outcome")
    assert not asks_for(MatchAll(), "outcome")


def test_the_years_follow_each_other_without_a_gap():
    drawn = years({2013: 2, 2016: 4}).years
    assert [(year.year, year.count, year.url) for year in drawn] == [
        (2013, 2, "/?decided_year=2013"),
        (2014, 0, ""),
        (2015, 0, ""),
        (2016, 4, "/?decided_year=2016"),
    ]


def test_one_year_alone_is_no_timeline():
    assert years({2015: 9}) is None
    assert years({}) is None


def test_a_year_that_is_ticked_alone_is_taken_back():
    first, second = years({2015: 2, 2016: 1}, decided_year=("2015",)).years
    assert (first.selected, first.takes_back, first.url) == (True, True, "/")
    assert (second.selected, second.takes_back, second.url) == (False, False, "/?decided_year=2016")


def test_a_bar_is_as_high_as_its_count_and_the_overturned_fill_it_from_the_foot():
    first, second, third = years({2014: 100, 2015: 50, 2016: 1}, {2014: 25, 2015: 50}).years
    assert (first.top, first.height, first.overturned_top) == (0, HEIGHT, HEIGHT * 3 // 4)
    assert (second.height, second.overturned_height) == (HEIGHT // 2, HEIGHT // 2)
    assert third.height > 0


def test_years_far_from_the_others_are_not_drawn_but_counted():
    found = years({1915: 1, 2013: 10, 2015: 30, 2099: 2})
    assert [year.year for year in found.years] == [2013, 2014, 2015]
    assert found.left_out == 3


@given(st.dictionaries(st.integers(1900, 2100), st.integers(1, 10**7), min_size=1))
def test_the_timeline_is_bounded_and_loses_no_item(counts):
    found = years(counts)
    if found:
        assert 2 <= len(found.years) <= MOST_YEARS
        assert sum(year.count for year in found.years) + found.left_out == sum(counts.values())
        assert max(year.height for year in found.years) == HEIGHT


def test_a_count_too_long_for_its_bar_is_told_in_thousands():
    assert [year.short_count for year in years({2014: 9_999, 2015: 152_304}).years] == ["9,999", "152k"]
