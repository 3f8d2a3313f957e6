"""The lines of a letter, joined where only the paper's edge ended them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.letter_lines import rewrapped

FULL = "The records of the last two months were weighed and the exam was"


def test_a_line_that_the_papers_edge_ended_goes_on():
    assert rewrapped(f"{FULL} \nnormal.") == f"{FULL} normal."


def test_a_word_that_a_lines_end_broke_is_in_one_piece():
    assert rewrapped(f"{FULL} follow-\nup") == f"{FULL} follow-up"
    assert rewrapped(f"{FULL} follow\ufffe\nup") == f"{FULL} follow-up"


def test_a_sentence_goes_on_over_the_end_of_a_page():
    assert rewrapped(f"{FULL} \n\fnormal.") == f"{FULL} normal."
    assert rewrapped(f"{FULL}.\n\fMRI of the neck") == f"{FULL}.\n\fMRI of the neck"


@pytest.mark.parametrize(
    "text",
    [
        "Priority: Standard\nApplication Received",
        f"{FULL}\n\nMRI of the neck: Upheld",
        f"{FULL}\nMAXIMUS guideline: none",
        f"{FULL}\n2. Norco 10/325mg",
        f"{FULL}\n- Norco 10/325mg",
    ],
)
def test_a_line_that_was_ended_on_purpose_stays(text):
    assert rewrapped(text) == text


def test_a_letter_with_an_empty_line_after_each_is_single_spaced():
    doubled = f"Case Number\n\n{FULL} \n\nnormal.\n\n \n\nMRI\n\nUpheld\n\n"
    assert rewrapped(doubled) == f"Case Number\n{FULL} normal.\n\nMRI\nUpheld"


LINES = st.lists(st.text(alphabet="ab-: \x0c", max_size=80), max_size=8).map("\n".join)


@given(LINES)
def test_no_sign_but_white_space_is_lost_or_added(text):
    assert "".join(rewrapped(text).split()) == "".join(text.split())
