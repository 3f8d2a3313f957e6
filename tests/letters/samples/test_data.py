"""The data files that sample letters are written from."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from letters.samples import library
from letters.samples.guideline_lines import expanded
from tests.letters.samples.schemas import contract, data_schemas
from vocabularies import body_parts

FILES = sorted(path for path in library.DATA.rglob("*.json") if path.parent.name != "schemas")
ARGUMENTS = library.arguments()
TREATMENTS = [one for members in library.treatments().values() for one in members]
SUSPENDED_HYPHEN = re.compile(r"\w- (and|or|to)\b")


def texts_of(argument):
    yield from (*argument.openings, *argument.case)
    for kind in (argument.history, argument.upheld, argument.overturned):
        for texts in kind.values():
            yield from texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(library.DATA).as_posix())
def test_each_file_fits_its_schema(path: Path):
    name = path.stem if path.parent == library.DATA else path.parent.name
    Draft202012Validator(data_schemas()[name]).validate(json.loads(path.read_text(encoding="utf-8")))


def test_the_schemas_are_schemas():
    for schema in (contract(), *data_schemas().values()):
        Draft202012Validator.check_schema(schema)


def test_there_are_several_hundred_ways_to_word_a_rationale():
    assert sum(len(list(texts_of(argument))) for argument in ARGUMENTS.values()) > 400


def test_no_two_treatments_share_an_id():
    ids = [treatment.id for treatment in TREATMENTS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("treatment", TREATMENTS, ids=lambda treatment: treatment.id)
def test_a_treatment_has_its_argument_topic_and_regions(treatment):
    parts = {region.part for region in library.regions().values}
    assert treatment.argument in ARGUMENTS
    assert treatment.topic in library.load("guidelines")["topics"]
    assert set(treatment.regions) <= parts
    assert any(form.weight > 0 for form in treatment.titles)
    assert list(treatment.ingredients) == sorted(treatment.ingredients)


def test_every_argument_and_topic_is_used():
    assert {treatment.argument for treatment in TREATMENTS} == set(ARGUMENTS)
    assert {treatment.topic for treatment in TREATMENTS} == set(library.load("guidelines")["topics"])


@pytest.mark.parametrize("argument", ARGUMENTS.values(), ids=lambda argument: argument.id)
def test_something_can_be_said_whatever_the_findings(argument):
    settled = {reason for reasons in argument.upheld for reason in reasons}
    always = settled - {"no-objective-findings", "depends-on-denied-item", *argument.without_deficit}
    assert always or argument.depends_on
    assert argument.overturned


@pytest.mark.parametrize("argument", ARGUMENTS.values(), ids=lambda argument: argument.id)
def test_a_sentence_is_whole_and_breaks_safely_at_a_line_end(argument):
    for text in texts_of(argument):
        assert text.endswith(".")
        assert text == " ".join(text.split())
        assert not SUSPENDED_HYPHEN.search(text), text


def test_categories_are_those_of_the_mix():
    assert {treatment.category for treatment in TREATMENTS} == {
        entry["category"] for entry in library.load("mix")["categories"]
    }


def test_clinics_ask_for_treatments_that_suit_their_regions():
    for clinic in library.clinics().values:
        for treatment_id in clinic.templates:
            assert all(library.treatment(treatment_id).suits(part) for part in clinic.regions), treatment_id


def test_how_an_injury_happened_names_no_body_part():
    mechanisms = library.load("workers")["mechanisms"].values()
    assert not [text for texts in mechanisms for text in texts if body_parts.find(text)]


def test_an_injured_part_is_known_to_the_vocabulary():
    for region in library.regions().values:
        for name in region.spoken if region.part != "psyche" else ("psyche",):
            assert body_parts.resolve(name) == region.part


def test_complaints_chapters_give_pages_for_every_section_cited():
    topics = library.load("guidelines")["topics"].values()
    sections = {section.split(",")[0] for topic in topics for section in topic.get("acoem", ())}
    for region in library.regions().values:
        assert region.chapter is None or sections <= set(region.chapter.pages), region.part


def test_odg_chapters_have_a_printed_form():
    printed = library.load("guidelines")["odg_printed"]
    topics = library.load("guidelines")["topics"].values()
    cited = {entry["chapter"] for topic in topics for entry in topic["odg"]} - {None}
    assert cited | {region.odg for region in library.regions().values} <= set(printed)


def test_page_lists_are_expanded():
    assert expanded("78-80, 91") == (78, 79, 80, 91)
    assert expanded("43") == (43,)
