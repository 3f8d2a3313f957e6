from datetime import date

import pytest

from vocabularies.eras import ERAS, era_of


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2009, 7, 17), None),
        (date(2013, 7, 1), "2009"),
        (date(2016, 7, 27), "2009"),
        (date(2016, 7, 28), "2016"),
        (date(2017, 11, 30), "2016"),
        (date(2017, 12, 1), "2017"),
        (date(2026, 1, 1), "2017"),
    ],
)
def test_a_decision_belongs_to_the_era_of_its_day(day, code):
    assert era_of(day) == code


def test_eras_follow_each_other():
    days = [era.begins_on for era in ERAS.values()]
    assert days == sorted(set(days))
