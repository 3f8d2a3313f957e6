"""A determination read in the context of a search, and what is found in its letter."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse

from determinations.models import Determination, DisputedItem
from determinations.page import determination_page
from search import address, index
from search.engines.base import IndexUnavailableError
from search.query.parser import parse_query
from search.reading.hits import hits_in
from search.reading.list_place import MAX_RANK, place_of
from search.reading.page import reading_of
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

SEARCH = "q=improvement"


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def indexed(world):
    call_command("rebuild_index", verbosity=0)
    return world


@pytest.fixture
def small_pages(monkeypatch):
    """Pages of two results, so that the small world has several."""
    for module in ("search.address", "search.results.page", "search.reading.list_place"):
        monkeypatch.setattr(f"{module}.PAGE_SIZE", 2)
    assert address.PAGE_SIZE == 2


def listed(client, search: str) -> list[str]:
    """The links of all results, by rank, over all pages of the list."""
    links: dict[int, str] = {}
    page = 1
    while True:
        html = client.get(f"/?{search}&page={page}").content.decode()
        found = re.findall(r'id="result-(\d+)">.*?<h4><a href="([^"]+)">', html, re.DOTALL)
        links |= {int(rank): unescape(link) for rank, link in found}
        if f"page={page + 1}" not in html:
            return [links[rank] for rank in sorted(links)]
        page += 1


def opened(client, url: str):
    """What the determination's page at an address shows of its search."""
    answer = client.get(url.partition("#")[0])
    assert answer.status_code == 200
    return answer.context["reading"]


def marked(html: str) -> list[str]:
    return re.findall(r'<mark class="hit"[^>]*>(.*?)</mark>', html)


def test_a_result_leads_to_the_item_with_its_place_in_the_list(client, indexed):
    first = listed(client, "drug=tizanidine&sort=newest")[0]
    item = DisputedItem.objects.filter(drugs__ingredients__name="tizanidine").order_by(
        "-determination__decided_on"
    )[0]
    assert first == f"{item.determination.get_absolute_url()}?drug=tizanidine&n=1#{item.anchor}"


def test_each_result_knows_the_one_before_and_after_it_over_all_pages(client, indexed, small_pages):
    links = listed(client, SEARCH)
    assert len(links) > 4
    for n, link in enumerate(links):
        standing = opened(client, link).bar.standing
        assert (standing.place.rank, standing.total) == (n + 1, len(links))
        assert (standing.previous.url if standing.previous else None) == (links[n - 1] if n else None)
        assert (standing.next.url if standing.next else None) == (
            links[n + 1] if n + 1 < len(links) else None
        )


def test_the_way_back_leads_to_the_page_and_the_card_of_the_result(client, indexed, small_pages):
    third = listed(client, SEARCH)[2]
    back = opened(client, third).bar.results_url
    assert back == f"/?{SEARCH}&page=2#result-3"
    assert 'id="result-3"' in client.get(back).content.decode()


def test_the_bar_says_the_search_in_words_and_the_place(client, indexed):
    links = listed(client, "q=improvement&outcome=upheld")
    html = client.get(links[1].partition("#")[0]).content.decode()
    assert f"Result 2 of {len(links)}" in html
    assert "the text has “improvement” and outcome is upheld" in html


def test_a_search_without_words_has_places_too(client, indexed):
    links = listed(client, "")
    assert len(links) == DisputedItem.objects.count()
    assert opened(client, links[1]).bar.standing.place.rank == 2


def test_a_determination_opened_by_itself_has_no_bar_and_no_hits(client, indexed):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    html = client.get(url).content.decode()
    assert "Back to the results" not in html
    assert marked(html) == []
    assert opened(client, f"{url}?{SEARCH}").bar is None


@pytest.mark.parametrize("rank", ["", "0", "-1", "1.5", "x", "٣", "9" * 30, str(MAX_RANK + 1)])
def test_a_rank_that_is_none_opens_the_determination_by_itself(client, indexed, rank):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    assert opened(client, f"{url}?{SEARCH}&n={rank}").bar is None


@pytest.mark.parametrize(
    "tampered",
    [
        "q=%00%FF&n=1",
        "q=" + "a+" * 3000 + "&n=1",
        "q=pain&sort=worst&from=yesterday&drug=%00&n=3",
        "q=)(&n=2",
        "n=99999",
    ],
)
def test_a_tampered_search_still_opens_the_page_with_a_way_back(client, indexed, tampered):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    back = opened(client, f"{url}?{tampered}").bar.results_url
    assert back.startswith(("/?", "/#"))
    assert client.get(back).status_code == 200


def test_a_place_that_another_determination_has_now_is_said_to_have_changed(client, indexed):
    links = listed(client, SEARCH)
    elsewhere = Determination.objects.exclude(items__rationale__icontains="improvement").first()
    html = client.get(f"{elsewhere.get_absolute_url()}?{SEARCH}&n=2").content.decode()
    assert "The list has changed" in html
    assert f"of {len(links)}" not in html


def test_a_list_that_moved_by_one_is_followed(client, indexed):
    links = listed(client, f"{SEARCH}&sort=oldest")
    moved = links[2].replace("n=3", "n=2")
    standing = opened(client, moved).bar.standing
    assert standing.place.rank == 3
    assert standing.next.url == links[3]


def test_while_search_is_away_the_page_opens_with_its_marks_and_the_way_back(client, indexed, monkeypatch):
    third = listed(client, SEARCH)[2]

    def away():
        raise IndexUnavailableError("away")

    monkeypatch.setattr("search.reading.page.open_engine", away)
    html = client.get(third.partition("#")[0]).content.decode()
    assert "Search is away just now" in html
    assert f"/?{SEARCH}#result-3" in html
    assert "improvement" in marked(html)


def test_opening_a_result_searches_once_for_three_items_without_facets(client, indexed, monkeypatch):
    third = listed(client, SEARCH)[2]
    asked = []
    engine = index.open_engine()
    search = type(engine).search
    monkeypatch.setattr(
        type(engine), "search", lambda self, request: asked.append(request) or search(self, request)
    )
    opened(client, third)
    (request,) = asked
    assert (request.offset, request.limit, request.facets, request.snippet_fields) == (1, 3, (), ())


def test_the_searchs_own_words_are_marked_in_their_forms_and_not_those_it_excludes(client, indexed):
    third = next(
        link for link in listed(client, 'q="functional+improvement"+spasm+-opioid') if "CM14" in link
    )
    assert set(marked(client.get(third.partition("#")[0]).content.decode())) == {
        "functional improvement",
        "spasms",
        "spasm",
    }


def test_a_drug_asked_for_is_marked_by_its_other_names(client, indexed):
    link = next(link for link in listed(client, "q=drug:tizanidine") if "CM14-9000002" in link)
    assert {"Zanaflex", "Tizanidine"} <= set(marked(client.get(link.partition("#")[0]).content.decode()))


def test_every_listed_hit_has_its_place_in_the_page(client, indexed):
    html = client.get(listed(client, SEARCH)[0].partition("#")[0]).content.decode()
    links = re.findall(r'href="#(hit-[^"]+)"', html)
    assert links
    assert [f'id="{link}"' in html for link in links] == [True] * len(links)
    assert len(set(links)) == len(links)


def test_of_the_whole_letter_only_what_the_other_texts_lack_is_listed(world):
    determination = Determination.objects.get(case_number="CM15-9000001")
    determination.letter.text += "\n\nProgress report: no\nimprovement."
    labels = {
        one.label: one
        for one in hits_in(determination, determination.letter.text, parse_query("improvement").tree)
    }
    letter = labels["The letter’s whole text"]
    (line,) = letter.lines
    assert line.before.endswith("Progress report: no ")
    in_items = sum(len(one.lines) for one in labels.values() if one is not letter)
    assert len(letter.highlights) == in_items + 1


def test_hits_are_numbered_through_over_all_texts(world):
    determination = Determination.objects.get(case_number="CM15-9000001")
    found = hits_in(
        determination, determination.letter.text, parse_query("improvement OR months OR crates").tree
    )
    counts = [len(one.lines) for one in found if one.lines]
    assert len(counts) > 2
    assert [one.first for one in found if one.lines] == [1 + sum(counts[:n]) for n in range(len(counts))]


def test_only_so_many_hits_are_listed_and_the_others_marked(world, monkeypatch):
    monkeypatch.setattr("search.reading.hits.MOST_LISTED", 2)
    determination = Determination.objects.get(case_number="CM15-9000001")
    found = hits_in(determination, determination.letter.text, parse_query("the").tree)
    assert sum(len(one.lines) for one in found) == 2
    assert sum(len(one.highlights) for one in found) > 2


def test_a_hit_is_listed_with_the_words_around_it(world):
    determination = Determination.objects.get(case_number="CM14-9000002")
    (hits,) = hits_in(determination, determination.letter.text, parse_query("fewer").tree)[:1]
    (line,) = hits.lines
    assert (hits.label, line.text) == ("Item 1, rationale", "fewer")
    assert line.before.endswith("reports functional improvement and ")
    assert line.after.startswith(" spasms. As such")


def test_what_is_to_be_found_in_the_letter_takes_the_place_of_the_searchs_words(client, indexed):
    first = listed(client, SEARCH)[0].partition("#")[0]
    html = client.get(f"{first}&find=medic*").content.decode()
    assert set(marked(html)) == {"medically"}
    assert '<input type="hidden" name="q" value="improvement">' in html
    assert '<input type="hidden" name="n" value="1">' in html


def test_finding_works_on_a_page_opened_by_itself_and_says_where_there_is_nothing(client, world):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    assert "improvement" in marked(client.get(f"{url}?find=improvement").content.decode())
    assert "is nowhere in this letter" in client.get(f"{url}?find=xylophone").content.decode()
    assert "CM15-9000001" in marked(client.get(f"{url}?find=CM15-9000001").content.decode())


def test_what_is_to_be_found_is_escaped_and_bounded(client, world):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    html = client.get(url, {"find": "<b>x</b>\x00" + "y" * 5000}).content.decode()
    assert "<b>x" not in html
    assert len(opened(client, f"{url}?find={'y' * 5000}").find) == 200


def test_a_passage_in_the_address_is_marked_and_can_be_scrolled_to(client, world):
    item = Determination.objects.get(case_number="CM15-9000001").items.get(number=2)
    start = item.rationale.index("recommended")
    url = f"{item.determination.get_absolute_url()}?passage=item-2:{start}-{start + 11}#passage"
    html = client.get(url).content.decode()
    assert '<span class="linked">recommended</span>' in html
    assert html.count('id="passage"') == 1


@pytest.mark.parametrize("place", ["summary", "letter"])
def test_a_passage_of_the_summary_or_of_the_whole_letter_can_be_linked_to(client, world, place):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    html = client.get(f"{url}?passage={place}:4-11").content.decode()
    text = {"summary": "patient", "letter": "-900000"}[place]
    assert f'<span class="linked">{text}</span>' in html


def test_a_passage_of_the_whole_letter_is_of_its_text_as_the_page_shows_it(client, world):
    determination = Determination.objects.get(case_number="CM15-9000001")
    line = "The records of the last two months were weighed with great and patient care"
    determination.letter.text = f"{line}\nby the reviewer."
    determination.letter.save()
    url = f"{determination.get_absolute_url()}?passage=letter:{len(line) + 1}-{len(line) + 16}"
    assert '<span class="linked">by the reviewer</span>' in client.get(url).content.decode()
    assert '<mark class="hit" id="hit-letter-1"' in client.get(url, {"find": "reviewer"}).content.decode()


@pytest.mark.parametrize(
    "written",
    [
        "item-2:5-99999",
        "item-9:0-5",
        "item-2:7-7",
        "item-2:9-3",
        "item-2:a-b",
        "letter:0-9999999",
        "<b>",
        "item-2:0-5 ",
    ],
)
def test_a_passage_that_the_letter_does_not_have_marks_nothing_and_says_so(client, world, written):
    url = Determination.objects.get(case_number="CM15-9000001").get_absolute_url()
    html = client.get(url, {"passage": written}).content.decode()
    assert 'id="passage"' not in html
    assert "The linked passage is not in this copy" in html


def test_each_paragraph_of_a_rationale_has_a_link_that_marks_just_it(client, world):
    item = Determination.objects.get(case_number="CM15-9000001").items.get(number=2)
    item.rationale = "First paragraph.\nSecond paragraph."
    item.save()
    html = client.get(item.determination.get_absolute_url()).content.decode()
    links = re.findall(r'class="passage-link" href="([^"]*item-2:[^"]*)"', html)
    assert len(links) == 2
    assert '<span class="linked">Second paragraph.</span>' in client.get(links[1]).content.decode()


def test_hits_reasons_and_a_passage_are_marked_beside_each_other(rf, world):
    item = Determination.objects.get(case_number="CM15-9000001").items.get(number=2)
    item.reasons.all().delete()
    start = item.rationale.index("functional improvement")
    item.reasons.create(code="no-functional-improvement", start=start - 8, end=start + 10)
    request = rf.get("/", {"find": '"functional improvement"', "passage": f"item-2:{start}-{start + 22}"})
    reading = reading_of(request, determination_page(item.determination, request.GET, ""))
    marks = reading.highlights[item.anchor]
    assert [(hit.start, hit.end) for hit in marks.hits] == [(start, start + 22)]
    assert (marks.passage.start, marks.passage.end) == (start, start + 22)


def test_a_place_survives_the_way_through_its_own_parameters():
    place = place_of(
        QueryDict("q=a+%26+b&drug=tizanidine&drug=baclofen&from=2015&expand=off&sort=oldest&n=21")
    )
    again = QueryDict(mutable=True)
    for name, value in place.parameters:
        again.appendlist(name, value)
    assert place_of(again) == place
    assert place.results_url.endswith("&page=2#result-21")
    assert reverse("search:results") == "/"
