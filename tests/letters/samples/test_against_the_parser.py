"""The parser, asked for facts that are known because the letters were written from them."""

from collections import Counter

import pytest

from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.samples import make_letters

LETTERS = 500
FLOORS = {
    "case_number": 1.0,
    "dates": 0.99,
    "priority": 0.99,
    "reviewer": 0.99,
    "patient": 0.98,
    "injured_body_parts": 0.95,
    "outcome": 0.99,
    "number of items": 1.0,
    "item title": 0.99,
    "item treatment": 0.99,
    "item outcome": 1.0,
    "item retrospective": 0.98,
    "item modified_by_ur": 0.98,
    "item category": 0.97,
    "item subcategory": 0.97,
    "item drugs": 0.98,
    "item body_parts": 0.97,
    "item citations": 0.97,
    "item rationale": 0.98,
    "item reasons": 0.85,
}
"""Reasons are lower: they are read from free prose, and a sample rationale words them in ways of its own."""


@pytest.fixture(scope="module")
def agreement() -> dict[str, float]:
    """The share of letters or items in which the parser's value is the true one."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for letter in make_letters(LETTERS, seed=7):
        parsed = parse_letter(LetterText(letter.text, "text/plain")).as_json()
        for field, same in compare(letter.facts, parsed):
            asked[field] += 1
            right[field] += same
    return {field: right[field] / asked[field] for field in asked}


def compare(facts, parsed):
    for field in facts.keys() - {"items"}:
        yield field, facts[field] == parsed[field]
    yield "number of items", len(facts["items"]) == len(parsed["items"])
    for true, found in zip(facts["items"], parsed["items"], strict=False):
        for field in true:
            yield f"item {field}", true[field] == found[field]


def test_every_field_of_the_contract_is_compared(agreement, capsys, pytestconfig):
    """Prints the table of agreement as well."""
    with capsys.disabled():
        write = pytestconfig.get_terminal_writer().line
        write(f"\nparser against {LETTERS} sample letters")
        for field, floor in FLOORS.items():
            write(f"  {field:22} {agreement[field]:7.1%}   floor {floor:.0%}")
    assert set(agreement) == {*FLOORS, "item number"}


@pytest.mark.parametrize(("field", "floor"), FLOORS.items())
def test_the_parser_finds_the_true_facts(agreement, field, floor):
    assert agreement[field] >= floor
