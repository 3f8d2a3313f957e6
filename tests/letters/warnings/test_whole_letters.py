"""What the warnings do to a letter, and how often real ones are warned about."""

import time

import pytest

from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading import read_letter
from letters.warnings import contradictions
from letters.warnings.sentences import MAX_RATIONALE
from tests.determinations.letters import letter as letter_text
from tests.letters.warnings.items import CHRONIC_PAIN, cited, item


def test_a_letter_is_parsed_with_its_contradictions_and_its_contract_does_not_change():
    text = letter_text(items=[("MRI of the left knee", "Upheld")], history="Date of injury: 05/07/2014.")
    parsed = parse_letter(LetterText(text, "text/plain"))
    assert [(warning.code, warning.item) for warning in parsed.warnings] == [("injury-date-differs", None)]
    assert "warnings" not in parsed.as_json()


@pytest.mark.parametrize(
    "unit", ["page 1 ", "a 40 year old right hand ", "is not ", "Norco ", "request for knee "]
)
def test_no_rationale_takes_long(unit):
    long = unit * (3 * MAX_RATIONALE // len(unit))
    request = item("Gabapentin for the left hip", rationale=long, citations=(cited(CHRONIC_PAIN, 60),))
    started = time.process_time()
    contradictions(ParsedLetter(items=(request,), format="F4", case_summary=long))
    assert time.process_time() - started < 3  # a fifth of a second; what grows by the square takes minutes


@pytest.mark.real_letters
def test_real_letters_are_warned_about_seldom(real_letters):
    paths = [*(real_letters / "seeds").iterdir(), *(real_letters / "pdf").iterdir()]
    found = [warning for path in paths for warning in contradictions(parse_letter(read_letter(path)))]
    assert 0 < len(found) < 0.15 * len(paths)
