"""What ``make_letters`` promises about every letter and about all of them together."""

import os
import re
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from itertools import islice

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from letters.fictional import MARK, is_fictional
from letters.parsed_letter import roll_up
from letters.samples import make_letters
from letters.samples.library import load
from tests.letters.samples.schemas import contract

FINGERPRINT = """
from hashlib import sha256
from letters.samples import make_letters
print(sha256("".join(one.text + repr(one.facts) for one in make_letters(60, 3)).encode()).hexdigest())
"""


def test_the_same_seed_gives_the_same_letters():
    assert list(make_letters(40, seed=5)) == list(make_letters(40, seed=5))


def test_another_seed_gives_other_letters():
    first, second = (next(make_letters(1, seed)) for seed in (1, 2))
    assert first.text != second.text


def test_fewer_letters_are_the_first_of_more(three_hundred):
    assert list(islice(make_letters(2000, seed=1), 300)) == three_hundred


@pytest.mark.parametrize("hash_seed", ["0", "1234"])
def test_letters_do_not_depend_on_hash_randomisation(hash_seed):
    here = sha256("".join(one.text + repr(one.facts) for one in make_letters(60, 3)).encode()).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", FINGERPRINT],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here


def test_every_letter_says_first_that_it_is_fictional(three_hundred):
    assert all(letter.text.splitlines()[0].strip() == MARK for letter in three_hundred)
    assert all(is_fictional(letter.text) for letter in three_hundred)


def test_case_numbers_are_unique_well_formed_and_of_the_year_of_receipt(three_thousand):
    numbers = [letter.facts["case_number"] for letter in three_thousand]
    assert len(set(numbers)) == len(numbers)
    for letter in three_thousand:
        number, received = letter.facts["case_number"], letter.facts["dates"]["received"]
        assert number[:6] == f"CM{received[2:4]}-9"
        assert len(number) == len("CM14-9000000")
        assert letter.name == number


def test_dates_follow_one_another(three_thousand):
    for letter in three_thousand:
        dates = letter.facts["dates"]
        order = [dates[name] for name in ("injury", "ur_denial", "received", "assigned", "decision")]
        assert order == sorted(order)
        assert "2014-02" <= dates["decision"] < "2017-03"


def test_facts_keep_to_the_contract(three_hundred):
    validator = Draft202012Validator(contract())
    for letter in three_hundred:
        validator.validate(letter.facts)


def test_the_case_outcome_is_the_roll_up_of_its_items(three_thousand):
    for letter in three_thousand:
        assert letter.facts["outcome"] == roll_up(item["outcome"] for item in letter.facts["items"])


def test_an_overturned_item_is_never_given_a_reason_to_uphold(three_thousand):
    for item in items_of(three_thousand):
        overturning = {"criteria-met", "red-flag-or-deficit"}
        assert bool(set(item["reasons"]) & overturning) == (item["outcome"] == "overturned"), item["title"]
        assert item["reasons"]


def test_a_rationale_closes_as_its_outcome_says(three_thousand):
    for item in items_of(three_thousand):
        denied = "not medically necessary" in item["rationale"].split(". ")[-1]
        assert denied == (item["outcome"] == "upheld"), item["rationale"]


def test_an_objective_deficit_and_its_absence_never_meet_in_one_letter(three_thousand):
    for letter in three_thousand:
        reasons = {reason for item in letter.facts["items"] for reason in item["reasons"]}
        assert not {"no-objective-findings", "red-flag-or-deficit"} <= reasons


def test_a_service_falls_only_with_an_item_that_the_letter_denies(three_thousand):
    for letter in three_thousand:
        items = letter.facts["items"]
        for place, item in enumerate(items):
            if "depends-on-denied-item" in item["reasons"]:
                assert any(before["outcome"] == "upheld" for before in items[:place]), letter.name


def test_a_requested_body_part_is_an_injured_one(three_thousand):
    for letter in three_thousand:
        named = {part["name"] for item in letter.facts["items"] for part in item["body_parts"]}
        assert named <= set(letter.facts["injured_body_parts"]), letter.name


def test_only_a_request_beyond_the_recommended_number_is_said_to_exceed_it(three_thousand):
    counted = re.compile(r"^Acupuncture.* (\d+) (?:sessions|visits)")
    for item in items_of(three_thousand):
        visits = counted.search(item["treatment"])
        if visits and "exceeds-recommended-amount" in item["reasons"] and not item["modified_by_ur"]:
            assert int(visits[1]) > 6, item["treatment"]


def test_a_missing_dose_is_missing_from_the_title(three_thousand):
    for item in items_of(three_thousand):
        if item["drugs"] and "dose-or-quantity-missing" in item["reasons"]:
            assert item["drugs"][0]["strength"] is None, item["title"]


def test_nothing_is_left_open_in_a_text(three_thousand):
    for letter in three_thousand:
        assert "{" not in letter.text
        assert "None" not in letter.text.replace("None of", "")


def test_pages_are_those_of_the_guideline_of_2009(three_thousand):
    pages = {
        page
        for item in items_of(three_thousand)
        for citation in item["citations"]
        if citation["guideline"] == "Chronic Pain Medical Treatment"
        for page in citation["pages"]
    }
    assert {64, 66, 68, 78, 98, 99, 113} <= pages <= set(range(1, 128))


def test_letters_before_mid_2016_cite_no_later_edition(three_thousand):
    for letter in three_thousand:
        if letter.facts["dates"]["decision"] < "2016-08":
            editions = {one["edition"] for item in letter.facts["items"] for one in item["citations"]}
            assert editions <= {None, 2004, 2007, 2009}


def test_clinics_repeat_themselves(three_thousand):
    templates = [
        text["text"] for clinic in load("clinics")["clinics"] for text in clinic["templates"].values()
    ]
    openings = {text.split(". ")[0] for text in templates}
    repeated = Counter(item["rationale"].split(". ")[0] for item in items_of(three_thousand))
    assert all(repeated[opening] >= 3 for opening in openings)


def items_of(letters):
    return [item for letter in letters for item in letter.facts["items"]]
