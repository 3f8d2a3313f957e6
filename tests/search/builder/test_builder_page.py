"""The query builder's page: boxes in, the search box's own text out, shown with what it means."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from search.address import SearchAddress
from search.builder.form import LONGEST_BOX
from search.builder.page import builder_url
from search.decided import lower_bound
from search.index import rebuild_index
from tests.search.world import build_world

HTMX = {"HX-Request": "true"}


@pytest.fixture
def portal(client, db):
    build_world()
    rebuild_index()
    return client


def built(client, **boxes: str) -> str:
    """The page with these boxes filled in."""
    return unescape(client.get(reverse("search:builder"), boxes).content.decode())


def query_of(page: str) -> str:
    found = re.search(r'<p class="built"><code>(.*?)</code>', page)
    return found[1] if found else ""


def test_an_empty_form_asks_for_nothing(portal):
    page = built(portal)
    assert query_of(page) == ""
    assert "Nothing is asked for yet" in page


def test_the_query_stands_beside_the_form_with_what_it_means_and_how_much_it_finds(portal):
    page = built(portal, drug="tizanidine", outcome="overturned")
    assert query_of(page) == "drug:tizanidine outcome:overturned"
    assert "Disputed items where drug is tizanidine and outcome is overturned." in page
    total = portal.get("/", {"q": "drug:tizanidine outcome:overturned"}).context["page"].total
    assert total > 0
    assert f"{total} disputed item" in page


def test_search_goes_to_the_results(portal):
    answer = portal.get(reverse("search:builder"), {"all_words": "pain", "none_words": "x", "search": "1"})
    assert answer.status_code == 302
    assert answer["Location"] == SearchAddress(q="pain -x").url


def test_search_with_empty_boxes_stays(portal):
    answer = portal.get(reverse("search:builder"), {"search": "1"})
    assert answer.status_code == 200


def test_htmx_gets_the_query_alone_and_the_address_follows_the_boxes(portal):
    answer = portal.get(reverse("search:builder"), {"phrase": "red flag", "drug": ""}, headers=HTMX)
    page = answer.content.decode()
    assert "<form" not in page
    assert query_of(unescape(page)) == '"red flag"'
    assert answer["HX-Replace-Url"] == f"{reverse('search:builder')}?phrase=red+flag"


def test_values_that_items_have_are_offered_with_their_numbers(portal):
    page = built(portal)
    assert re.search(
        r'<datalist id="drug-values">.*value="tizanidine" label="Tizanidine \(\d+\)"', page, re.S
    )
    assert re.search(r'<select name="outcome".*<option value="overturned">Overturned \(\d+\)', page, re.S)


def test_a_query_opens_in_the_boxes_that_say_it(portal):
    page = built(portal, q='drug:(Norco OR Soma) "red flag" retrospective:yes w/7')
    assert 'name="drug" value="Norco; Soma"' in page
    assert 'name="phrase" value="red flag"' in page
    assert re.search(r'name="rest" value="retrospective:yes[^"]*"', page)


def test_a_distance_of_ones_own_can_be_chosen_again(portal):
    page = built(portal, q="taper w/7 opioid")
    assert '<option value="7" selected>within 7 words of' in page
    assert query_of(page) == "taper w/7 opioid"


def test_the_usual_distance_is_chosen_until_another_is(portal):
    assert '<option value="5" selected>' in built(portal)
    assert '<option value="s" selected>' in built(portal, near_left="a", near_right="b", closeness="s")


def test_several_reasons_of_a_query_stay_chosen(portal):
    page = built(portal, q="reason:(no-functional-improvement OR insufficient-documentation)")
    assert query_of(page) == "reason:(no-functional-improvement OR insufficient-documentation)"
    assert re.search(r'<option value="no-functional-improvement; insufficient-documentation" selected>', page)


def test_ticked_filters_and_dates_of_a_search_come_along(portal):
    address = SearchAddress(
        q="pain OR ache",
        selected={"outcome": ("overturned",), "drug": ("tizanidine", "ibuprofen")},
        decided_from=lower_bound("2014"),
        expand=False,
    )
    query = parse_qs(urlsplit(builder_url(address)).query)
    assert query["expand"] == ["off"]
    page = built(portal, **{name: values[0] for name, values in query.items()})
    assert 'name="any_words" value="pain ache"' in page
    assert 'name="drug" value="tizanidine; ibuprofen"' in page
    assert 'name="decided_from" value="2014"' in page
    assert 'name="expand" value="off"' in page
    assert '<option value="overturned" selected>' in page


def test_a_date_that_is_none_is_said_and_left_out(portal):
    page = built(portal, all_words="pain", decided_from="soon")
    assert query_of(page) == "pain"
    assert "“soon” is no year or date" in page


@pytest.mark.parametrize(
    "boxes",
    [
        {"closeness": "many", "near_left": "a", "near_right": "b"},
        {"closeness": "999", "near_left": "a", "near_right": "b"},
        {"all_words": "x" * (LONGEST_BOX + 1)},
        {"outcome": "won; lost", "reason": "\x00"},
        {"q": "(" * 3000},
        {"q": "\x00"},
        dict.fromkeys(("all_words", "any_words", "none_words", "phrase", "rest", "drug"), "long " * 79),
    ],
)
def test_what_no_form_sends_is_no_error(portal, boxes):
    assert portal.get(reverse("search:builder"), boxes).status_code == 200


def test_what_is_typed_is_never_markup(portal):
    answer = portal.get(reverse("search:builder"), {"all_words": '<b>x"'})
    assert b"<b>" not in answer.content


def test_without_an_index_a_query_can_be_built_all_the_same(client, db):
    page = built(client, all_words="pain", reason="no-functional-improvement")
    assert query_of(page) == "pain reason:no-functional-improvement"
    assert "search is not available now" in page
