"""The forms in which a determination and its items are cited."""

from datetime import date

import pytest

from determinations.citing import CitedCase, CitedItem, cite, cited_date
from determinations.models import Determination
from tests.search.world import build_world

CASE = CitedCase("CM16-0000001", date(2016, 3, 3), "partially overturned")
ITEM = CitedItem(2, "cyclobenzaprine 7.5 mg #60", "overturned")
URL = "https://imr.example.org/determinations/CM16-0000001/#item-2"


def test_an_item_is_cited_by_case_date_number_treatment_and_outcome():
    assert cite(CASE, URL, ITEM).sentence == (
        "IMR Final Determination, Case No. CM16-0000001 (Cal. Div. of Workers’ Comp. Mar. 3, 2016), "
        "item 2 (cyclobenzaprine 7.5 mg #60; denial overturned)."
    )


def test_a_determination_is_cited_with_the_outcome_of_the_case():
    assert cite(CASE, URL).sentence == (
        "IMR Final Determination, Case No. CM16-0000001 (Cal. Div. of Workers’ Comp. Mar. 3, 2016) "
        "(denial partially overturned)."
    )


def test_the_short_form_still_finds_the_letter_and_the_item():
    assert cite(CASE, URL, ITEM).short == "IMR CM16-0000001, item 2 (Mar. 3, 2016)"
    assert cite(CASE, URL).short == "IMR CM16-0000001 (Mar. 3, 2016)"


def test_the_form_with_link_ends_with_the_address_so_that_no_full_stop_sticks_to_it():
    cited = cite(CASE, URL, ITEM)
    assert cited.with_link == f"{cited.sentence} {URL}"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2014, 5, 31), "May 31, 2014"),
        (date(2015, 9, 1), "Sept. 1, 2015"),
        (date(2016, 6, 9), "June 9, 2016"),
    ],
)
def test_months_are_abbreviated_as_citations_do(day, printed):
    assert cited_date(day) == printed


def test_what_the_copy_lost_is_said_and_not_made_up():
    bare = CitedCase(None, None, "upheld")
    cited = cite(bare, URL, CitedItem(1, "", "upheld"))
    assert cited.sentence == (
        "IMR Final Determination, case number not in this copy of the letter "
        "(Cal. Div. of Workers’ Comp., date not stated), "
        "item 1 (treatment not in this copy of the letter; denial upheld)."
    )
    assert cited.short == "IMR, case number not in this copy, item 1 (date not stated)"


def test_every_form_of_a_fictional_sample_says_so():
    sample = CitedCase("CM16-0000001", date(2016, 3, 3), "upheld", is_fictional=True)
    cited = cite(sample, URL, ITEM)
    assert all(form.startswith("FICTIONAL") for form in (cited.sentence, cited.short, cited.with_link))


def test_a_treatment_is_cited_on_one_line_without_its_full_stop_and_cut_where_it_is_long():
    assert "(Norco 10/325 mg; denial" in cite(CASE, URL, CitedItem(1, "Norco\n10/325 mg.", "upheld")).sentence
    long = cite(CASE, URL, CitedItem(1, "physical therapy " * 30, "upheld")).sentence
    assert "physical … ; denial" not in long
    assert " …; denial upheld)." in long
    assert len(long) < 320


@pytest.mark.django_db
def test_a_page_offers_the_citation_of_the_case_and_of_each_item_with_its_own_address(client):
    build_world()
    determination = Determination.objects.get(case_number="CM15-9000001")
    page = client.get(determination.get_absolute_url()).content.decode()
    assert page.count('class="cite"') == 1 + determination.items.count()
    assert "item 2 (Flexeril 7.5mg #60; denial upheld)." in page
    assert "http://testserver/determinations/CM15-9000001/#item-2" in page
    assert "FICTIONAL SAMPLE" in page
