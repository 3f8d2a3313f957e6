"""The pages of the 2009 Chronic Pain guideline at a glance."""

import re

import pytest

from search.index import rebuild_index
from tests.search.places.linked_figures import linked_figures, links, wrong_figures

pytestmark = pytest.mark.django_db

ADDRESS = "/guideline-pages/chronic-pain-2009/"


def cell(response, number):
    return next(one for one in response.context["page"].cells if one.number == number)


def test_every_page_of_the_book_is_a_cell_that_links_to_it(world, get):
    _, html = get(ADDRESS)
    cells = re.search(r'<ol class="heat-map".*?</ol>', html, re.DOTALL)[0]
    assert [href for href, _ in links(cells)] == [f"{ADDRESS}{number}/" for number in range(1, 128)]


def test_a_cell_shows_its_count_and_a_page_that_nobody_cites_has_none(world, get):
    cells = dict(links(re.search(r'<ol class="heat-map".*?</ol>', get(ADDRESS)[1], re.DOTALL)[0]))
    assert cells[f"{ADDRESS}66/"] == "Page 66: 2 items"
    assert cells[f"{ADDRESS}1/"] == "Page 1: 0 items"


@pytest.mark.parametrize(
    ("by", "figure"),
    [("either", "1 item"), ("reviewer", "0 items"), ("ur", "1 item"), ("rate", "0% overturned, n 1")],
)
def test_the_cells_tell_what_was_chosen(world, get, by, figure):
    cells = dict(
        links(re.search(r'<ol class="heat-map".*?</ol>', get(f"{ADDRESS}?by={by}")[1], re.DOTALL)[0])
    )
    assert cells[f"{ADDRESS}63/"] == f"Page 63: {figure}"


def test_more_items_are_a_darker_shade_and_none_is_the_lightest(world, get):
    response, _ = get(ADDRESS)
    assert cell(response, 1).shade == 0
    assert cell(response, 66).shade > cell(response, 63).shade > 0


def test_a_higher_rate_is_a_darker_shade(world, get):
    response, _ = get(f"{ADDRESS}?by=rate")
    assert [cell(response, number).shade for number in (1, 63, 66, 78)] == [0, 1, 3, 5]


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?era=2009", f"{ADDRESS}?by=rate&sort=rate"])
def test_every_figure_of_the_table_is_the_number_of_items_behind_its_link(world, get, address):
    _, html = get(address)
    assert len(linked_figures(html)) > 20
    assert wrong_figures(html) == {}


@pytest.mark.parametrize(
    ("sort", "first"),
    [("page", 1), ("either", 66), ("ur", 66), ("reviewer", 66), ("rate", 78), ("nonsense", 1)],
)
def test_the_table_is_sorted_by_link(world, get, sort, first):
    response, html = get(f"{ADDRESS}?sort={sort}")
    assert response.context["page"].rows[0].number == first
    assert html.count("aria-sort=") == 1


def test_the_choices_keep_each_other(world, get):
    _, html = get(f"{ADDRESS}?by=ur&sort=rate&era=2009")
    addresses = [href.replace("&amp;", "&") for href, _ in links(html)]
    assert f"{ADDRESS}?by=rate&sort=rate&era=2009" in addresses
    assert f"{ADDRESS}?by=ur&sort=rate&era=2016" in addresses
    assert f"{ADDRESS}?by=ur&sort=page&era=2009#pages-table" in addresses


def test_items_of_several_eras_are_said_to_be_mixed(world, get):
    assert "All guideline eras together" in get(ADDRESS)[1]
    assert "All guideline eras together" not in get(f"{ADDRESS}?era=2009")[1]


def test_an_empty_portal_shows_a_map_of_noughts(db, get):
    rebuild_index()
    response, _ = get(ADDRESS)
    assert {one.shade for one in response.context["page"].cells} == {0}


def test_while_search_is_away_the_page_says_so(db, get):
    assert get(ADDRESS)[0].status_code == 503
