"""The parser against the real letters. ``python -m tests.letters.score`` prints the table alone."""

import re
import sys
from collections import Counter

import pytest

from letters.cleaning import clean
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading import read_letter
from letters.sections import split_sections
from tests.gold import PARTS, labelled_letters, names_kept_aside
from tests.letters.score import FACTS, Scores, score, table
from vocabularies.warnings import WARNINGS

pytestmark = pytest.mark.real_letters


@pytest.fixture(scope="module")
def scores(real_letters) -> Scores:
    found = score(real_letters)
    sys.stdout.write(f"\n{table(found)}\n")
    return found


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_the_parser_reaches_its_goal_on_the_letters_kept_aside(scores, fact):
    assert scores.agreements[fact.name, "kept aside"].score >= fact.floor


@pytest.mark.parametrize("part", PARTS)
def test_no_labelled_letter_is_refused(scores, part):
    assert scores.agreements["letters parsed", part].score == 1


def test_a_third_of_the_real_letters_is_kept_aside(real_letters):
    parts = Counter(letter.part for letter in labelled_letters(real_letters))
    assert parts["tuned on"] / 2 - 1 <= parts["kept aside"] <= parts["tuned on"] / 2


def test_no_miss_on_a_letter_kept_aside_is_shown(scores, real_letters):
    assert not {miss.letter.name for miss in scores.misses} & names_kept_aside(real_letters)


def letters(folder, names="*") -> dict[str, ParsedLetter]:
    return {path.stem: parse_letter(read_letter(path)) for path in sorted(folder.glob(names))}


def test_all_real_letters_parse_and_no_item_is_lost(real_letters):
    assert sum(len(letter.items) for letter in letters(real_letters / "seeds").values()) == 9
    for path in sorted((real_letters / "pdf").iterdir()):
        letter = read_letter(path)
        printed = re.findall(r"\b(?:Upheld|Overturned)\b", split_sections(clean(letter.text)).issues)
        assert len(parse_letter(letter).items) == len(printed), path.stem


def test_every_real_pdf_states_all_that_its_layout_has(real_letters):
    parsed = letters(real_letters / "pdf")
    assert {stem: letter.case_number for stem, letter in parsed.items()} == {stem: stem for stem in parsed}
    assert {letter.format for letter in parsed.values()} == {"F4"}
    codes = {warning.code for letter in parsed.values() for warning in letter.warnings}
    assert codes <= set(WARNINGS)
    assert max(len(item.title) for letter in parsed.values() for item in letter.items) < 600


def test_each_authored_letter_is_recognised_as_what_it_was_written_as(real_letters):
    formats = {stem: letter.format for stem, letter in letters(real_letters / "authored", "*.txt").items()}
    assert formats == {
        "B01": "F3",
        "B05": "F4",
        "B07": "F4",
        "C01": "F0",
        "C03": "F1",
        "C05": "F2",
        "C08": "F5",
    }
