"""Rationales that say the same word for word: their key, and how a page of results folds them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from determinations.models import Determination, DisputedItem, Letter, Outcome
from search.documents import index_document
from search.engines.memory import MemoryEngine
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from search.forms import SearchForm
from search.query.parser import parse_query
from search.query.tree import HasValue
from search.reasoning import LEAST_WORDS, reasoning
from search.results.page import results_page

TEMPLATE = (
    "The cited guideline supports this cream only after tablets have failed, and the records at hand"
    " describe no such trial of tablets on {date}. Therefore, the request for {what} is not medically"
    " necessary."
)
OTHER = "Nothing in the chart explains why a second brace should replace the first, which fits the wrist."


def template(what="the cream", date="3/14/2015"):
    return TEMPLATE.format(what=what, date=date)


# --- The key


def test_numbers_dates_capitals_and_fixed_sentences_do_not_tell_rationales_apart():
    key = reasoning(template())
    assert key
    assert reasoning(template("Lidopro 121 gm", "January 9, 2016")) == key
    assert reasoning(template(date="May 2, 2014")) == reasoning(template(date="2 May")) == key
    assert reasoning(template().upper()) == key
    assert reasoning(template().replace(", and", " and").replace(" ", "  ")) == key


@pytest.mark.parametrize(
    ("word", "other"), [("tablets", "injections"), ("no such", "such"), ("only", ""), ("only", "may only")]
)
def test_one_telling_word_tells_them_apart(word, other):
    assert reasoning(template().replace(word, other)) != reasoning(template())


def test_a_rationale_that_says_too_little_has_no_key():
    assert reasoning("") == ""
    assert reasoning("Therefore, the request is not medically necessary.") == ""
    word = "tablets "
    assert reasoning(word * (LEAST_WORDS - 1) + "12 " * 40) == ""
    assert reasoning(word * LEAST_WORDS)


def test_a_key_is_a_value_of_the_query_language():
    key = reasoning(template())
    assert parse_query(f"reasoning:{key}").tree == HasValue("reasoning", (key,))
    assert parse_query(f"reasoning:{key.upper()}").notes == ()
    (note,) = parse_query("reasoning:zebra").notes
    assert "searched as words" in note


# --- The page


@pytest.fixture
def engine_of(db):
    """An engine over items with these rationales, each of a determination of its own, the newest first."""

    def engine_of(*rationales, kind=MemoryEngine, folder=Path()):
        engine = kind(folder)
        with engine.rebuild() as index:
            for number, rationale in enumerate(rationales):
                index.add(index_document(stored(number, rationale)))
        return engine

    return engine_of


def stored(number: int, *rationales: str) -> DisputedItem:
    letter = Letter.objects.create(
        sha256=f"{number:064}", path=f"{number}.txt", media_type="text/plain", size=1, text=f"letter {number}"
    )
    determination = Determination.objects.create(
        letter=letter,
        case_number=f"CM15-{number:07}",
        decided_on=date.fromordinal(date(2016, 1, 1).toordinal() - number),
        outcome=Outcome.UPHELD,
    )
    items = [
        determination.items.create(
            number=n, title="Cream", treatment=f"Cream {number}", outcome=Outcome.UPHELD, rationale=rationale
        )
        for n, rationale in enumerate(rationales, 1)
    ]
    return items[0]


def page_of(engine, parameters=""):
    form = SearchForm(QueryDict(parameters.partition("?")[2] or parameters))
    return results_page(engine, form.address, form.address.parsed, form.problems)


def shown(page):
    return [result for card in page.cards for result in card.items]


def test_items_of_a_page_that_repeat_a_reasoning_are_folded_under_the_best_ranked(engine_of):
    page = page_of(engine_of(template(), OTHER, template("x"), template(date="May 2")))
    first, other = shown(page)
    assert first.item.treatment == "Cream 0"
    assert [item.treatment for item in first.same_reasoning.on_page] == ["Cream 2", "Cream 3"]
    assert other.same_reasoning is None
    assert (page.total, page.determinations) == (4, 4)


def test_a_page_that_has_them_all_links_to_no_more(engine_of):
    (first,) = shown(page_of(engine_of(template(), template())))
    assert (first.same_reasoning.total, first.same_reasoning.url) == (2, "")


def test_rationales_that_say_little_are_never_folded(engine_of):
    fixed = "The request is not medically necessary."
    assert len(shown(page_of(engine_of(fixed, fixed, "", "")))) == 4


@pytest.mark.parametrize("kind", [MemoryEngine, WhooshEngine, TantivyEngine])
@pytest.mark.parametrize("q", ["", "tablets", "tablets OR brace", "OR tablets", '"no such trial', "(cream"])
def test_the_link_finds_as_many_items_as_it_says(engine_of, tmp_path, kind, q):
    engine = engine_of(*[template()] * 23, OTHER, *[template()] * 2, kind=kind, folder=tmp_path)
    page = page_of(engine, f"q={q}&decided_year=2015&from=2015-12-01")
    (same,) = (result.same_reasoning for result in shown(page) if result.same_reasoning)
    assert same.total > 1 + len(same.on_page)
    assert page_of(engine, same.url).total == same.total == 24


def test_a_reasoning_that_is_alone_on_its_page_links_to_those_of_other_pages(engine_of):
    engine = engine_of(template(), *[f"{OTHER} {'again ' * n}" for n in range(19)], template("x"))
    first, *others = shown(page_of(engine))
    assert (first.same_reasoning.on_page, first.same_reasoning.total) == ((), 2)
    assert first.same_reasoning.url
    assert {result.same_reasoning for result in others} == {None}


def test_a_search_for_one_reasoning_shows_each_of_its_items(engine_of):
    engine = engine_of(template(), template(), OTHER)
    page = page_of(engine, f"q=reasoning:{reasoning(template())}")
    assert len(shown(page)) == page.total == 2


def test_items_of_one_letter_with_one_reasoning_are_folded_too(engine_of):
    engine = engine_of()
    stored(1, template(), template("x"), OTHER)
    with engine.rebuild() as index:
        for item in DisputedItem.objects.all():
            index.add(index_document(item))
    (card,) = page_of(engine).cards
    assert [result.item.number for result in card.items] == [1, 3]
    assert [item.number for item in card.items[0].same_reasoning.on_page] == [2]


@pytest.mark.parametrize("clones", [0, 1, 20])
def test_a_page_costs_at_most_one_count_for_each_of_its_reasonings(engine_of, monkeypatch, clones):
    texts = [f"{OTHER} {'again ' * n}" for n in range(20)]
    engine = engine_of(*texts, *texts[:clones])
    asked = []
    search = engine.search
    monkeypatch.setattr(engine, "search", lambda request: asked.append(request) or search(request))
    page = page_of(engine)
    counts = [request for request in asked if not request.limit and not request.facets]
    assert len(counts) <= (20 if clones else 1)
    assert [result.same_reasoning.total for result in shown(page) if result.same_reasoning] == [2] * clones


def test_the_buttons_of_folded_items_are_asked_for_with_the_page(engine_of):
    page = page_of(engine_of(*[template()] * 5))
    request = RequestFactory().get("/")
    request.user = User.objects.create(username="kim")
    with CaptureQueriesContext(connection) as queries:
        html = Template(
            "{% load bookmarks %}{% with_bookmarks page.cards %}{% for card in page.cards %}"
            "{% include 'search/card.html' %}{% endfor %}"
        ).render(Context({"page": page, "request": request}))
    assert html.count(">Bookmark item<") == 5
    assert len([one for one in queries if "bookmarks_bookmark" in one["sql"]]) == 1


def test_a_fold_tells_case_treatment_outcome_date_and_leads_there(engine_of):
    page = page_of(engine_of(*[template()] * 22))
    first = shown(page)[0]
    request = RequestFactory().get("/")
    request.user = User.objects.create(username="kim")
    context = {"same": first.same_reasoning, "item": first.item, "page": page, "request": request}
    html = render_to_string("search/same_reasoning.html", context)
    other = first.same_reasoning.on_page[0]
    assert "19 more on this page with the same reasoning" in html
    assert "All 22 items of this search with the same reasoning" in html
    for told in ("CM15-0000001", "Cream 1", "Upheld", "Dec 31, 2015", f"?n=2#{other.anchor}"):
        assert told in html
    assert html.count(">Bookmark item<") == 19
    assert "fold" not in render_to_string(
        "search/same_reasoning.html", {"same": replace(first.same_reasoning, on_page=()), "item": first.item}
    )
