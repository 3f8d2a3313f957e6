"""The pages that a citation names, in the many ways in which letters print them."""

import pytest

from letters.citations.details import impossible_pages
from tests.letters.test_citations import PAIN, mtus


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        (" Page(s): 31-33.", [31, 32, 33]),
        (" Page(s): 4, 31.", [4, 31]),
        (" Page(s): 31 of 127.", [31]),
        (" Page(s): 31-33, 40 of 127.", [31, 32, 33, 40]),
        (", pg 131.", [131]),
        (", pp. 31-33.", [31, 32, 33]),
        (", pages 31, 35 and 40.", [31, 35, 40]),
        (", pages 31-33 & 40.", [31, 32, 33, 40]),
        (", page(s) 40, 31–33.", [31, 32, 33, 40]),
        (" Page(s): 114-6.", [114, 115, 116]),
        (" Page(s): 98 of 127, pg 128.", [98, 128]),
        (", pp. 74-76.", [74, 75, 76]),
        (", pages 8, 99.", [8, 99]),
        (", pages 91-94 & 124.", [91, 92, 93, 94, 124]),
        (", pp 91 – 94.", [91, 92, 93, 94]),
        (", pp. 91—94.", [91, 92, 93, 94]),
        (", p. 78 & p. 91.", [78, 91]),
        (" (pages 78, 80, and 91).", [78, 80, 91]),
        (" Page(s): 22, 67-68, 93.", [22, 67, 68, 93]),
        (", Pgs. 78 to 80 of 127.", [78, 79, 80]),
        (", page 78-80/127.", [78, 79, 80]),
        (", page #78.", [78]),
        (", Pg. # 78.", [78]),
        (" Page(s): #78.", [78]),
        (", p78 and pg80.", [78, 80]),
        (", pgs. 78/80.", [78, 80]),
        (", pages 98/127.", [98]),
        (" Page(s): 78.-80.", [78, 79, 80]),
        (" Page(s): 8 C.C.R. 9792.20 - 9792.26 MTUS (Effective July 18, 2009) Page 98 of 127.", [98]),
        (" Page(s): 33, page 31.", [31, 33]),
        (" Page(s): .", []),
    ],
)
def test_pages_are_expanded_and_sorted(printed, pages):
    assert mtus(f"Chronic Pain Treatment Guidelines Massage{printed}") == [(PAIN, None, "Massage", pages)]


def test_a_range_beyond_reason_is_its_two_ends():
    assert mtus("Chronic Pain Treatment Guidelines Page(s): 1-9999.") == [(PAIN, None, None, [1, 9999])]


def test_a_comma_in_a_number_of_thousands_parts_no_pages():
    assert mtus("Chronic Pain Treatment Guidelines Page(s): 1,000, 98,99.") == [
        (PAIN, None, None, [98, 99, 1000])
    ]


def test_a_number_that_no_book_reaches_is_no_page_and_no_section():
    assert mtus("Chronic Pain Treatment Guidelines Massage Page(s): 1-999999.") == [
        (PAIN, None, "Massage", [1])
    ]


def test_sections_with_pages_between_them_are_one_string():
    text = "Chronic Pain Treatment Guidelines Massage, pp. 60-61; Yoga, page 126."
    assert mtus(text) == [(PAIN, None, "Massage; Yoga", [60, 61, 126])]


@pytest.mark.parametrize(
    ("printed", "impossible"),
    [
        ("Page(s): 1-999999999.", ["1-999999999"]),
        ("Page(s): 8, 12345.", ["12345"]),
        ("Page(s): 98-990.", ["98-990"]),
        ("Page(s): 1-127 and 98 of 127.", []),
        ("The 12345 records are missing.", []),
    ],
)
def test_pages_that_no_book_has_are_told(printed, impossible):
    assert impossible_pages(printed) == impossible
