"""Rates carry their number of items and an interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rates import Rate, percent, rate_in_words, rate_of, rates_by_value


@pytest.mark.parametrize(
    ("overturned", "total", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(overturned, total, low, high):
    assert Rate(overturned, total).interval == pytest.approx((low, high), abs=5e-5)


def test_of_no_items_there_is_no_rate():
    assert Rate(0, 0).share is None
    assert Rate(0, 0).interval is None


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_its_interval(counts):
    rate = Rate(*counts)
    low, high = rate.interval
    assert 0 <= low <= rate.share + 1e-12
    assert rate.share - 1e-12 <= high <= 1


def test_what_was_overturned_in_part_counts_as_an_item_that_was_not():
    rate = rate_of({"overturned": 2, "partially overturned": 1, "upheld": 7})
    assert (rate.overturned, rate.total, rate.upheld) == (2, 10, 8)


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (Rate(0, 0), ""),
        (Rate(2, 3), "67% (95% interval 21–94%)"),
        (Rate(0, 20), "0% (95% interval 0–16%)"),
        (Rate(20, 20), "100% (95% interval 84–100%)"),
        # Where whole percents would say the same three times.
        (Rate(26_012, 100_000), "26.0% (95% interval 25.7–26.3%)"),
    ],
)  # fmt: skip
def test_a_rate_is_told_as_exactly_as_it_is_known(rate, words):
    assert rate_in_words(rate) == words


@pytest.mark.parametrize(
    ("share", "digits", "told"),
    [
        (0.504, 0, "50%"),
        (0.001, 0, "<1%"),
        (0.999, 0, ">99%"),
        (0.0001, 1, "<0.1%"),
        (0.0, 0, "0%"),
        (1.0, 1, "100.0%"),
    ],
)
def test_what_is_rare_is_no_nought_and_what_is_usual_not_all(share, digits, told):
    assert percent(share, digits) == told


def test_the_rates_of_values_keep_the_order_of_all_items_and_never_pass_one():
    rates = rates_by_value({"neck": 4, "knee": 2}, {"knee": 3, "hip": 1})
    assert list(rates.items()) == [("neck", Rate(0, 4)), ("knee", Rate(2, 2))]
