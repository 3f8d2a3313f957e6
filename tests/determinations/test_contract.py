"""Rows say of a letter what its parse said: nothing is lost or changed on the way in."""

import pytest

from determinations.contract import (
    contract_json,
    determinations_with_facts,
    parsed_facts,
    stored_facts,
)
from determinations.ingest import ingest
from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.samples import make_letters
from tests.determinations.letters import write_letter

pytestmark = pytest.mark.django_db


def assert_rows_say_what_the_parser_says(count: int) -> None:
    determinations = determinations_with_facts()
    assert len(determinations) == count
    for determination in determinations:
        letter = determination.letter
        text = LetterText(letter.text, letter.media_type)
        parsed = parse_letter(text)
        assert contract_json(determination) == parsed.as_json()
        assert stored_facts(determination) == parsed_facts(text, parsed)


def test_rows_of_a_letter_are_its_parse(inbox):
    write_letter(inbox / "a.txt")
    write_letter(inbox / "b.txt", case_number=None)
    ingest([inbox])
    assert_rows_say_what_the_parser_says(2)


def test_rows_of_sample_letters_are_their_parse(inbox):
    for sample in make_letters(60, seed=7):
        (inbox / f"{sample.name}.txt").write_text(sample.text, encoding="utf-8")
    ingest([inbox])
    assert_rows_say_what_the_parser_says(60)


@pytest.mark.real_letters
def test_rows_of_real_letters_are_their_parse(real_letters):
    ingest([real_letters / "seeds", real_letters / "pdf"], workers=2)
    assert_rows_say_what_the_parser_says(5 + 144)


def test_facts_are_read_in_a_fixed_number_of_queries(inbox, django_assert_max_num_queries):
    for number in range(5):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099006{number}")
    ingest([inbox])
    with django_assert_max_num_queries(10):
        assert len([stored_facts(determination) for determination in determinations_with_facts()]) == 5
