"""Where in the regulations a chapter stands."""

import json

import jsonschema

from vocabularies import guidelines
from vocabularies.data_files import DATA, load
from vocabularies.regulation_sections import section_of


def test_the_list_follows_its_schema():
    schema = json.loads((DATA / "schemas" / "regulation_sections.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load("regulation_sections"), schema)


def test_every_chapter_of_the_list_is_a_chapter_of_the_schedule_and_has_one_section():
    named = [chapter for row in load("regulation_sections")["sections"] for chapter in row["chapters"]]
    assert set(named) <= set(guidelines.MTUS)
    assert len(named) == len(set(named))


def test_a_chapter_is_in_its_section():
    assert section_of("Chronic Pain Medical Treatment") == "9792.24.2"
    assert section_of("Low Back Complaints") == "9792.23.5"


def test_a_chapter_of_the_odg_is_in_none():
    assert section_of("Low Back") is None
