"""The data of guidelines, specialties, states, reasons and warnings: by their schemas, and in themselves."""

import json

import jsonschema
import pytest

from vocabularies import guidelines
from vocabularies.data_files import DATA, load
from vocabularies.spelling import fold

LISTS = (
    "mtus_chapters",
    "odg_chapters",
    "other_documents",
    "chronic_pain_2009_pages",
    "chapter_body_parts",
    "specialties",
    "states",
    "reasons",
    "warnings",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_follows_its_schema(name):
    schema = json.loads((DATA / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load(name), schema)


@pytest.mark.parametrize("chapters", [guidelines.MTUS, guidelines.ODG], ids=["mtus", "odg"])
def test_no_spelling_names_two_chapters(chapters):
    named = [(fold(s), c.name) for c in chapters.values() for s in (c.name, *c.spellings)]
    assert len({spelling for spelling, _name in named}) == len(named)


def test_a_page_id_belongs_to_one_book():
    ids = [
        guidelines.page_id(chapter.name, edition, 1)
        for chapter in guidelines.MTUS.values()
        for edition in chapter.editions
    ]
    assert len(set(ids)) == len(ids)


def test_topics_lie_inside_their_book_and_run_forwards():
    book = load("chronic_pain_2009_pages")
    assert all(row["from"] <= row["to"] <= book["last_page"] for row in book["topics"])


def test_the_edition_meant_without_a_year_is_one_of_the_chapters_editions():
    meant = [(c.edition_without_year, c.editions) for c in guidelines.MTUS.values() if c.edition_without_year]
    assert meant
    assert all(edition in editions for edition, editions in meant)
