"""The page about a drug, guideline, page, body part, category or reason."""

import re

import pytest

from search.index import open_engine, rebuild_index
from search.places.held import held
from search.places.kinds import KINDS, place_url
from tests.search.places.linked_figures import linked_figures, links, wrong_figures

pytestmark = pytest.mark.django_db

ONE_OF_EACH_KIND = (
    "/drugs/tizanidine/",
    "/drugs/acetaminophen-with-hydrocodone/",
    "/drug-classes/muscle-relaxant/",
    "/body-parts/low-back/",
    "/guidelines/chronic-pain-medical-treatment/",
    "/guidelines/chronic-pain-medical-treatment/2009/",
    "/guideline-pages/chronic-pain-2009/66/",
    "/categories/pharmaceuticals/",
    "/subcategories/imaging-and-radiology/",
    "/reasons/no-functional-improvement/",
)


@pytest.mark.parametrize("address", ONE_OF_EACH_KIND)
def test_every_kind_has_pages_whose_figures_are_the_items_behind_their_links(world, get, address):
    for wanted in (address, f"{address}?era=2009"):
        response, html = get(wanted)
        assert response.status_code == 200
        assert linked_figures(html)
        assert wrong_figures(html) == {}


def test_every_value_of_the_index_has_a_page_at_an_address_that_leads_back_to_it(world, get):
    known = held(open_engine())
    for kind in KINDS:
        for value in known.by_field[kind.field]:
            response, _ = get(place_url(kind.field, value))
            assert response.status_code == 200, (kind.field, value)
            assert value in response.context["page"].place.conditions[0].values


def test_a_drug_page_tells_its_class_its_brands_and_how_often_it_was_overturned(world, text_at):
    text = text_at("/drugs/tizanidine/")
    assert "Drug class Muscle Relaxant" in text
    assert "Zanaflex" in text
    assert "1 overturned of 2 disputed items: 50% (95% interval 9–91%), in 2 determinations" in text


def test_a_rate_over_several_eras_says_so_and_the_eras_stand_apart(world, text_at):
    text = text_at("/categories/pharmaceuticals/")
    assert "over several guideline eras" in text
    assert "2009 guidelines decided to July 27, 2016" in text
    assert "2016 guidelines decided July 28, 2016" in text


def test_items_of_one_era_are_counted_without_that_note(world, text_at):
    text = text_at("/categories/pharmaceuticals/?era=2016")
    assert "0 overturned of 1 disputed item" in text
    assert "over several guideline eras" not in text


def test_items_whose_letter_states_no_date_are_told_apart_from_the_eras(world, text_at):
    assert "Decision date not stated" in text_at("/categories/surgery/")


def test_the_newest_overturned_items_stand_first_with_case_reasons_and_rationale(world, get, text_at):
    text = text_at("/drugs/tizanidine/")
    assert "Zanaflex 4mg #30" in text
    assert "CM14-9000002 Fictional sample · decided Nov 3, 2014 · Guideline’s criteria met" in text
    assert "Tizanidine is recommended for low back pain with spasm." in text
    addresses = [href for href, _ in links(get("/drugs/tizanidine/")[1])]
    assert world["zanaflex_overturned"].get_absolute_url() in addresses
    assert world["tizanidine_upheld"].get_absolute_url() not in addresses


def test_a_place_of_which_nothing_was_overturned_says_so(world, text_at):
    assert "None of its one item was overturned." in text_at("/drugs/tramadol/")


def test_pages_that_only_one_side_cites_are_compared(world, text_at):
    text = text_at("/drugs/tizanidine/")
    assert "UR cites more often Page UR Reviewer Chronic Pain 2009, p. 63" in text


def test_chapters_that_the_sides_cite_unequally_are_compared(world, get, text_at):
    item = world["tizanidine_upheld"]
    item.citations.filter(cited_by="reviewer").update(source="ODG", guideline="Pain", pages=[])
    rebuild_index()
    text = text_at("/drugs/tizanidine/")
    assert "Chapters UR cites more often Chapter UR Reviewer Chronic Pain Medical Treatment MTUS" in text
    assert "The reviewer cites more often Chapter UR Reviewer Pain ODG" in text
    compared = {one.name: one for one in get("/drugs/tizanidine/")[0].context["page"].differences}
    (cited,) = compared["Chapter"].more_by_reviewer
    found = get(cited.reviewer_url.replace("&amp;", "&"))[0].context["page"]
    assert found.total == cited.by_reviewer == 1


def test_a_page_tells_its_guideline_and_its_neighbors(world, text_at):
    text = text_at("/guideline-pages/chronic-pain-2009/98/")
    assert "Chronic Pain 2009, p. 98" in text
    assert "Guideline Chronic Pain Medical Treatment 2009" in text
    assert "Regulation 8 CCR 9792.24.2" in text
    assert "p. 97, p. 99" in text


def test_what_goes_with_a_page_leaves_out_its_own_guideline(world, get):
    related = {
        one.field: one for one in get("/guideline-pages/chronic-pain-2009/46/")[0].context["page"].related
    }
    assert [figure.label for figure in related["guideline"].figures] == ["Pain"]


def test_a_chapter_tells_its_section_editions_and_body_parts(world, text_at):
    text = text_at("/guidelines/low-back-complaints/")
    assert "Regulation 8 CCR 9792.23.5" in text
    assert "ACOEM practice guidelines, 2nd edition, chapter 12" in text
    assert "Editions 2004" in text
    assert re.search("Body parts [A-Z][^.]*low back", text, re.IGNORECASE)


def test_a_body_part_tells_its_other_names_and_its_chapters(world, text_at):
    text = text_at("/body-parts/low-back/")
    assert "lumbar spine" in text
    assert "MTUS chapters Low Back Complaints" in text


def test_a_drug_of_several_ingredients_is_found_from_each(world, text_at, get):
    assert "Ingredients Acetaminophen, Hydrocodone" in text_at("/drugs/acetaminophen-with-hydrocodone/")
    assert ("/drugs/acetaminophen-with-hydrocodone/", "acetaminophen with hydrocodone (Norco)") in [
        (href, text) for href, text in links(get("/drugs/hydrocodone/")[1])
    ]


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("/drugs/tizanidine/", "/tables/?rows=page&amp;columns=reason&amp;only=drug%3Atizanidine"),
        (
            "/drugs/tizanidine/?era=2009",
            "/tables/?rows=page&amp;columns=reason&amp;only=drug%3Atizanidine&amp;era=2009",
        ),
        (
            "/guideline-pages/chronic-pain-2009/66/",
            "/tables/?rows=drug&amp;columns=body_part&amp;only=page%3Achronic-pain-2009%3A66",
        ),
    ],
)
def test_a_place_leads_to_the_table_of_its_items(world, get, address, table):
    assert f'href="{table}"' in get(address)[1]
    response, _ = get(table.replace("&amp;", "&"))
    assert response.context["page"].asked.only.url == address.partition("?")[0]


def test_a_place_with_items_of_both_outcomes_leads_to_what_won(world, get):
    assert "/won/?drug=tizanidine" in [href for href, _ in links(get("/drugs/tizanidine/")[1])]
    assert get("/won/?drug=tizanidine")[0].status_code == 200
    assert not [href for href, _ in links(get("/drugs/tramadol/")[1]) if href.startswith("/won/?")]


def test_chapters_of_the_same_region_are_told_apart_by_their_guideline(world, get):
    related = {one.field: one for one in get("/body-parts/low-back/")[0].context["page"].related}
    told = {figure.label: figure.meaning for figure in related["guideline"].figures}
    assert told["Low Back Complaints"] == "MTUS 2004"
    assert told["Pain"] == "ODG"


def test_a_reason_is_explained(world, text_at):
    assert "No documented functional improvement" in text_at("/reasons/no-functional-improvement/")


@pytest.mark.parametrize(
    ("other", "canonical"),
    [
        ("/drugs/zanaflex/", "/drugs/tizanidine/"),
        ("/drugs/norco/", "/drugs/acetaminophen-with-hydrocodone/"),
        ("/drugs/Tizanidine/", "/drugs/tizanidine/"),
        ("/drugs/opioids/", "/drug-classes/opioids/"),
        ("/body-parts/lumbar-spine/", "/body-parts/low-back/"),
        (
            "/guideline-pages/chronic-pain-medical-treatment-2009/98/",
            "/guideline-pages/chronic-pain-2009/98/",
        ),
        ("/guidelines/chronic-pain/2009/", "/guidelines/chronic-pain-medical-treatment/2009/"),
        ("/guideline-pages/low-back-complaints-2004/", "/guidelines/low-back-complaints/2004/"),
        ("/drugs/zanaflex/?era=2009", "/drugs/tizanidine/?era=2009"),
    ],
)
def test_another_spelling_of_an_address_leads_to_the_place(world, get, other, canonical):
    response, _ = get(other)
    assert (response.status_code, response.headers.get("Location")) == (302, canonical)


@pytest.mark.parametrize(
    "address",
    [
        "/drugs/nosuchdrug/",
        "/body-parts/tail/",
        "/guidelines/nosuchchapter/",
        "/guidelines/chronic-pain-medical-treatment/1999/",
        "/guideline-pages/chronic-pain-2009/128/",
        "/guideline-pages/nosuchbook-2009/1/",
        "/guideline-pages/nosuchbook-2009/",
        "/guideline-pages/chronic-pain-2009/0/",
        "/categories/nothing/",
        "/reasons/because/",
    ],
)
def test_what_is_no_place_is_not_found(world, get, address):
    assert get(address)[0].status_code == 404


def test_a_place_that_no_item_has_to_do_with_says_so(world, text_at):
    text = text_at("/drugs/warfarin/")
    assert "No disputed item of this portal has to do with Warfarin." in text
    assert "It holds only the letters that were ingested." in text


def test_an_era_that_is_none_is_taken_for_all(world, text_at):
    assert text_at("/drugs/tizanidine/?era=1815") == text_at("/drugs/tizanidine/")


@pytest.mark.parametrize("address", ONE_OF_EACH_KIND)
def test_while_search_is_away_the_page_says_so(db, get, address):
    response, html = get(address)
    assert response.status_code == 503
    assert "Search is not available right now" in html


@pytest.mark.parametrize(
    "address",
    [*ONE_OF_EACH_KIND, "/start/", "/guideline-pages/chronic-pain-2009/", "/tables/?rows=drug&columns=page"],
)
def test_both_embedded_engines_show_the_same(world, get, address):
    by_whoosh = get(address)[1]
    rebuild_index("tantivy")
    assert get(address)[1] == by_whoosh


def test_a_place_takes_two_searches_once_the_index_has_been_counted(world, get, monkeypatch):
    get("/drugs/tizanidine/")
    engine, asked = open_engine(), []
    search = type(engine).search
    monkeypatch.setattr(
        type(engine), "search", lambda self, request: asked.append(request) or search(self, request)
    )
    get("/drugs/tizanidine/")
    assert len(asked) == 2
