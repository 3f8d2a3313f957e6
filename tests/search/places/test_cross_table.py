"""Overturn rates by two fields at once."""

from itertools import permutations

import pytest

from search.index import open_engine, rebuild_index
from search.places.cross_table import FIELD_LABELS, MOST_COLUMNS
from tests.search.places.linked_figures import linked_figures, wrong_figures

pytestmark = pytest.mark.django_db


def table(response):
    page = response.context["page"]
    columns = [column.label for column in page.columns]
    return {
        (row.all.label, column): (cell.rate.overturned, cell.rate.total)
        for row in page.rows
        for column, cell in zip(columns, row.cells, strict=True)
    }


def test_a_cell_counts_the_items_that_have_both_values(world, get):
    cells = table(get("/tables/?rows=drug&columns=page")[0])
    assert cells["Tizanidine", "Chronic Pain 2009, p. 66"] == (1, 2)
    assert cells["Tizanidine", "Chronic Pain 2009, p. 78"] == (0, 0)


def test_a_cell_shows_its_rate_with_number_and_interval(world, text_at):
    text = text_at("/tables/?rows=drug&columns=page")
    assert "1 overturned: Tizanidine, Chronic Pain 2009, p. 66 of 2 items" in text
    assert "50% 9–91%" in text


@pytest.mark.parametrize(("rows", "columns"), list(permutations(FIELD_LABELS, 2)))
def test_every_figure_is_the_number_of_items_behind_its_link(world, get, rows, columns):
    _, html = get(f"/tables/?rows={rows}&columns={columns}")
    assert linked_figures(html)
    assert wrong_figures(html) == {}


@pytest.mark.parametrize(
    "only", ["body_part:low back", "drug:tizanidine", "reason:criteria-met", "page:chronic-pain-2009:66"]
)
@pytest.mark.parametrize("era", ["", "2009"])
def test_a_table_of_one_place_counts_only_its_items(world, get, only, era):
    response, html = get(f"/tables/?rows=subcategory&columns=page&only={only}&era={era}")
    assert response.context["page"].asked.only
    assert linked_figures(html)
    assert wrong_figures(html) == {}


def test_of_one_place_its_own_value_is_no_row(world, get):
    response, _ = get("/tables/?rows=reason&columns=page&only=reason:long-term-use")
    assert [row.all.label for row in response.context["page"].rows] == ["No functional improvement"]


def test_the_same_field_twice_is_said_and_mended(world, text_at):
    assert "Rows and columns were both drug" in text_at("/tables/?rows=drug&columns=drug")


@pytest.mark.parametrize(
    "query",
    ["rows=sex&columns=nonsense", "only=drug:nosuch", "only=:", "only=sex:male", "era=1815", "only=%00"],
)
def test_what_makes_no_sense_is_left_out(world, get, query):
    response, _ = get(f"/tables/?{query}")
    assert response.status_code == 200
    assert response.context["page"].asked.only is None


def test_items_of_several_eras_are_said_to_be_mixed(world, text_at):
    assert "Over several guideline eras" in text_at("/tables/")
    assert "Over several guideline eras" not in text_at("/tables/?era=2009")


def test_an_empty_table_says_so(world, text_at):
    text = text_at("/tables/?rows=drug&columns=page&era=2017")
    assert "No disputed item of this era has both a drug and a guideline page." in text


def test_an_empty_portal_says_so(db, text_at):
    rebuild_index()
    assert "No disputed item has both a drug and a body part." in text_at("/tables/")


def test_while_search_is_away_the_page_says_so(db, get):
    assert get("/tables/")[0].status_code == 503


def test_the_searches_are_two_and_two_for_each_column(world, get, monkeypatch):
    get("/tables/?rows=drug&columns=page")
    asked = []
    engine = type(open_engine())
    search = engine.search
    monkeypatch.setattr(
        engine, "search", lambda self, request: asked.append(request) or search(self, request)
    )
    get("/tables/?rows=drug&columns=page")
    assert len(asked) == 2 + 2 * MOST_COLUMNS
