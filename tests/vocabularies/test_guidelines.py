import pytest

from vocabularies.guidelines import (
    MTUS_CHAPTERS,
    ODG_CHAPTERS,
    UNCONFIRMED_TOPICS,
    PageTopic,
    edition_meant,
    last_page,
    page_id,
    page_label,
    page_topics,
    resolve,
    resolve_odg,
    suggest,
)

CHRONIC_PAIN = "Chronic Pain Medical Treatment"


@pytest.mark.parametrize("name", MTUS_CHAPTERS)
def test_every_mtus_chapter_resolves_to_itself(name):
    assert resolve(name) == name


@pytest.mark.parametrize("name", ODG_CHAPTERS)
def test_every_odg_chapter_resolves_to_itself(name):
    assert resolve_odg(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Chronic Pain Treatment Guidelines", CHRONIC_PAIN),
        ("chronic pain medical treatment guidelines (2009)", CHRONIC_PAIN),
        ("Postsurgical Treatment Guidelines", "Postsurgical Treatment"),
        ("ACOEM Chapter 9 Shoulder Complaints", "Shoulder Complaints"),
        ("MTUS ankle & foot complaints 2004", "Ankle and Foot Complaints"),
        ("Hand, Wrist, and Forearm Disorders 2019", "Hand, Wrist and Forearm Disorders"),
        ("Chronic Pain 2017", "Chronic Pain"),
    ],
)
def test_a_chapter_has_one_name_whatever_its_spelling(typed, name):
    assert resolve(typed) == name


def test_a_region_alone_is_a_chapter_of_the_odg_only():
    assert resolve("low back") is None
    assert resolve_odg("lumbar & thoracic") == "Low Back"


def test_an_unknown_chapter_resolves_to_nothing():
    assert resolve("Dental Disorders 2031") is None


def test_a_misspelt_chapter_is_suggested():
    assert suggest("sholder complaints")[0] == "Shoulder Complaints"
    assert len(suggest("complaints", limit=3)) == 3
    assert suggest("zzzzqqqq") == []


@pytest.mark.parametrize(
    ("guideline", "printed", "meant"),
    [
        (CHRONIC_PAIN, 2016, 2016),
        (CHRONIC_PAIN, None, 2009),
        ("Knee Complaints", None, 2004),
        ("Low Back Disorders", None, None),
        ("Dental Disorders", None, None),
        ("Dental Disorders", 2031, 2031),
    ],
)
def test_the_edition_meant_is_the_printed_one_or_the_only_possible_one(guideline, printed, meant):
    assert edition_meant(guideline, printed) == meant


def test_a_page_is_the_same_page_with_and_without_a_printed_year():
    assert page_id(CHRONIC_PAIN, None, 98) == page_id(CHRONIC_PAIN, 2009, 98) == "chronic-pain-2009:98"
    assert page_id(CHRONIC_PAIN, 2016, 98) == "chronic-pain-2016:98"


@pytest.mark.parametrize(
    ("guideline", "edition"), [("Low Back", 2016), ("Low Back Disorders", None), ("Dental Disorders", 2031)]
)
def test_a_guideline_without_pages_or_edition_has_no_page_ids(guideline, edition):
    assert page_id(guideline, edition, 12) is None


def test_a_page_is_labelled_for_people():
    assert page_label("chronic-pain-2009:98") == "Chronic Pain 2009, p. 98"
    assert page_label(page_id("Knee Complaints", None, 343)) == "Knee Complaints 2004, p. 343"


def test_an_id_that_is_none_is_shown_as_it_is():
    assert page_label("no such page") == "no such page"
    assert page_topics("no such page") == ()


def test_the_topics_of_a_page_are_told_narrowest_first():
    topics = page_topics("chronic-pain-2009:66")
    assert "tizanidine" in topics[0]
    assert any("antispasmodics" in topic for topic in topics[1:])


def test_an_unconfirmed_topic_is_not_told():
    assert page_topics("chronic-pain-2009:124") == ()


def test_a_topic_that_the_caller_has_confirmed_is_told_in_its_place():
    weaning = next(topic for topic in UNCONFIRMED_TOPICS if topic.is_on([124]))
    relaxants = next(topic for topic in UNCONFIRMED_TOPICS if topic.topic.startswith("Muscle relaxants"))
    assert page_topics("chronic-pain-2009:124", [weaning, relaxants]) == (weaning.topic,)
    assert page_topics("chronic-pain-2009:66", [relaxants])[-1] == relaxants.topic


def test_a_topic_is_on_pages_that_it_holds_all():
    topic = PageTopic(63, 66, "Muscle relaxants")
    assert topic.is_on([63, 66])
    assert not topic.is_on([66, 67])
    assert not topic.is_on([])


def test_the_page_map_is_of_one_edition():
    assert page_topics("chronic-pain-2016:66") == ()


def test_the_last_page_is_told_where_the_books_length_is_known():
    assert last_page(CHRONIC_PAIN, 2009) == last_page(CHRONIC_PAIN, None) == 127
    assert last_page(CHRONIC_PAIN, 2016) is None
    assert last_page("Low Back Complaints", 2004) is None
