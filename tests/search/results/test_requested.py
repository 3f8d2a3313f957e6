"""A drug among the words of a search: how many of the items found request it, the others only mention it."""

import re
from html import unescape

import pytest

from search.index import rebuild_index
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["whoosh", "tantivy"], autouse=True)
def index(request):
    """The first case's summary, which both of its items share, tells of Norco: one of them requests it."""
    determination = build_world()["norco"].determination
    determination.case_summary += " He takes Norco, an opioid, and nothing else."
    determination.save()
    rebuild_index(request.param)


def line(answer):
    """The words of the line about requests; empty where there is none."""
    found = re.search(r'<p class="requested">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", found[1])) if found else ""


def only_requested(answer):
    found = re.search(r'<a id="only-requested" href="([^"]*)"', answer.content.decode())
    return unescape(found[1]) if found else ""


def total(answer):
    return int(re.search(r"(\d+) disputed items? in", answer.content.decode())[1])


def test_items_that_only_mention_a_drug_are_told_from_those_that_request_it(client):
    answer = client.get("/?q=Norco")
    assert line(answer) == (
        "1 of these 2 items requests Norco (1 overturned); the other mentions it. Only those that request it"
    )
    assert only_requested(answer) == "/?q=drug%3ANorco"
    assert total(client.get(only_requested(answer))) == 1


def test_the_line_stands_under_the_rate_that_is_not_the_drugs(client):
    page = client.get("/?q=Norco").content.decode()
    rate, request, bar = (
        page.index(f'class="{name}"') for name in ("outcome-rate", "requested", "outcome-bar")
    )
    assert rate < request < bar


def test_the_line_comes_with_the_part_that_htmx_swaps(client):
    answer = client.get("/?q=Norco", headers={"HX-Request": "true"})
    assert line(answer)
    assert b'hx-get="/?q=drug%3ANorco"' in answer.content


def test_other_words_and_filters_stay(client):
    answer = client.get("/?q=norco%20nothing&from=2013&category=Pharmaceuticals")
    assert only_requested(answer).startswith("/?q=drug%3Anorco+nothing&")
    assert {"category=Pharmaceuticals", "from=2013"} < set(only_requested(answer).split("&"))


def test_a_ticked_outcome_that_leaves_none_has_no_link_and_the_count_is_that_of_the_rate(client):
    answer = client.get("/?q=Norco&outcome=upheld")
    assert line(answer) == "1 of these 2 items requests Norco (1 overturned); the other mentions it."
    assert total(answer) == 1


def test_where_the_query_asks_for_an_outcome_none_of_the_items_may_request_the_drug(client):
    answer = client.get("/?q=Norco outcome:upheld")
    assert line(answer) == "None of the 1 item requests Norco: it mentions it."
    answer = client.get("/?q=Norco (outcome:upheld OR outcome:overturned)")
    assert line(answer).startswith("1 of these 2 items requests Norco; the other")


def test_a_class_of_drugs_is_told_so_too(client):
    answer = client.get("/?q=opioids")
    assert line(answer).startswith("2 of these 3 items request a drug of the class “opioids” (1 overturned);")
    assert total(client.get(only_requested(answer))) == 2


def test_a_choice_of_drugs_and_two_drugs_together_are_told_together(client):
    answer = client.get("/?q=(Norco OR Vicodin) nothing")
    assert "request Norco or Vicodin" in line(answer).replace("requests", "request")
    assert total(client.get(only_requested(answer))) == 1
    assert line(client.get("/?q=Norco Flexeril")) == (
        "None of the 1 item requests Norco and Flexeril: it mentions at least one of them."
    )


@pytest.mark.parametrize(
    "asked",
    [
        "q=drug:Norco", "q=tizanidine", 'q="Norco"', "q=-Norco", "q=norco /s opioid", "q=spasm",
        "q=neck", "q=Norco OR spasm", "q=Norco&expand=off", "",
    ],
)  # fmt: skip
def test_there_is_no_line_where_all_request_it_or_no_drug_was_taken_for_one(client, asked):
    answer = client.get(f"/?{asked}")
    assert (answer.status_code, line(answer)) == (200, "")
