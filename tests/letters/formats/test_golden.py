"""Letters of our own in every layout, beside what they must parse to.

A missing ``.expected.json`` is written on the first run, and that run fails until someone has read it.
"""

import json
from pathlib import Path

import pytest

from letters.formats import FORMATS
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading import read_letter

GOLDEN = Path(__file__).parent / "golden"
LETTERS = sorted(GOLDEN.glob("*.txt"))


def facts(letter: ParsedLetter) -> dict:
    """The contract's JSON, and what stays outside it but is shown."""
    warnings = [[warning.code, warning.item] for warning in letter.warnings]
    return {
        "format": letter.format,
        "warnings": warnings,
        "case_summary": letter.case_summary,
        **letter.as_json(),
    }


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_parses_to_what_someone_has_read_and_found_right(path):
    parsed = facts(parse_letter(read_letter(path)))
    expected = path.with_suffix(".expected.json")
    if not expected.exists():
        expected.write_text(json.dumps(parsed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{expected.name} was missing and has been written. Read it, then run the tests again.")
    assert parsed == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_exactly_the_format_in_its_name_recognises_a_letter(path):
    letter = read_letter(path)
    assert [layout.name.lower() for layout in FORMATS if layout.recognises(letter)] == [path.stem[:2]]


@pytest.mark.parametrize("layout", FORMATS, ids=lambda layout: layout.name)
def test_every_format_has_four_golden_letters(layout):
    assert len([path for path in LETTERS if path.stem.startswith(layout.name.lower())]) >= 4


@pytest.mark.parametrize("layout", FORMATS, ids=lambda layout: layout.name)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "The reviewer upheld the denial of physical therapy: Upheld",
        "MEDICAL PROFESSIONAL REVIEW\nISSUE AT DISPUTE:\nKnee brace",
        "The heading IMR Issues, Decisions and Rationales stands above the items of a letter.",
        "State(s) of Licensure: California",
        "IMR DECISION(S) AND RATIONALE(S)\n1. Norco is not medically necessary and appropriate.",
    ],
)
def test_no_format_recognises_what_is_no_letter_of_its_layout(layout, text):
    assert not layout.recognises(LetterText(text, "text/plain"))
