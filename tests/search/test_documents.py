"""What of a disputed item goes into the index."""

from datetime import date

import pytest
from django.db.models import Q

from determinations.models import DisputedItem
from search.documents import in_chunks, index_document, items_to_index
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


def values(item: DisputedItem):
    return index_document(items_to_index().get(pk=item.pk)).values


def test_a_document_holds_the_items_texts_and_facts(world):
    held = values(world["norco"])
    assert held["treatment"] == ("Norco 10/325mg #60",)
    assert held["rationale"][0].startswith("Opioids may be continued")
    assert held["summary"][0].startswith("The patient is a 52 year old")
    assert held["drug"] == ("acetaminophen", "hydrocodone")
    assert held["outcome"] == ("overturned",)
    assert held["category"] == ("Pharmaceuticals",)
    assert held["subcategory"] == ("Opioids",)
    assert held["reason"] == ("criteria-met",)
    assert held["specialty"] == ("Occupational Medicine", "Preventive Medicine")
    assert held["case"] == ("CM15-9000001",)
    assert held["decided"] == (date(2015, 6, 12),)
    assert held["injured"] == (date(2011, 3, 4),)
    assert held["age"] == (52,)


def test_the_facts_are_of_the_item_not_of_its_letter(world):
    assert values(world["flexeril"])["drug"] == ("cyclobenzaprine",)
    assert values(world["flexeril"])["outcome"] == ("upheld",)


def test_an_item_that_names_no_body_part_is_for_those_of_the_injury(world):
    assert not world["norco"].body_parts.exists()
    assert values(world["norco"])["body_part"] == ("low back",)


def test_an_item_that_names_its_body_part_is_not_for_another_part_of_the_injury(world):
    item = next(item for item in world.values() if item.body_parts.exists())
    item.determination.injured_body_parts.create(name="jaw")
    assert "jaw" not in values(item)["body_part"]


def test_pages_are_of_both_sides_and_of_each_by_itself(world):
    held = values(world["tizanidine_upheld"])
    assert held["page"] == ("chronic-pain-2009:63", "chronic-pain-2009:66")
    assert held["ur_page"] == ("chronic-pain-2009:63", "chronic-pain-2009:66")
    assert held["reviewer_page"] == ("chronic-pain-2009:66",)


def test_a_citation_without_its_year_means_the_edition_of_its_era(world):
    citation = world["tizanidine_upheld"].citations.get(cited_by="reviewer")
    assert citation.edition is None
    assert values(world["tizanidine_upheld"])["reviewer_page"] == ("chronic-pain-2009:66",)


def test_guidelines_and_sources_are_named_once(world):
    held = values(world["epidural"])
    assert held["guideline"] == ("Chronic Pain Medical Treatment", "Pain")
    assert held["source"] == ("MTUS", "ODG")


def test_what_the_letter_does_not_state_is_absent(world):
    held = values(world["cold_therapy"])
    assert not {"decided", "injured", "age", "drug", "page", "guideline", "specialty"} & set(held)
    assert "case" not in values(world["lidocaine"])


def test_a_document_knows_its_determination(world):
    norco, flexeril = (index_document(world[name]) for name in ("norco", "flexeril"))
    assert norco.determination == flexeril.determination
    assert norco.id == world["norco"].pk


def test_items_are_read_in_few_queries_however_many_there_are(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        assert len([index_document(item) for item in items_to_index()]) == len(world)


def test_chunks_hold_every_item_once(world, monkeypatch):
    monkeypatch.setattr("search.documents.CHUNK", 5)
    chunks = list(in_chunks(Q()))
    assert [len(chunk) for chunk in chunks] == [5, 5, 2]
    assert sorted(pk for chunk in chunks for pk in chunk) == sorted(item.pk for item in world.values())
