"""What exhibits are called, and how pages are numbered."""

import pytest

from bookmarks.exhibits.pack.labels import Bates, Labelling, Numbering, read_first


def test_letters_go_on_after_z():
    assert Labelling(first=25).labels(4) == ["Y", "Z", "AA", "AB"]
    assert Labelling(first=702).labels(2) == ["ZZ", "AAA"]


def test_numbers_go_on_from_the_first():
    assert Labelling(Numbering.NUMBERS, first=9).labels(3) == ["9", "10", "11"]


@pytest.mark.parametrize(
    ("typed", "number"), [("A", 1), (" c ", 3), ("Z", 26), ("aa", 27), ("7", None), ("É", None), ("", None)]
)
def test_the_first_exhibit_is_read_from_its_letters(typed, number):
    assert read_first(typed, Numbering.LETTERS) == number


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("0", None), ("-3", None), ("٣", None), ("C", None)]
)
def test_the_first_exhibit_is_read_from_its_number(typed, number):
    assert read_first(typed, Numbering.NUMBERS) == number


def test_what_is_read_is_what_is_printed():
    for number in (1, 26, 27, 52, 701, 702, 703):
        printed = Labelling(first=number).labels(1)[0]
        assert read_first(printed, Numbering.LETTERS) == number


def test_a_page_number_has_its_prefix_and_six_figures():
    assert Bates("IMR", 1).number(1) == "IMR 000001"
    assert Bates("", 99).number(2) == "000100"
