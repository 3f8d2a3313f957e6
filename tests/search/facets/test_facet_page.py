"""A facet's own page: every value of a field for a search, looked through, ordered and ticked."""

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict

from search.engines.memory import MemoryEngine
from search.facets.address import FacetForm
from search.facets.page import PART_SIZE, facet_page, narrowed_facet
from search.facets.panel import MORE_VALUES, SHOWN_VALUES
from search.fields import FACETS, FIELD
from search.index import rebuild_index
from search.unavailable import FOR_VISITORS
from tests.search.engines.contract import build, document
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

STATES = {"Alabama": 1, "Alaska": 2, "California": 9, "New Mexico": 3, "New York": 4}


@pytest.fixture
def world():
    build_world()
    rebuild_index()


@pytest.fixture
def engine_of(tmp_path):
    """An engine over as many documents of a field's values as is said."""

    def engine_of(name, counts):
        values = [value for value, count in counts.items() for _ in range(count)]
        engine = MemoryEngine(tmp_path)
        build(engine, *(document(n, **{name: value}) for n, value in enumerate(values, 1)))
        return engine

    return engine_of


def asked(name, parameters=""):
    return FacetForm(FIELD[name], QueryDict(parameters))


def page_of(engine, name, parameters=""):
    form = asked(name, parameters)
    return facet_page(engine, form.facet_address, form.problems)


def labels(page):
    return [value.label for value in page.facet.more]


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).split())


# --- Which values


def test_every_value_of_the_search_is_listed_with_its_items_most_first(engine_of):
    page = page_of(engine_of("licensure", STATES), "licensure")
    assert [(one.label, one.count) for one in page.facet.more] == [
        ("California", 9), ("New York", 4), ("New Mexico", 3), ("Alaska", 2), ("Alabama", 1),
    ]  # fmt: skip
    assert (page.fitting, page.total, page.parts) == (5, 5, 1)


def test_values_can_stand_by_name(engine_of):
    engine = engine_of("page", {f"chronic-pain-2009:{n}": n for n in (9, 98, 10)})
    page = page_of(engine, "page", "by=value")
    assert labels(page) == [f"Chronic Pain 2009, p. {n}" for n in (9, 10, 98)]
    assert [(one.label, one.is_current) for one in page.orders] == [
        ("Most items first", False),
        ("By name", True),
    ]


def test_years_stand_newest_first_unless_by_count(engine_of):
    engine = engine_of("decided_year", {"2014": 3, "2016": 1, "2015": 2})
    assert labels(page_of(engine, "decided_year")) == ["2016", "2015", "2014"]
    assert labels(page_of(engine, "decided_year", "by=count")) == ["2014", "2015", "2016"]


@pytest.mark.parametrize(
    ("find", "found"),
    [("new", ["New York", "New Mexico"]), ("NEW yo", ["New York"]), ("laba", ["Alabama"]), ("xyz", [])],
)
def test_what_is_typed_is_looked_for_anywhere_in_a_value(engine_of, find, found):
    page = page_of(engine_of("licensure", STATES), "licensure", f"find={find}")
    assert labels(page) == found
    assert (page.fitting, page.total) == (len(found), 5)


@pytest.mark.parametrize(
    ("name", "value", "find"),
    [("reason", "long-term-use", "long-term-use"), ("retrospective", "yes", "already given"),
     ("warning", "page-beyond-book", "end of the book"), ("page", "chronic-pain-2009:98", "p. 98")],
)  # fmt: skip
def test_a_value_is_found_by_its_code_its_label_and_its_meaning(engine_of, name, value, find):
    assert page_of(engine_of(name, {value: 1}), name, f"find={find}").fitting == 1


def test_a_drug_is_found_by_its_brands_which_the_page_then_names(engine_of):
    engine = engine_of("drug", {"tizanidine": 1, "hydrocodone": 1, "baclofen": 1})
    (drug,) = page_of(engine, "drug", "find=zanaf").facet.more
    assert (drug.value, drug.also) == ("tizanidine", "Zanaflex")
    (drug,) = page_of(engine, "drug", "find=norco").facet.more
    assert (drug.value, drug.also) == ("hydrocodone", "Norco")
    (drug,) = page_of(engine, "drug", "find=tizan").facet.more
    assert drug.also == ""


def test_ticked_values_come_first_whatever_is_looked_for(engine_of):
    page = page_of(engine_of("licensure", STATES), "licensure", "find=new&licensure=Alabama&licensure=Nevada")
    assert [(one.value, one.count) for one in page.facet.shown] == [("Alabama", 1), ("Nevada", 0)]
    assert labels(page) == ["New York", "New Mexico"]


def test_counts_are_those_of_the_panel(world, client):
    for facet in FACETS:
        page = client.get(f"/facets/{facet.name}/?q=pain&outcome=upheld").context["page"]
        panel = client.get("/?q=pain&outcome=upheld").context["page"].facets
        beside = next((one for one in panel if one.name == facet.name), None)
        shown = {one.value: one.count for one in (*beside.shown, *beside.more)} if beside else {}
        counted = {one.value: one.count for one in (*page.facet.shown, *page.facet.more)}
        assert shown.items() <= counted.items()


def test_a_long_list_comes_in_parts(engine_of):
    engine = engine_of("licensure", {f"State {n}": 1 for n in range(PART_SIZE + 5)})
    first = page_of(engine, "licensure", "by=value")
    assert (len(first.facet.more), first.parts, first.previous, first.next) == (PART_SIZE, 2, 0, 2)
    second = page_of(engine, "licensure", "by=value&part=2")
    assert labels(second) == [f"State {n}" for n in range(PART_SIZE, PART_SIZE + 5)]
    beyond = page_of(engine, "licensure", "part=9")
    assert beyond.address.part == 2
    assert "last one" in beyond.notes[0]


# --- The address


@pytest.mark.parametrize(
    "address",
    [
        "/facets/drug/",
        "/facets/drug/?q=pain&expand=off&outcome=upheld&drug=tizanidine&from=2014&to=2016&sort=newest&find=za",
        "/facets/decided_year/?find=20&by=count&part=3",
        "/facets/page/?guideline_page=chronic-pain-2009%3A98&by=value",
    ],
)
def test_the_address_is_the_whole_state(address):
    name, parameters = re.fullmatch(r"/facets/(\w+)/\??(.*)", address).groups()
    assert asked(name, parameters).facet_address.url == address


def test_the_form_carries_the_search_without_the_ticks_of_this_facet():
    carried = asked("drug", "q=pain&drug=tizanidine&outcome=upheld&find=x&page=4").facet_address.carried
    assert carried == (("q", "pain"), ("outcome", "upheld"))


@pytest.mark.parametrize("name", ["nosuch", "rationale", "case", "reasoning", "Drug", "guideline_page"])
def test_what_is_no_facet_has_no_page(world, client, name):
    assert client.get(f"/facets/{name}/").status_code == 404


@pytest.mark.parametrize(
    ("parameters", "said"),
    [("by=luck", "no such order of values"), ("part=x", "no number"), ("part=0", "counted from 1"),
     ("from=never", "no year or date"), ("sort=best", "no such order of results"), ("unheard=of", None)],
)  # fmt: skip
def test_a_parameter_that_makes_no_sense_is_named_and_left_out(world, client, parameters, said):
    page = client.get(f"/facets/drug/?{parameters}").context["page"]
    assert page.total > 0
    assert bool(page.notes) == bool(said)
    assert said is None or said in page.notes[0]


def test_null_characters_and_endless_text_do_no_harm(world, client):
    page = client.get("/facets/drug/?find=ti%00zan" + "a" * 500).context["page"]
    assert len(page.address.find) <= 100


# --- The page


def test_apply_leads_to_the_results_with_what_is_ticked(world, client):
    parameters = "q=spasm&outcome=upheld&find=ti&by=count&part=2&page=3&drug=tizanidine&drug=Soma&apply=1"
    response = client.get(f"/facets/drug/?{parameters}")
    assert response["Location"] == "/?q=spasm&outcome=upheld&drug=tizanidine&drug=carisoprodol"


def test_the_page_names_the_search_and_every_value_has_a_box(world, client):
    html = client.get("/facets/drug/?outcome=upheld&drug=tramadol").content.decode()
    assert "Disputed items where outcome is upheld. The number" in text_of(html)
    assert '<input type="hidden" name="outcome" value="upheld">' in html
    boxes = dict(re.findall(r'<input type="checkbox" id="drug-(\S+)" name="drug" [^>]*?(checked)?>', html))
    assert boxes == {"tramadol": "checked", "tizanidine": "", "cyclobenzaprine": "", "lidocaine": ""}
    assert re.search(r"Tramadol\s*1\s*item", text_of(html))


def test_typed_markup_is_shown_as_text(world, client):
    html = client.get("/facets/drug/?find=<b>x</b>&drug=<i>y").content.decode()
    assert "<b>x" not in html
    assert "<i>y" not in html


def test_without_an_index_the_page_says_so(client):
    response = client.get("/facets/drug/?q=pain")
    assert response.status_code == 503
    assert FOR_VISITORS in response.content.decode()


def test_a_panel_that_shows_fewer_values_than_there_are_leads_to_all(world, client):
    page = client.get("/?q=-knee&sort=oldest").context["page"]
    pages = next(one for one in page.facets if one.name == "page")
    assert pages.values > SHOWN_VALUES
    assert pages.all_url == "/facets/page/?q=-knee&sort=oldest"
    assert client.get(pages.all_url).context["page"].total == pages.values
    assert not next(one for one in page.facets if one.name == "outcome").all_url


# --- The part of the panel


def in_panel(client, name, parameters):
    headers = {"HX-Request": "true", "HX-Target": f"values-{name}"}
    return client.get(f"/facets/{name}/?{parameters}", headers=headers)


def test_the_box_in_the_panel_gets_the_values_that_fit_and_says_how_many(world, client):
    html = in_panel(client, "drug", "find=zan&outcome=upheld&drug=tramadol").content.decode()
    assert re.findall(r'value="(\w+)"', html) == ["tramadol", "tizanidine"]
    assert "Drug: 1 value fits “zan”" in text_of(html)
    assert "<html" not in html


def test_nothing_that_fits_is_said(world, client):
    assert "No value fits “qq”" in text_of(in_panel(client, "drug", "find=qq").content.decode())


def test_an_emptied_box_gets_the_facet_back(world, client):
    html = in_panel(client, "page", "find=").content.decode()
    beside = client.get("/").content.decode()
    assert re.findall(r'id="page-[^"]+"', html) == re.findall(r'id="page-[^"]+"', beside)
    assert "more-page" in html


def test_of_many_values_that_fit_the_first_are_listed_and_the_others_are_one_link_away(engine_of):
    engine = engine_of("licensure", {f"State {n}": 1 for n in range(MORE_VALUES + 7)})
    facet, fitting = narrowed_facet(engine, asked("licensure", "find=state").facet_address)
    assert (len(facet.shown), facet.left_out, fitting) == (MORE_VALUES, 7, MORE_VALUES + 7)
    assert dict(parse_qsl(facet.all_url.partition("?")[2])) == {"find": "state"}


def test_a_facets_page_that_narrows_while_one_types_keeps_its_address(world, client):
    headers = {"HX-Request": "true", "HX-Target": "facet-list"}
    response = client.get("/facets/drug/?q=&find=zan&drug=tramadol", headers=headers)
    assert response["HX-Replace-Url"] == "/facets/drug/?drug=tramadol&find=zan"
    assert "1 of 6 values fit “zan”" in text_of(response.content.decode())
