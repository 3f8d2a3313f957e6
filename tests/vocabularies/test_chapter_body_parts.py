"""Which body parts a chapter fits."""

import pytest

from vocabularies import body_parts, guidelines
from vocabularies.chapter_body_parts import is_of_any_part, parts_of_chapter
from vocabularies.data_files import load

CHAPTERS = load("chapter_body_parts")["chapters"]


def test_a_chapter_fits_its_own_part_and_its_neighbours():
    assert {"knee", "lower leg"} <= parts_of_chapter("MTUS", "Knee Complaints")
    assert "shoulder" not in parts_of_chapter("MTUS", "Knee Complaints")
    assert "hip" in parts_of_chapter("ODG", "Hip and Pelvis")


def test_a_chapter_of_acoem_is_that_of_the_mtus_however_it_is_spelt():
    assert parts_of_chapter("ACOEM", "Hip and Groin") == parts_of_chapter("MTUS", "Hip and Groin Disorders")


@pytest.mark.parametrize("guideline", ["Chronic Pain Medical Treatment", "Knee Surgery Weekly", ""])
def test_a_chapter_of_every_part_or_of_no_list_has_no_parts(guideline):
    assert parts_of_chapter("MTUS", guideline) == frozenset()


def test_every_chapter_and_part_of_the_list_is_a_known_one():
    known = {"MTUS": guidelines.MTUS, "ODG": guidelines.ODG}
    assert [name for row in CHAPTERS for name in row["names"] if name not in known[row["source"]]] == []
    assert {part for row in CHAPTERS for part in row["fits"]} <= set(body_parts.NAMES)


def test_no_chapter_is_listed_twice():
    named = [(row["source"], name) for row in CHAPTERS for name in row["names"]]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "treatment", ["EMG/NCV of the left leg", "Electromyography", "Pre-op labs", "Bone growth stimulator"]
)
def test_some_treatments_are_of_any_part(treatment):
    assert is_of_any_part(treatment)


@pytest.mark.parametrize("treatment", ["MRI of the knee", "Norco 10/325mg #60", "Physical therapy, 6 visits"])
def test_others_are_not(treatment):
    assert not is_of_any_part(treatment)
