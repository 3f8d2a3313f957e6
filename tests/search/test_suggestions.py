"""What the search box suggests while a query is typed."""

import pytest
from django.urls import reverse

from determinations.models import RemovedItem
from search.index import open_engine, rebuild_index, update_index
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def suggest(world, client):
    rebuild_index()

    def suggest(typed):
        response = client.get(reverse("search:suggest"), {"q": typed})
        assert response.status_code == 200
        return response.json()["suggestions"]

    return suggest


def labels(found):
    return [(one["label"], one["query"]) for one in found]


def test_a_drug_by_its_generic_name(suggest):
    [one] = suggest("tiza")
    assert one == {
        "label": "Tizanidine",
        "kind": "Drug",
        "query": "drug:tizanidine",
        "count": 2,
        "text": "drug:tizanidine ",
    }


def test_a_brand_leads_to_its_ingredient(suggest):
    assert labels(suggest("zana")) == [("Zanaflex (tizanidine)", "drug:tizanidine")]


def test_a_brand_that_combines_drugs_leads_to_the_combination(suggest):
    [one] = suggest("Norc")
    assert (one["label"], one["query"], one["count"]) == (
        "Norco (acetaminophen with hydrocodone)",
        "drug:Norco",
        1,
    )


@pytest.mark.parametrize(
    ("typed", "label", "query"),
    [
        ("low b", "Low back", 'body_part:"low back"'),
        ("cervical", "cervical (neck)", "body_part:neck"),
        ("muscle", "Muscle Relaxant", 'subcategory:"Muscle Relaxant"'),
        ("pharma", "Pharmaceuticals", "category:Pharmaceuticals"),
        ("long-t", "Long-term use", "reason:long-term-use"),
        ("chronic pain 2009, p. 6", "Chronic Pain 2009, p. 66", "page:chronic-pain-2009:66"),
        ("chronic", "Chronic Pain Medical Treatment", 'guideline:"Chronic Pain Medical Treatment"'),
    ],
)
def test_values_of_each_kind_are_suggested(suggest, typed, label, query):
    assert (label, query) in labels(suggest(typed))


@pytest.mark.parametrize("typed", ["CM16-90", "cm1690", "CM16"])
def test_case_numbers_are_suggested(suggest, typed):
    assert [one["query"] for one in suggest(typed)] == ["CM16-9000004", "CM16-9000007", "CM16-9000005"]


def test_only_what_the_index_holds_is_suggested(suggest):
    assert suggest("ibuprof") == []


def test_the_most_frequent_come_first_and_no_more_than_ten(suggest):
    found = suggest("ch")
    assert 0 < len(found) <= 10
    assert [one["count"] for one in found] == sorted((one["count"] for one in found), reverse=True)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("spasm tiza", "spasm drug:tizanidine "),
        ("spasm -tiza", "spasm -drug:tizanidine "),
        ("(spasm OR tiza", "(spasm OR drug:tizanidine "),
        ("pain in the low ba", 'pain in the body_part:"low back" '),
        ("spasm drug:zan", "spasm drug:tizanidine "),
        ("medication:zan", "drug:tizanidine "),
        ('body_part:"low b', 'body_part:"low back" '),
        ('"short course" tiza', '"short course" drug:tizanidine '),
    ],
)
def test_a_choice_replaces_the_end_of_the_query(suggest, typed, text):
    assert suggest(typed)[0]["text"] == text


def test_behind_a_fields_name_only_its_values_are_suggested(suggest):
    assert {one["kind"] for one in suggest("body_part:n")} == {"Body part"}


@pytest.mark.parametrize(
    "typed", ["", " ", "t", '"tiza', "drug:tizanidine", "nosuch:tiza", "(", "\x00", "x" * 9000]
)
def test_nothing_is_suggested_where_nothing_fits(suggest, typed):
    assert suggest(typed) == []


def test_every_suggestion_finds_as_many_items_as_it_says(suggest, client):
    for typed in ("ch", "ti", "no", "lo", "op", "in", "CM1"):
        for one in suggest(typed):
            response = client.get("/", {"q": one["text"]})
            if response.status_code == 200:
                assert response.context["page"].total == one["count"], one


def test_values_are_counted_once_for_each_version_of_the_index(suggest, world, monkeypatch):
    assert suggest("tram")
    searches = []
    engine = open_engine()
    monkeypatch.setattr(engine, "search", searches.append)
    assert suggest("tram")
    assert searches == []
    monkeypatch.undo()
    RemovedItem.objects.create(item_id=world["tramadol"].pk)
    world["tramadol"].delete()
    update_index()
    assert suggest("tram") == []


def test_without_an_index_nothing_is_suggested(client, world):
    assert client.get("/suggest/?q=tiza").json() == {"suggestions": []}


def test_what_was_typed_is_kept_in_no_cache(suggest, client):
    assert "no-store" in client.get("/suggest/?q=tiza").headers["Cache-Control"]
