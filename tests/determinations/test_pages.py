"""The browse list and a determination's page."""

import re

import pytest
from django.urls import reverse

from determinations.models import Determination, DisputedItem
from tests.determinations.letters import KNEE_MRI, MUSCLE_RELAXANT, letter
from tests.determinations.opened import page_of_letter
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    build_world()


def browse(client, **filters) -> list[Determination]:
    page = client.get(reverse("determinations:browse"), filters)
    assert page.status_code == 200
    return list(page.context["determinations"])


def test_browsing_lists_every_determination_the_newest_decision_first(client):
    listed = browse(client)
    assert len(listed) == Determination.objects.count()
    dates = [determination.decided_on for determination in listed if determination.decided_on]
    assert dates == sorted(dates, reverse=True)


def test_drug_and_outcome_hold_on_the_same_item(client):
    mixed = Determination.objects.filter(outcome="partially overturned").first()
    upheld = mixed.items.filter(outcome="upheld", drugs__isnull=False).first()
    drug = upheld.drugs.first().ingredients.first().name
    assert mixed in browse(client, drug=drug, outcome="upheld")
    assert mixed not in browse(client, drug=drug, outcome="overturned")


def test_a_brand_finds_its_ingredient(client):
    assert browse(client, drug="Zanaflex") == browse(client, drug="tizanidine") != []


def test_decision_dates_bound_the_list(client):
    decided = Determination.objects.exclude(decided_on=None).order_by("decided_on").first().decided_on
    assert {d.decided_on for d in browse(client, decided_to=decided.isoformat())} == {decided}


@pytest.mark.parametrize(
    "filters", [{"decided_from": "yesterday"}, {"outcome": "maybe"}, {"page": "99"}, {"page": "x"}]
)
def test_a_bad_filter_or_page_is_answered_with_a_page(client, filters):
    assert client.get(reverse("determinations:browse"), filters).status_code == 200


def test_an_item_whose_title_the_copy_lost_is_named_so_wherever_it_is_listed(client):
    item = DisputedItem.objects.exclude(determination__case_number=None).first()
    DisputedItem.objects.filter(pk=item.pk).update(title="", treatment="")
    told = f"Treatment not in this copy of the letter (item {item.number})"
    for page in (item.determination.get_absolute_url(), reverse("determinations:browse")):
        assert told in client.get(page).content.decode()


def test_a_determinations_page_shows_every_item_with_outcome_rationale_and_citations(client):
    determination = Determination.objects.exclude(case_number=None).first()
    html = client.get(determination.get_absolute_url()).content.decode()
    for item in determination.items.all():
        assert f'id="{item.anchor}"' in html
        assert item.get_outcome_display() in html
    assert determination.case_number in html


def test_the_case_number_is_found_in_any_case_of_letters(client):
    determination = Determination.objects.exclude(case_number=None).first()
    address = reverse("determinations:by_case_number", args=[determination.case_number.lower()])
    assert client.get(address)["Location"] == determination.get_absolute_url()


def test_an_address_by_id_leads_to_the_case_number_where_there_is_one(client):
    determination = Determination.objects.exclude(case_number=None).first()
    answer = client.get(reverse("determinations:by_id", args=[determination.pk]))
    assert answer["Location"] == determination.get_absolute_url()


def test_a_determination_without_case_number_has_its_own_address(client):
    determination = Determination.objects.exclude(case_number=None).first()
    determination.case_number = None
    determination.save()
    assert client.get(determination.get_absolute_url()).status_code == 200


def test_an_unknown_case_number_is_not_found(client):
    assert client.get("/determinations/CM99-9999999/").status_code == 404
    assert client.get("/determinations/a%00b/").status_code == 400


def test_what_a_letter_says_is_escaped(client):
    item = DisputedItem.objects.first()
    item.treatment = "<script>alert(1)</script>"
    item.rationale = "<img src=x onerror=alert(1)>"
    item.save()
    html = client.get(item.determination.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_page_takes_few_queries_however_many_items_there_are(client, django_assert_max_num_queries):
    determination = Determination.objects.exclude(case_number=None).first()
    with django_assert_max_num_queries(14):
        client.get(determination.get_absolute_url())


def test_a_missing_original_is_not_found_with_a_reason(client):
    determination = Determination.objects.first()
    assert client.get(reverse("determinations:original", args=[determination.pk])).status_code == 404


def test_where_real_and_sample_letters_are_mixed_the_sample_ones_say_so_each(client):
    real = Determination.objects.exclude(case_number=None).first()
    real.letter.is_fictional = False
    real.letter.save()
    listed = client.get(reverse("determinations:browse")).content.decode()
    assert "some of these determinations are fictional" in listed
    assert listed.count("Fictional sample") == Determination.objects.count() - 1
    assert "A fictional sample letter" not in client.get(real.get_absolute_url()).content.decode()


def test_a_brand_of_two_ingredients_asks_for_both_in_one_drug(client):
    both = browse(client, drug="Norco")
    assert both == [
        determination
        for determination in browse(client)
        if any(
            {"acetaminophen", "hydrocodone"} <= {str(name) for name in drug.ingredients.all()}
            for item in determination.items.all()
            for drug in item.drugs.all()
        )
    ]


def test_a_drug_is_found_with_the_body_part_of_the_injury(client):
    item = DisputedItem.objects.filter(body_parts=None, drugs__isnull=False).first()
    part = item.determination.injured_body_parts.first().name
    drug = item.drugs.first().ingredients.first().name
    assert item.determination in browse(client, drug=drug, body_part=part)


def test_a_contradiction_of_an_item_is_shown_at_that_item(client, inbox):
    text = letter(items=[KNEE_MRI, MUSCLE_RELAXANT]).replace("63, 66", "63, 128", 1)
    page = page_of_letter(client, inbox, text)
    before, first, second = page.split('<section class="item"')
    assert "The letter’s text does not agree" in first
    assert "Page beyond the end of the book" in first
    assert "The reviewer cites page 128 of “Chronic Pain Medical Treatment”, a book of 127 pages." in first
    assert "does not agree" not in before + second


def test_a_contradiction_of_the_letter_as_a_whole_is_shown_above_its_items(client, inbox):
    page = page_of_letter(client, inbox, letter(history="The date of injury is 05/16/2014."))
    before, *items = page.split('<section class="item"')
    assert "Two different dates of injury" in before
    assert "in the header: 05/06/2014; in the clinical case summary: 05/16/2014" in before
    assert "does not agree" not in "".join(items)


def test_a_letter_that_only_lacks_something_agrees_with_itself(client, inbox):
    text = letter().replace("Date Assigned: 03/02/2016", "")
    assert "does not agree" not in page_of_letter(client, inbox, text)


def test_a_contradiction_that_quotes_the_letter_is_escaped(client, inbox):
    text = letter(items=[("MRI of the left knee <b>now</b>", "Upheld")]).replace(
        "The request is not", "The request for the right knee <b>MRI</b> is not"
    )
    page = page_of_letter(client, inbox, text)
    assert "Another side than the one requested" in page
    assert "<b>MRI</b>" not in page


THERAPY = [("Physical therapy, 6 visits", "Upheld")]


def test_each_reason_is_marked_in_the_rationale_with_a_number_and_named_below(client, inbox):
    page = page_of_letter(client, inbox, letter(items=THERAPY))
    label = "No functional improvement"
    number = f'<sup><a href="#item-1-reason-1" aria-label="Reason 1: {label}">1</a></sup>'
    passage = f'<mark class="reason" title="{label}">No gain in function is documented{number}</mark>'
    assert passage in page
    assert f'<li id="item-1-reason-1"><a href="/?reason=no-functional-improvement">{label}</a>' in page


def test_a_rationale_with_marks_keeps_its_words_and_paragraphs(client, inbox):
    text = letter(items=THERAPY).replace("No gain in function", "<b>\n\nNo gain in function & strength")
    page = page_of_letter(client, inbox, text)
    rationale = re.search(r'<div class="letter-text"[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    besides = r"<sup>.*?</sup>|</?mark[^>]*>| <a class=\"passage-link\".*?</a>"
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", re.sub(besides, "", rationale))
    assert paragraphs == [
        "The records of the last two months were weighed. &lt;b&gt;",
        "No gain in function &amp; strength is documented. The request is not medically necessary.",
    ]


def test_a_reason_stored_without_its_passage_is_named_and_not_marked(client):
    item = DisputedItem.objects.filter(reasons__isnull=False).first()
    page = client.get(item.determination.get_absolute_url()).content.decode()
    assert f"reason={item.reason_codes[0]}" in page
    assert '<mark class="reason"' not in page


def test_a_reason_that_two_passages_give_is_a_fact_once(client, inbox):
    text = letter(items=THERAPY).replace("were weighed.", "were weighed. No gain in strength is documented.")
    page = page_of_letter(client, inbox, text)
    assert page.count('<mark class="reason"') == 2
    assert page.count('href="/?reason=no-functional-improvement"') == 2  # the fact and the note
