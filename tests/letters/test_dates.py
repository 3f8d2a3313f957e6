"""Dates as letters print them."""

from datetime import date

import pytest

from letters.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("11/09/2016", date(2016, 11, 9)),
        ("1/9/16", date(2016, 1, 9)),
        ("10-13-16", date(2016, 10, 13)),
        ("12-06-2016", date(2016, 12, 6)),
        ("October 15, 2016", date(2016, 10, 15)),
        ("Sept. 3rd, 2010", date(2010, 9, 3)),
        ("may 2 2014", date(2014, 5, 2)),
        ("3/28/97", date(1997, 3, 28)),
    ],
)
def test_every_way_to_print_a_date_is_read(printed, day):
    assert parse_date(printed) == day


@pytest.mark.parametrize("printed", ["13/45/2016", "02/30/2016", "0/0/00", "10/2016", "", "May 2016", "soon"])
def test_what_is_no_day_of_the_calendar_is_none(printed):
    assert parse_date(printed) is None


def test_the_dates_of_a_text_are_found_in_order():
    text = "Injured on March 2, 2015, seen 4-7-15 and 04/09/2015; denied 13/13/2015."
    assert [(found.printed, found.value) for found in find_dates(text)] == [
        ("March 2, 2015", date(2015, 3, 2)),
        ("4-7-15", date(2015, 4, 7)),
        ("04/09/2015", date(2015, 4, 9)),
        ("13/13/2015", None),
    ]


@pytest.mark.parametrize(
    "text", ["pain of 7/10", "320.5-30-16mg", "1-2 visits", "claim 12-34-56789", "a 10/325/5/2"]
)
def test_numbers_that_only_look_like_dates_are_none(text):
    assert list(find_dates(text)) == []


def test_a_mention_says_where_it_stands():
    text = "Seen on 4-7-15."
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == "4-7-15"
