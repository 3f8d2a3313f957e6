"""The strip above the results, the order of the results and their pages, through the address."""

import re
from datetime import date
from hashlib import sha256
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from determinations.models import Determination, DisputedItem, Letter, Outcome
from search.address import MAX_PAGE, PAGE_SIZE
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.index import rebuild_index
from search.results.head import MOST_SEARCHES
from tests.search.engines.contract import build, document
from tests.search.facets.test_facet_counts import addresses, corpora, page_at
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed():
    world = build_world()
    rebuild_index()
    return world


@pytest.fixture
def text_at(client):
    def text_at(address):
        html = unescape(client.get(address).content.decode())
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())

    return text_at


@pytest.fixture
def page_of(client):
    def page_of(address):
        return client.get(address).context["page"]

    return page_of


def part(page, outcome):
    return next(one for one in page.head.bar.parts if one.outcome == outcome)


def year(page, number):
    return next(one for one in page.head.timeline.years if one.year == number)


# --- Outcomes


def test_the_page_tells_how_many_items_were_overturned_with_the_interval_and_the_number(indexed, text_at):
    assert "5 of 12 items overturned : 42% (95% interval 19–68%)" in text_at("/")


def test_with_an_outcome_ticked_the_bar_says_that_it_covers_every_outcome(indexed, text_at):
    ticked = text_at("/?outcome=upheld")
    assert "5 of 12 items overturned : 42% (95% interval 19–68%) All outcomes are counted" in ticked
    assert "All outcomes are counted" not in text_at("/")


def test_each_part_of_the_bar_leads_to_its_outcome_and_back(indexed, client, page_of):
    overturned = part(page_of("/?sort=oldest"), "overturned")
    assert overturned.url == "/?outcome=overturned&sort=oldest"
    assert part(page_of(overturned.url), "overturned").url == "/?sort=oldest"
    html = client.get("/").content.decode()
    assert 'id="bar-upheld" href="/?outcome=upheld" hx-get="/?outcome=upheld"' in html


def test_a_query_that_asks_for_an_outcome_gets_no_rate(indexed, text_at):
    asked = text_at("/?q=outcome:overturned")
    assert "The query itself asks for an outcome" in asked
    assert "95% interval" not in asked


def test_eras_are_named_each_with_its_own_rate(indexed, text_at):
    text = text_at("/")
    assert "2 guideline eras: the rate of each" in text
    assert "2009 guidelines 25% of 8 (7–59%)" in text
    assert "2016 guidelines 50% of 2 (9–91%)" in text
    assert "2 undated" in text


@pytest.mark.parametrize(
    "ticked", ["outcome=overturned", "outcome=upheld", "outcome=upheld&outcome=overturned"]
)
def test_the_rates_of_eras_are_the_same_whatever_outcome_is_ticked(indexed, page_of, ticked):
    assert [era.rate for era in page_of(f"/?{ticked}").head.bar.eras] == [
        era.rate for era in page_of("/").head.bar.eras
    ]


def test_within_one_era_there_is_nothing_to_keep_apart(indexed, page_of):
    assert page_of("/?era=2009").head.bar.eras == ()
    assert page_of("/?era=2009&outcome=upheld").head.bar.eras == ()
    assert len(page_of("/?era=2009&era=2016").head.bar.eras) == 2


def test_without_results_there_is_no_strip(indexed, page_of):
    assert page_of("/?q=nosuchword").head is None


# --- Years


def test_each_year_leads_to_its_decisions_and_back(indexed, page_of):
    page = page_of("/?outcome=upheld")
    assert [(one.year, one.count, one.overturned) for one in page.head.timeline.years] == [
        (2013, 1, 0), (2014, 0, 0), (2015, 3, 0), (2016, 2, 0), (2017, 1, 0)
    ]  # fmt: skip
    in_2015 = page_of(year(page, 2015).url)
    assert in_2015.total == 3
    assert page_of(year(in_2015, 2015).url).total == page.total


def test_the_years_stay_in_sight_while_one_is_ticked(indexed, page_of):
    page = page_of("/?decided_year=2015")
    assert [one.year for one in page.head.timeline.years] == [2013, 2014, 2015, 2016, 2017]
    assert [one.year for one in page.head.timeline.years if one.selected] == [2015]
    assert year(page, 2014).url == "/?decided_year=2014"


def test_a_bar_tells_its_year_its_items_and_the_overturned_ones_in_words(indexed, text_at):
    assert "2015: 4 items, 1 overturned" in text_at("/")
    assert "2014: no items" in text_at("/?outcome=upheld")


@pytest.mark.parametrize("kind", [MemoryEngine, WhooshEngine])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(stored=corpora(), asked=addresses())
def test_every_number_above_the_results_is_the_number_of_results_after_the_click(kind, stored, asked):
    with TemporaryDirectory() as folder:
        engine = kind(Path(folder))
        build(engine, *(document(n, n // 2 + 1, **held) for n, held in enumerate(stored, 1)))
        page = page_at(engine, asked)
        if not page.head:
            return
        timeline = page.head.timeline
        for one in (*page.head.bar.parts, *(timeline.years if timeline else ())):
            if one.takes_back:
                continue
            if one.url:
                assert page_at(engine, one.url).total == one.count, one.url
            else:
                assert one.count == 0
        for one in timeline.years if timeline else ():
            if one.url and not one.takes_back:
                after = page_at(engine, one.url)
                alone = after.address.without_field("outcome").toggled("outcome", "overturned")
                if after.address.selected.get("outcome", ("overturned",)).count("overturned"):
                    assert page_at(engine, alone.url).total == one.overturned, one.url


@pytest.mark.parametrize(
    "asked",
    ["", "outcome=overturned", "outcome=upheld", "outcome=upheld&era=2009&q=pain", "era=2009&era=2016"],
)
def test_the_strip_makes_few_further_searches_and_they_find_no_hits(asked, monkeypatch):
    made = []

    class Watched(MemoryEngine):
        def search(self, request):
            made.append(request)
            return super().search(request)

    engine = Watched(Path())
    build(engine, document(1, outcome="upheld", era="2009", decided_year="2014", rationale="pain"),
          document(2, outcome="overturned", era="2016", decided_year="2017", rationale="pain"))  # fmt: skip
    page_at(engine, f"/?{asked}")
    assert len(made) <= 1 + MOST_SEARCHES
    assert all(request.limit == 0 and len(request.facets) == 2 for request in made[1:])


# --- Order


def test_the_page_says_which_date_its_order_goes_by_and_that_undated_items_stand_last(indexed, text_at):
    assert "Sorted by decision date, newest first; the 2 items without one stand last." in text_at("/")
    assert "Sorted by decision date, oldest first; the 2 items" in text_at("/?sort=oldest")
    assert "Sorted by decision date, newest first." in text_at("/?decided_year=2015")
    assert "Sorted by" not in text_at("/?q=pain")


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_items_without_a_decision_date_say_so_and_stand_last(indexed, text_at, page_of, sort):
    assert [card.decided_on is None for card in page_of(f"/?sort={sort}").cards] == [False] * 8 + [True]
    assert text_at(f"/?sort={sort}").rindex("Decision date not stated") > text_at(f"/?sort={sort}").rindex(
        "Decided "
    )


# --- Pages


@pytest.fixture(params=["whoosh", "tantivy"])
def alike(request, settings):
    """Items that nothing sets apart: one text, one day, some without a day."""
    settings.SEARCH_ENGINE = request.param
    items = []
    for n in range(67):
        letter = Letter.objects.create(
            sha256=sha256(str(n).encode()).hexdigest(), path=f"{n}.txt", media_type="text/plain", size=1,
            text="spasm", format="F4", status=Letter.Status.PARSED, is_fictional=True,
        )  # fmt: skip
        day = None if n % 13 == 0 else date(2015, 6, 12)
        case = Determination.objects.create(
            letter=letter, case_number=f"CM15-9{n:06}", outcome=Outcome.UPHELD, decided_on=day
        )
        items.append(
            DisputedItem(determination=case, number=1, title="Tizanidine", treatment="Tizanidine",
                         outcome=Outcome.UPHELD, rationale="No spasm is recorded.")
        )  # fmt: skip
    DisputedItem.objects.bulk_create(items)
    rebuild_index()
    return {item.pk for item in DisputedItem.objects.all()}


@pytest.mark.parametrize("asked", ["q=spasm", "q=spasm&sort=newest", "q=spasm&sort=oldest", "sort=oldest"])
def test_each_page_goes_on_where_the_one_before_ended_even_among_items_that_are_all_alike(
    alike, page_of, asked
):
    seen, address = [], f"/?{asked}"
    while address:
        page = page_of(address)
        seen += [result.item.pk for card in page.cards for result in card.items]
        address = page.pagination.next_url
    assert len(seen) == len(set(seen)) == len(alike)
    assert set(seen) == alike


def test_the_links_of_a_page_are_the_addresses_of_the_others(alike, page_of):
    page = page_of("/?q=spasm&page=2")
    assert (page.pagination.previous_url, page.pagination.next_url) == ("/?q=spasm", "/?q=spasm&page=3")
    assert sum(len(card.items) for card in page.cards) == PAGE_SIZE


@pytest.mark.parametrize("number", [5, MAX_PAGE, MAX_PAGE + 1, 10**30])
def test_an_address_beyond_the_last_page_shows_the_last_one_and_says_so(alike, client, number):
    response = client.get(f"/?q=spasm&page={number}")
    page = response.context["page"]
    assert (response.status_code, page.address.page) == (200, 4)
    assert page.notes == ("There are no more than 4 pages: this is the last one.",)
    assert sum(len(card.items) for card in page.cards) == len(alike) % PAGE_SIZE


def test_no_page_is_linked_that_cannot_be_shown(alike, page_of, monkeypatch):
    monkeypatch.setattr("search.results.page.MAX_PAGE", 3)
    page = page_of("/?q=spasm&page=4")
    assert (page.address.page, page.pagination.pages, page.pagination.next_url) == (3, 3, "")
    assert page.notes[0].startswith("No page beyond 3")
