"""A short fuzz run; ``python -m tests.fuzz`` is the long one."""

import pytest

from letters.letter_text import MAX_CHARACTERS
from letters.parsing import parse_letter
from tests.fuzz import checks
from tests.fuzz.checks import SECONDS, judge
from tests.fuzz.corpus import letters_to_mutate
from tests.fuzz.mutations import MUTATIONS, mutant
from tests.fuzz.repeats import PLACES, repeat

MUTANTS = 300
COSTLY = ("1/2/16 ", ".;", "a-\nb")
"""What took longest of all that ``python -m tests.fuzz --repeats`` tries."""


@pytest.fixture(scope="module")
def letters() -> tuple[str, ...]:
    return letters_to_mutate(own_only=True)


@pytest.mark.parametrize("hundred", range(0, MUTANTS, 100))
def test_a_mutated_letter_is_parsed_well_or_refused_with_a_sentence(letters, hundred):
    mutants = ((index, mutant(1, index, letters)) for index in range(hundred, hundred + 100))
    found = {(index, made.mutations): judge(made.text).faults for index, made in mutants}
    assert {which: faults for which, faults in found.items() if faults} == {}


def test_a_mutant_is_made_again_by_its_seed_and_number(letters):
    assert mutant(1, 7, letters) == mutant(1, 7, letters)
    assert mutant(1, 7, letters) != mutant(2, 7, letters)


def test_every_mutation_is_used(letters):
    used = {name for index in range(MUTANTS) for name in mutant(1, index, letters).mutations}
    assert used == {mutation.__name__ for mutation in MUTATIONS}


@pytest.mark.parametrize("place", PLACES)
def test_one_thing_said_again_and_again_takes_no_longer_than_two_seconds(place):
    found = [repeat(unit, place, MAX_CHARACTERS - 2000) for unit in COSTLY]
    assert {each.unit: (each.seconds, each.faults) for each in found if each.faults} == {}


def test_a_file_of_five_megabytes_is_read_and_refused_in_two_seconds():
    verdict = judge("Upheld: Page(s): 1-9 \n" * 230_000)
    assert (verdict.parsed, verdict.faults) == (False, ())
    assert verdict.seconds < SECONDS


# What the run would say of a parser that errs


def raising(letter):
    raise ValueError("no such thing")


def test_an_error_of_the_parser_is_told_with_its_place(monkeypatch, letters):
    monkeypatch.setattr(checks, "parse_letter", raising)
    assert judge(letters[0]).faults[0].startswith("raises ValueError in test_fuzz.py:")


def test_a_parser_that_does_not_end_is_stopped(monkeypatch, letters):
    def endless(letter):
        while True:
            pass

    monkeypatch.setattr(checks, "parse_letter", endless)
    monkeypatch.setattr(checks, "HUNG_AFTER", 0.1)
    assert judge(letters[0]).faults == ("did not end in 0.1 s",)


def test_a_parser_that_is_not_of_one_mind_is_told(monkeypatch, letters):
    answers = iter(letters[:2])

    def fickle(letter):
        return parse_letter(type(letter)(next(answers), letter.media_type))

    monkeypatch.setattr(checks, "parse_letter", fickle)
    assert judge("any text").faults == ("parses otherwise the second time",)
