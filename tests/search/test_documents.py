"""What of a disputed item goes into the index."""

from datetime import date

import pytest
from django.db.models import Q

from determinations.models import DisputedItem
from search.documents import in_chunks, index_document, items_to_index
from search.whole_letter import without_summary
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


def test_chapters_are_of_both_sides_and_of_each_by_itself(world):
    item = world["zanaflex_overturned"]
    item.citations.all().delete()
    item.citations.create(cited_by="claims administrator", source="MTUS", guideline="Low Back Complaints")
    item.citations.create(cited_by="reviewer", source="ODG", guideline="Pain")
    held = values(item)
    assert held["guideline"] == ("Low Back Complaints", "Pain")
    assert held["ur_guideline"] == ("Low Back Complaints",)
    assert held["reviewer_guideline"] == ("Pain",)


def test_a_citation_without_its_year_means_the_edition_of_its_era(world):
    citation = world["tizanidine_upheld"].citations.get(cited_by="reviewer")
    assert citation.edition is None
    assert values(world["tizanidine_upheld"])["reviewer_page"] == ("chronic-pain-2009:66",)


def test_guidelines_and_sources_are_named_once(world):
    held = values(world["epidural"])
    assert held["guideline"] == ("Chronic Pain Medical Treatment", "Pain")
    assert held["source"] == ("MTUS", "ODG")


def test_a_chapter_in_one_edition_is_a_value_of_its_own(world):
    assert values(world["epidural"])["edition"] == ("Chronic Pain Medical Treatment 2009",)
    assert values(world["lumbar_mri"])["edition"] == ("Low Back Complaints 2004",)


def test_the_class_of_a_drug_is_that_of_its_ingredients_whatever_the_subcategory(world):
    assert values(world["norco"])["drug_class"] == ("Opioids",)
    world["tramadol"].subcategory = "Topical Analgesics"
    world["tramadol"].save()
    assert values(world["tramadol"])["drug_class"] == ("Opioids",)


def test_a_body_part_says_whether_the_request_names_it(world):
    assert values(world["norco"])["body_part_from"] == ("injury",)
    assert values(world["lumbar_mri"])["body_part_from"] == ("request",)
    world["norco"].determination.injured_body_parts.all().delete()
    assert not {"body_part", "body_part_from"} & set(values(world["norco"]))


def test_what_is_so_or_not_is_yes_or_no(world):
    assert values(world["acupuncture"])["partly_authorised"] == ("yes",)
    assert values(world["norco"])["partly_authorised"] == ("no",)
    assert values(world["norco"])["retrospective"] == ("no",)


def test_the_case_is_known_by_its_years_its_worker_and_its_reviewer(world):
    held = values(world["norco"])
    assert (held["decided_year"], held["injured_year"]) == (("2015",), ("2011",))
    assert (held["age_band"], held["sex"], held["priority"]) == (("50-59",), ("male",), ("standard",))
    world["norco"].determination.licensures.create(state="Texas")
    assert values(world["norco"])["licensure"] == ("Texas",)


def test_a_warning_is_of_its_item_or_of_the_whole_letter(world):
    letter = world["norco"].determination.letter
    letter.warnings = [
        {"code": "page-beyond-book", "message": "", "item": world["norco"].number},
        {"code": "missing-date", "message": "", "item": None},
    ]
    letter.save()
    assert values(world["norco"])["warning"] == ("page-beyond-book", "missing-date")
    assert values(world["flexeril"])["warning"] == ("missing-date",)


def test_the_letter_field_holds_what_the_items_own_texts_do_not(world):
    (rest,) = values(world["norco"])["letter"]
    assert "CM15-9000001" in rest
    assert "This muscle relaxant is recommended for a short course" in rest
    assert "Opioids may be continued" not in rest
    assert "hurt his low back lifting crates" not in rest


def test_what_the_letter_does_not_state_is_absent(world):
    held = values(world["cold_therapy"])
    absent = {"decided", "injured", "age", "drug", "page", "guideline", "specialty", "licensure", "sex"}
    absent |= {"drug_class", "edition", "source", "decided_year", "injured_year", "age_band", "warning"}
    assert not absent & set(held)
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


def test_of_a_letter_only_its_text_and_its_warnings_are_read(world, django_assert_num_queries):
    item = items_to_index().first()
    with django_assert_num_queries(0):
        index_document(item)
    assert {"path", "rejection", "media_type"} <= item.determination.letter.get_deferred_fields()


def test_a_letter_is_cleaned_once_for_all_of_its_items(world, monkeypatch):
    read = []
    monkeypatch.setattr("search.whole_letter.telling_lines", lambda text: read.append(text) or text)
    without_summary.cache_clear()
    for item in items_to_index():
        index_document(item)
    assert len(read) == len(set(read)) == 9
