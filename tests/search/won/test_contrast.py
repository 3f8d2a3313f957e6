"""Shares, their difference and the odds ratio."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.won.contrast import Contrast, Share


def contrast(first, of_first, second, of_second):
    return Contrast(Share(first, of_first), Share(second, of_second))


def test_the_odds_ratio_is_that_of_the_four_counts_with_half_an_item_added_to_each():
    found = contrast(30, 40, 20, 100)
    assert found.difference == pytest.approx(0.55)
    assert found.odds_ratio == pytest.approx((30.5 / 10.5) / (20.5 / 80.5))
    low, high = found.odds_interval
    assert 4 < low < found.odds_ratio < high < 30


def test_an_interval_that_spans_one_tells_nothing():
    assert contrast(5, 10, 50, 100).certain == 0
    assert contrast(9, 10, 10, 100).certain > 0
    assert contrast(0, 50, 60, 100).certain < 0


def test_what_no_item_of_a_side_has_may_tell_and_is_bounded_on_one_side_only():
    found = contrast(0, 22, 54, 216)
    assert found.certain < 0
    assert found.odds_interval[1] == float("inf")
    assert contrast(0, 11, 3, 182).certain == 0
    assert contrast(40, 40, 10, 40).odds_interval[1] == float("inf")


def test_of_the_same_ratio_more_items_tell_more():
    assert contrast(60, 80, 40, 200).certain > contrast(15, 20, 10, 50).certain


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_sides_exchanged_give_the_same_ratio_the_other_way_round(first, second):
    one, other = contrast(first, 50, second, 50), contrast(second, 50, first, 50)
    assert one.log_odds_ratio == pytest.approx(-other.log_odds_ratio)
    assert exp(abs(one.certain)) == pytest.approx(exp(abs(other.certain)))
