"""The header's labels and dates, in whatever order an extractor gives the cells of its table."""

from datetime import date

import pytest

from letters.header import read_header
from letters.parsed_letter import Dates

DATES = Dates(
    assigned=date(2016, 11, 9),
    injury=date(2014, 2, 3),
    decision=date(2016, 12, 9),
    ur_denial=date(2016, 10, 20),
    received=date(2016, 11, 3),
)
LAYOUTS = {
    "pypdf": " \nCase Number: CM16-0990001  \nDate Assigned: 11/09/2016 Date of Injury:  02/03/2014 \n"
    "Decision Date: 12/09/2016 UR Denial Date:  10/20/2016 \nPriority:  Standard Application \n"
    "Received:  \n11/03/2016",
    "pdftotext -layout": "Case Number:          CM16-0990001\n"
    "Date Assigned:        11/09/2016                      Date of Injury:      02/03/2014\n"
    "Decision Date:        12/09/2016                      UR Denial Date:      10/20/2016\n"
    "Priority:             Standard                        Application          11/03/2016\n"
    "                                                      Received:",
    "Tika": "Case Number: CM16-0990001\n\nDate Assigned: 11/09/2016 Date of Injury: 02/03/2014\n\n"
    "Decision Date: 12/09/2016 UR Denial Date: 10/20/2016\n\n"
    "Priority: Standard Application Received: 11/03/2016\n",
    "labels before values": "Case Number:\nDate Assigned:\nDecision Date:\nPriority:\nDate of Injury:\n"
    "UR Denial Date:\nApplication\nReceived:\n\nCM16-0990001\n11/09/2016\n12/09/2016\nStandard\n"
    "02/03/2014\n10/20/2016\n11/03/2016",
    "a cell a line": "Case Number:\nCM16-0990001\nDate Assigned:\n11/09/2016\nDate of Injury:\n02/03/2014\n"
    "Decision Date:\n12/09/2016\nUR Denial Date:\n10/20/2016\nPriority:\nStandard\n"
    "Application Received:\n11/03/2016",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_header_is_read_from_any_extractor(layout):
    header = read_header(LAYOUTS[layout])
    assert (header.case_number, header.dates, header.priority) == ("CM16-0990001", DATES, "standard")
    assert header.warnings == ()


@pytest.mark.parametrize("missing", ["11/09/2016", "02/03/2014", "12/09/2016", "10/20/2016"])
def test_a_date_that_is_missing_is_not_taken_from_the_next_label(missing):
    header = read_header(LAYOUTS["Tika"].replace(missing, ""))
    assert sorted(filter(None, vars(header.dates).values())) == sorted(
        day for day in vars(DATES).values() if f"{day:%m/%d/%Y}" != missing
    )
    assert [warning.code for warning in header.warnings] == ["missing-date"]


def test_labels_before_too_few_values_give_no_date_at_all():
    header = read_header(LAYOUTS["labels before values"].replace("02/03/2014\n", ""))
    assert header.dates == Dates()
    assert header.case_number == "CM16-0990001"


def test_a_date_that_no_calendar_has_is_none_and_said_so():
    header = read_header(LAYOUTS["pypdf"].replace("02/03/2014", "13/45/2014"))
    assert header.dates.injury is None
    assert header.dates.decision == DATES.decision
    assert [warning.code for warning in header.warnings] == ["no-such-date"]


def test_a_copy_without_header_is_said_so_once():
    header = read_header("")
    assert (header.case_number, header.dates, header.priority) == (None, Dates(), None)
    assert [warning.code for warning in header.warnings] == ["no-header"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Case Number: CM16-0213", None),
        ("Case Number: CM16-021303", "CM16-021303"),
        ("Case Number: CM16-10000001", "CM16-10000001"),
        ("Case Number: cm16 - 0213037", "CM16-0213037"),
        ("IMR 13-000004", "IMR 13-000004"),
    ],
)
def test_a_case_number_has_six_to_eight_digits(printed, number):
    assert read_header(printed).case_number == number


def test_an_expedited_review_is_told():
    assert read_header(LAYOUTS["pypdf"].replace("Standard", "Expedited")).priority == "expedited"
