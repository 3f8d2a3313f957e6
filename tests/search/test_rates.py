"""Rates carry their number of items and an interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rates import Rate, rate_of


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
