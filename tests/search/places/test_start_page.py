"""The start page: the most frequent places, and the box that finds one by any of its names."""

import pytest

from search.index import open_engine, rebuild_index
from tests.search.places.linked_figures import linked_figures, links, wrong_figures

pytestmark = pytest.mark.django_db


def test_the_most_frequent_places_of_each_kind_link_to_their_pages(world, get):
    _, html = get("/start/")
    addresses = {href for href, _ in links(html)}
    assert {
        "/drugs/tizanidine/",
        "/body-parts/low-back/",
        "/guidelines/chronic-pain-medical-treatment/",
        "/guideline-pages/chronic-pain-2009/66/",
        "/categories/pharmaceuticals/",
        "/reasons/criteria-met/",
    } <= addresses


@pytest.mark.parametrize("address", ["/start/", "/start/?era=2009", "/start/?era=2016"])
def test_every_figure_is_the_number_of_items_behind_its_link(world, get, address):
    _, html = get(address)
    assert linked_figures(html)
    assert wrong_figures(html) == {}


def test_every_place_that_is_listed_is_there(world, get):
    _, html = get("/start/")
    places = {href for href, _ in links(html) if href.count("/") > 2 and not href.startswith("/accounts")}
    assert len(places) > 20
    assert {href: get(href)[0].status_code for href in places} == dict.fromkeys(places, 200)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("tizanidine", "/drugs/tizanidine/"),
        ("Zanaflex", "/drugs/tizanidine/"),
        ("norco", "/drugs/acetaminophen-with-hydrocodone/"),
        ("opioids", "/drug-classes/opioids/"),
        ("lumbar spine", "/body-parts/low-back/"),
        ("Chronic Pain Medical Treatment", "/guidelines/chronic-pain-medical-treatment/"),
        ("chronic pain medical treatment 2009 p. 98", "/guideline-pages/chronic-pain-2009/98/"),
        ("Chronic Pain 2009, p. 98", "/guideline-pages/chronic-pain-2009/98/"),
        ("chronic pain p. 98", "/guideline-pages/chronic-pain-2009/98/"),
        ("p. 98", "/guideline-pages/chronic-pain-2009/98/"),
        ("98", "/guideline-pages/chronic-pain-2009/98/"),
        ("Surgery", "/categories/surgery/"),
        ("imaging & radiology", "/subcategories/imaging-and-radiology/"),
        ("no functional improvement", "/reasons/no-functional-improvement/"),
        ("tizan", "/drugs/tizanidine/"),
    ],
)
def test_the_box_leads_to_the_place_that_a_name_means(world, client, typed, address):
    response = client.get("/start/", {"find": typed})
    assert (response.status_code, response.headers.get("Location")) == (302, address)


def test_the_beginning_of_several_names_offers_them(world, client):
    response = client.get("/start/", {"find": "ti"})
    assert response.status_code in (200, 302)
    response = client.get("/start/", {"find": "pa"})
    assert response.status_code == 200
    assert len(response.context["page"].found) > 1


def test_a_misspelt_name_is_offered_the_right_one(world, client):
    response = client.get("/start/", {"find": "tizanadine"})
    place = response.headers.get("Location") or response.context["page"].found[0].url
    assert place == "/drugs/tizanidine/"


def test_what_is_no_place_can_be_searched_as_words(world, client):
    response = client.get("/start/", {"find": "zzyzx qqq"})
    assert response.status_code == 200
    html = response.content.decode()
    assert "No place is called “zzyzx qqq”." in html
    assert 'href="/?q=zzyzx+qqq"' in html


@pytest.mark.parametrize("typed", ["\x00", "<b>", "9" * 5000, "💊", '"', "drug:", "p. 99999"])
def test_anything_can_be_typed_into_the_box(world, client, typed):
    response = client.get("/start/", {"find": typed})
    assert response.status_code == 200
    assert "<b>" not in response.content.decode()


def test_the_figures_follow_the_index(world, get):
    assert get("/start/")[0].context["page"].figure.rate.total == 12
    world["tramadol"].delete()
    rebuild_index()
    assert get("/start/")[0].context["page"].figure.rate.total == 11


def test_an_empty_portal_says_so(db, get):
    rebuild_index()
    assert "No disputed item is indexed yet." in get("/start/")[1]


def test_while_search_is_away_the_page_says_so(db, get):
    response, html = get("/start/")
    assert response.status_code == 503
    assert "Search is not available right now" in html


def test_the_page_takes_no_search_once_the_index_has_been_counted(world, get, monkeypatch):
    get("/start/")
    monkeypatch.setattr(type(open_engine()), "search", None)
    assert get("/start/")[0].status_code == 200
