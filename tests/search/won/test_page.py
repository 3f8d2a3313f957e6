"""What won, through its address."""

import re
from datetime import date
from html import unescape

import pytest
from django.template import Context, Template

from determinations.models import DisputedItem
from search.address import SearchAddress
from search.index import open_engine, rebuild_index
from search.templatetags import won as tags
from search.unavailable import FOR_VISITORS
from search.won.page import won_page, won_phrases
from tests.search.won.corpus import OVERTURNED, UPHELD, plant, store

pytestmark = pytest.mark.django_db

REASONS = {
    OVERTURNED: ("criteria-met", "criteria-met", "criteria-met", "long-term-use"),
    UPHELD: ("no-functional-improvement", "no-functional-improvement", "long-term-use", "criteria-met"),
}
"""Of every four items of an outcome, the reason of each."""


@pytest.fixture
def corpus():
    """24 overturned and 40 upheld items with reasons, one overturned in part, of two eras."""
    plant(24, 40)
    for outcome, codes in REASONS.items():
        for n, item in enumerate(DisputedItem.objects.filter(outcome=outcome).order_by("pk")):
            start = item.rationale.index("For this reason")
            item.reasons.create(code=codes[n % 4], start=start, end=len(item.rationale))
    (in_part,) = store([("partially overturned", "Six of the twelve visits are fair.")], date(2017, 1, 5))
    in_part.reasons.create(code="criteria-met", start=0, end=10)
    rebuild_index("whoosh")


@pytest.fixture
def get(client):
    def get(address, **headers):
        response = client.get(address, headers=headers)
        return response, " ".join(re.sub(r"<[^>]+>", " ", unescape(response.content.decode())).split())

    return get


@pytest.fixture
def page_of(corpus, get):
    return lambda address="/won/": get(address)[0].context["page"]


def by_code(marks):
    return {mark.code: mark for mark in marks}


def test_the_items_are_counted_by_outcome(corpus, get):
    response, text = get("/won/")
    assert response.status_code == 200
    assert "65 disputed items" in text
    assert "40 upheld, 1 overturned in part, which is on neither side" in text
    assert "24 of 65 items overturned : 37% (95% interval 26–49%)" in text


def test_each_reason_stands_on_the_side_that_has_it_more_often(page_of):
    reasons = page_of().reasons
    assert list(by_code(reasons.overturned)) == ["criteria-met"]
    assert list(by_code(reasons.upheld)) == ["no-functional-improvement"]
    assert list(by_code(reasons.unclear)) == ["long-term-use"]


def test_a_reason_has_both_shares_and_their_difference(corpus, get):
    response, text = get("/won/")
    (mark,) = response.context["page"].reasons.overturned
    assert (mark.contrast.overturned.count, mark.contrast.overturned.total) == (18, 24)
    assert (mark.contrast.upheld.count, mark.contrast.upheld.total) == (10, 40)
    assert (mark.rate.overturned, mark.rate.total) == (18, 29)
    assert "of 24 overturned 75%" in text
    assert "of 40 upheld 25%" in text
    assert "Difference +50 points · odds ratio 8.3" in text
    assert "Of 29 with it, 62% overturned (44–77%)" in text


@pytest.mark.parametrize(
    "address",
    ["/won/", "/won/?reason=criteria-met", "/won/?q=knee+OR&reason=criteria-met&reason=long-term-use"],
)
def test_every_number_is_that_of_the_linked_search(page_of, client, address):
    reasons = page_of(address).reasons
    for mark in (*reasons.overturned, *reasons.upheld, *reasons.unclear):
        for url, share in (
            (mark.overturned_url, mark.contrast.overturned),
            (mark.upheld_url, mark.contrast.upheld),
        ):
            assert client.get(url).context["page"].total == share.count, url


def test_with_ticked_reasons_others_are_counted_among_the_items_that_have_them(page_of):
    page = page_of("/won/?reason=criteria-met")
    assert (page.sides.overturned, page.sides.upheld) == (18, 10)
    marks = [*page.reasons.overturned, *page.reasons.upheld, *page.reasons.unclear]
    assert [mark.code for mark in marks] == ["criteria-met"]


def test_a_reason_of_the_overturned_has_a_passage_that_leads_to_its_place(page_of):
    (mark,) = page_of().reasons.overturned
    assert mark.example.item.outcome == OVERTURNED
    assert "".join(segment.text for segment in mark.example.segments).startswith("For this reason")
    assert ":~:text=For%20this%20reason" in mark.example.url


@pytest.mark.parametrize("address", ["/won/?outcome=upheld", "/won/?q=outcome:overturned"])
def test_an_outcome_is_taken_out_and_the_page_says_so(corpus, get, address):
    response, text = get(address)
    assert response.context["page"].sides.total == 65
    assert "The outcome was taken out of your search" in text


def test_without_an_outcome_nothing_is_said_of_one(corpus, get):
    assert "taken out" not in get("/won/?q=knee")[1]


def test_several_eras_are_said_and_each_is_a_link(corpus, get, client):
    response, text = get("/won/?q=knee")
    assert "What won under one set of guidelines may not under another" in text
    rates = {era.url: era.rate for era in response.context["page"].counted.eras}
    assert {url: (rate.overturned, rate.total) for url, rate in rates.items()} == {
        "/won/?q=knee&era=2009": (24, 64),
        "/won/?q=knee&era=2016": (0, 1),
    }
    for url, rate in rates.items():
        assert client.get(url).context["page"].sides.total == rate.total


def test_of_one_era_nothing_is_said_of_eras(corpus, get):
    assert "set of guidelines" not in get("/won/?era=2009")[1]


def test_of_few_items_nothing_is_told_but_their_number(get, client):
    plant(9, 40)
    rebuild_index("whoosh")
    response, text = get("/won/")
    assert "9 of 49 items overturned ; 40 upheld" in text
    assert "Nothing can be told from so few" in text
    assert response.context["page"].reasons is None
    assert "phrases" not in text.lower()
    assert "Nothing can be told" in get("/won/phrases/", HX_Request="true")[1]


def test_a_search_without_items_says_so(corpus, get):
    response, text = get("/won/?q=nosuchword")
    assert response.status_code == 200
    assert "No item answers this search" in text


def test_the_page_says_what_an_association_is_not(corpus, get):
    text = get("/won/")[1]
    assert "predict no decision and are no legal advice" in text


def test_the_phrases_are_a_link_that_a_script_follows_by_itself(corpus, client):
    html = client.get("/won/?q=knee").content.decode()
    assert '<a class="without-script" href="/won/phrases/?q=knee">' in html
    assert 'hx-get="/won/phrases/?q=knee" hx-trigger="load"' in html


def test_the_phrases_come_as_a_part_for_htmx_and_else_within_the_page(corpus, get):
    part, part_text = get("/won/phrases/?q=knee", HX_Request="true")
    assert "<html" not in part.content.decode()
    assert "failed physical therapy" in part_text
    whole, whole_text = get("/won/phrases/?q=knee")
    assert "failed physical therapy" in whole_text
    assert "24 of 65 items overturned" in whole_text
    assert "HX-Request" in whole["Vary"]


def test_the_search_box_keeps_the_filters(corpus, client):
    html = client.get("/won/?q=knee&era=2009&from=2014&expand=off").content.decode()
    for name, value in (("era", "2009"), ("from", "2014"), ("expand", "off")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'value="knee"' in html


def test_a_filter_can_be_taken_away(page_of):
    (chip,) = page_of("/won/?q=knee&era=2009").chips
    assert chip.remove_url == "/won/?q=knee"


def test_what_is_typed_is_escaped(corpus, client):
    html = client.get("/won/", {"q": '<script>alert(1)</script> "<b>'}).content.decode()
    assert "<script>alert" not in html
    assert "<b>" not in html


class Counting:
    """An engine that counts what it is asked."""

    def __init__(self, engine):
        self.engine, self.searches = engine, 0

    def search(self, request):
        self.searches += 1
        return self.engine.search(request)


@pytest.mark.parametrize(("ask", "most"), [(won_page, 9), (won_phrases, 47)])
def test_the_work_for_a_page_is_bounded(corpus, ask, most):
    engine = Counting(open_engine())
    ask(engine, SearchAddress(q="knee"))
    assert 1 < engine.searches <= most


@pytest.mark.parametrize("address", ["/won/", "/won/phrases/"])
def test_without_an_index_the_page_says_so(get, address):
    response, text = get(f"{address}?q=knee")
    assert response.status_code == 503
    assert FOR_VISITORS in text


@pytest.mark.parametrize("address", ["/won/", "/won/phrases/"])
def test_the_page_is_read_only(client, address):
    assert client.post(address).status_code == 405


def test_a_page_about_a_search_is_linked_by_a_tag():
    tag = '{% load won %}{% won_url address as link %}<a href="{{ link }}">What won</a>'
    html = Template(tag).render(Context({"address": SearchAddress(q="a b", page=4)}))
    assert html == '<a href="/won/?q=a+b">What won</a>'


@pytest.mark.parametrize(
    ("ratio", "written"), [(0.312, "0.31"), (4.21, "4.2"), (41.4, "41"), (1234.5, "over 100")]
)
def test_a_ratio_is_written_as_exactly_as_it_is_known(ratio, written):
    assert tags.times(ratio) == written


def test_an_interval_without_an_upper_bound_says_what_it_is_at_least():
    assert tags.times_between((1.83, 9.94)) == "1.8–9.9"
    assert tags.times_between((1.83, float("inf"))) == "1.8 or more"
    assert tags.times_between((150.0, float("inf"))) == "over 100"
