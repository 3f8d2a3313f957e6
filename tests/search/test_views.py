"""The pages of search, through their addresses."""

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.urls import reverse

from determinations.models import DisputedItem
from search.fields import FIELDS
from search.help import SECTIONS
from search.index import rebuild_index
from search.unavailable import FOR_VISITORS
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def indexed(world):
    rebuild_index()
    return world


@pytest.fixture
def get(client):
    def get(address, **headers):
        response = client.get(address, headers=headers)
        return response, unescape(response.content.decode())

    return get


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_tells_how_many_items_and_determinations_there_are(indexed, get):
    response, html = get("/?drug=tizanidine")
    assert response.status_code == 200
    assert "2 disputed items in 2 determinations" in html


def test_every_item_links_to_its_place_and_carries_the_search_and_its_rank(indexed, get):
    _, html = get("/?q=tizanidine&outcome=upheld")
    item = indexed["tizanidine_upheld"]
    page = item.determination.get_absolute_url()
    assert f'href="{page}?q=tizanidine&outcome=upheld&n=1#{item.anchor}"' in html


def test_a_card_shows_the_facts_of_the_item(indexed, get):
    text = text_of(get("/?drug=tizanidine&outcome=upheld")[1])
    for fact in (
        "CM15-9000003",
        "Decided Feb 20, 2015",
        "Reviewer: Anesthesiology, Pain Medicine",
        "Upheld",
        "Low back",
        "UR cited Chronic Pain 2009, p. 63",
        "Reviewer cited Chronic Pain 2009, p. 66",
        "Long-term use",
    ):
        assert fact in text


def test_what_matched_is_marked(indexed, get):
    _, html = get('/?q="short course"')
    assert "<mark>" in html
    assert "short course" in text_of(html)


def test_a_drug_is_marked_by_its_other_names_too(indexed, get):
    assert "<mark>Tizanidine</mark> is recommended" in get("/?q=Zanaflex")[1]
    assert "<mark>Zanaflex</mark> 4mg" in get("/?q=drug:tizanidine")[1]


def test_typed_markup_is_shown_as_text(indexed, get):
    response, _ = get("/?q=<script>alert(1)</script>&drug=<b>x</b>")
    assert b"<script>alert" not in response.content
    assert b"<b>x" not in response.content


def test_htmx_gets_the_part_that_changes_with_a_clean_address_to_push(indexed, get):
    response, html = get("/?q=&drug=tizanidine&from=&to=", **{"HX-Request": "true"})
    assert response.headers["HX-Push-Url"] == "/?drug=tizanidine"
    assert "<html" not in html
    assert 'id="results"' in html
    assert 'id="facet-drug"' in html
    assert 'hx-swap-oob="innerHTML">2 disputed items in 2 determinations' in html


def test_the_two_answers_of_one_address_are_kept_apart_in_caches(indexed, get):
    assert "HX-Request" in get("/")[0].headers["Vary"]


def test_nothing_stands_in_the_page_that_its_security_policy_forbids(indexed, get):
    response, html = get("/?q=pain")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    assert not re.search(r'(?:src|href)="https?:', html)


def test_ticks_are_fields_of_the_search_form(indexed, get):
    _, html = get("/?drug=tizanidine")
    [tick] = re.findall(r'<input[^>]*value="tizanidine"[^>]*>', html)
    assert 'name="drug"' in tick
    assert 'form="search-form"' in tick
    assert " checked" in tick
    assert "Apply filters" in html


@pytest.mark.parametrize("typed", ["cm15-9000003", "15-9000003"])
def test_a_case_number_alone_opens_the_case(indexed, get, typed):
    response, _ = get(f"/?q={typed}")
    assert response.status_code == 302
    assert response.url == "/determinations/CM15-9000003/"


def test_htmx_is_told_to_open_the_case(indexed, get):
    response, _ = get("/?q=CM15-9000003", **{"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/determinations/CM15-9000003/"


def test_a_case_number_that_the_portal_lacks_is_searched_and_said_so(indexed, get):
    response, html = get("/?q=CM15-0000000")
    assert response.status_code == 200
    assert "CM15-0000000 is not in this portal" in html


BAD_PARAMETERS = (
    *("page=abc", "page=99999", "page=99999999999999999999", "from=xyz", "from=0000", "sort=worst"),
    *("to=9999", "from=0001", "to=9999-12-31", "q=decided:9999", "q=decided:..0001", "q=decided:>2100"),
    *("drug=nosuch", "outcome=%00", "q=((((", 'q="', "q=a:b:c..d", "q=" + "%22(" * 500, "q=%F0%9F%92%8A"),
)


def test_bad_parameters_still_give_a_page(indexed, get):
    assert {one: status for one in BAD_PARAMETERS if (status := get(f"/?{one}")[0].status_code) != 200} == {}


def test_a_year_that_cannot_be_is_told_which_can(indexed, get):
    for parameters in ("to=9999", "from=0001", "q=decided:9999"):
        assert "from 1900 to 2100" in get(f"/?{parameters}")[1]


def test_an_empty_result_links_to_searches_that_find_something(indexed, get):
    _, html = get("/?q=spasm&drug=tramadol")
    assert "No disputed items found" in html
    assert 'href="/?q=spasm"' in html
    assert 'href="/?drug=tramadol"' in html


@pytest.mark.parametrize("address", ["/", "/?q=tizanidine", "/?drug=tramadol"])
def test_a_portal_without_letters_says_so_instead_of_blaming_the_search(get, address):
    rebuild_index()
    _, html = get(address)
    assert "The index holds no disputed items yet." in html
    assert "Check the spelling" not in html


def test_a_misspelt_drug_is_offered_as_it_is_spelt(indexed, get):
    _, html = get("/?q=tramdol")
    assert '<a href="/?q=tramadol">tramadol</a> (1 item)' in html


def test_without_an_index_the_page_says_so_and_what_works(world, get):
    response, html = get("/?q=pain")
    assert response.status_code == 503
    assert FOR_VISITORS in html
    assert "rebuild_index" not in html
    assert reverse("determinations:browse") in html
    assert "Traceback" not in html


def test_without_an_index_similar_items_say_so_too(world, get):
    for headers in ({}, {"HX-Request": "true"}):
        response, html = get(reverse("search:similar", args=[world["norco"].pk]), **headers)
        assert response.status_code == 503
        assert FOR_VISITORS in html
        assert "rebuild_index" not in html


def test_an_index_without_items_says_how_to_fill_it(get):
    rebuild_index()
    response, html = get("/")
    assert response.status_code == 200
    assert "manage.py ingest" in html


def test_similar_items_are_of_other_cases_and_say_what_is_shared(indexed, get):
    response, html = get(reverse("search:similar", args=[indexed["tizanidine_upheld"].pk]))
    text = text_of(html)
    assert response.status_code == 200
    assert indexed["zanaflex_overturned"].get_absolute_url() in html
    assert "Drug Tizanidine" in text
    assert "Guideline page Chronic Pain 2009, p. 66" in text


def test_what_follows_from_a_closer_tie_is_not_said_again(indexed, get):
    text = text_of(get(reverse("search:similar", args=[indexed["tizanidine_upheld"].pk]))[1])
    of_the_other_tizanidine = text.partition("Zanaflex 4mg #30")[2].partition("Upheld")[0]
    assert "Drug Tizanidine" in of_the_other_tizanidine
    assert "Subcategory" not in of_the_other_tizanidine


def test_similar_items_come_as_a_list_for_htmx(indexed, get):
    _, html = get(reverse("search:similar", args=[indexed["tizanidine_upheld"].pk]), **{"HX-Request": "true"})
    assert '<ol class="similar-list">' in html
    assert "<html" not in html


def test_the_reader_chooses_in_what_items_are_similar_and_with_which_outcome(indexed, get):
    address = reverse("search:similar", args=[indexed["tizanidine_upheld"].pk])
    page = get(f"{address}?basis=treatment&outcome=overturned")[0].context["page"]
    assert {result.item.outcome for result in page.results} == {"overturned"}
    assert all("Drug" in {shared.label for shared in result.shared} for result in page.results)
    (bases, outcomes) = ([choice for choice in one.choices if choice.is_current] for one in page.choices)
    assert [choice.label for choice in (*bases, *outcomes)] == ["Same treatment", "Only overturned"]
    assert get(f"{address}?basis=moon&outcome=maybe")[0].context["page"].basis == "blended"


def test_every_choice_of_similarity_is_an_address_that_answers(indexed, get):
    page = get(reverse("search:similar", args=[indexed["tizanidine_upheld"].pk]))[0].context["page"]
    for choice in (choice for choices in page.choices for choice in choices.choices):
        answered = get(choice.url)[0].context["page"]
        assert choice.url in {one.url for each in answered.choices for one in each.choices if one.is_current}


def test_similar_items_of_an_unknown_item_are_not_found(indexed, get):
    assert get(reverse("search:similar", args=[10**6]))[0].status_code == 404


def test_the_help_page_lists_every_field_with_an_example_to_try(get):
    _, html = get(reverse("search:help"))
    for field in FIELDS:
        assert f'id="field-{field.name}"' in html
        assert field.help in html
        assert field.example in text_of(html)


def test_every_example_of_the_help_page_is_understood(indexed, client):
    not_understood = {}
    for one in (*(one for section in SECTIONS for one in section.operators), *FIELDS):
        page = client.get("/", {"q": one.example}).context["page"]
        if any("not understood" in note or "searched as words" in note for note in page.notes):
            not_understood[one.example] = page.notes
    assert not_understood == {}


def test_the_header_names_the_person_and_signs_out_by_a_form(indexed, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("pat", "pat@example.com", "s3cret-words"))
    html = client.get("/").content.decode()
    assert "pat@example.com" in html
    assert f'method="post" action="{reverse("account_logout")}"' in html


def test_sample_letters_are_announced_on_every_page(indexed, get):
    for address in ("/", reverse("search:help"), reverse("account_login")):
        assert "these determinations are fictional" in get(address)[1]


def test_a_page_of_results_takes_the_same_number_of_queries_however_many_items(
    indexed, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        client.get("/")


def rendered(template, **context):
    return unescape(Template("{% load search_links %}" + template).render(Context(context)))


def test_search_url_ticks_facets_and_queries_other_fields():
    assert (
        rendered('{% search_url drug="tizanidine" outcome="upheld" %}') == "/?outcome=upheld&drug=tizanidine"
    )
    assert (
        rendered('{% search_url page="chronic-pain-2009:98" %}') == "/?guideline_page=chronic-pain-2009%3A98"
    )
    assert rendered('{% search_url specialty="Neurology" %}') == "/?specialty=Neurology"
    assert rendered('{% search_url case="CM15-9000001" %}') == "/?q=case%3A%22CM15-9000001%22"


@pytest.mark.parametrize("value", ['The "best" doctor', "The “best” doctor"])
def test_search_url_leaves_out_quotation_marks_that_would_end_a_value(value):
    url = rendered("{% search_url case=value %}", value=value)
    assert url == "/?q=case%3A%22The+best+doctor%22"


def test_a_citation_without_known_pages_leads_to_its_chapter(world):
    html = rendered('{% include "includes/item_facts.html" %}', item=world["epidural"])
    assert '<a href="/?guideline=Pain">ODG Pain</a>' in html


def test_an_item_whose_title_the_copy_lost_is_named_so_in_results_and_among_similar_ones(get, world):
    item = DisputedItem.objects.exclude(determination__case_number=None).first()
    DisputedItem.objects.filter(pk=item.pk).update(title="", treatment="")
    rebuild_index()
    told = f"Treatment not in this copy of the letter (item {item.number})"
    search = reverse("search:results") + f"?q=case:{item.determination.case_number}&sort=newest"
    for address in (search, reverse("search:similar", args=[item.pk])):
        assert told in get(address)[1]
