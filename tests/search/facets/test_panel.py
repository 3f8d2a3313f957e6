"""How the facets of a page are laid out."""

import pytest

from search.address import SearchAddress
from search.facets.panel import MORE_VALUES_FOLDED, SHOWN_VALUES, facets_of
from search.fields import FACETS
from search.labels import value_in_sentence
from search.request import FacetCount, SearchResponse

pytestmark = pytest.mark.django_db


def answer(facets):
    return SearchResponse(hits=(), total=1, determinations=1, facets=facets)


def facet(name, counts, **address):
    counted = tuple(FacetCount(value, count) for value, count in counts.items())
    (found,) = facets_of(SearchAddress(**address), answer({name: counted}))
    return found


def test_years_stand_newest_first_and_ages_youngest_first():
    years = facet("decided_year", {"2014": 9, "2016": 5, "2015": 1})
    assert [value.value for value in years.shown] == ["2016", "2015", "2014"]
    ages = facet("age_band", {"50-59": 9, "100-109": 2, "20-29": 1})
    assert [value.label for value in ages.shown] == ["20–29", "50–59", "100–109"]


def test_a_ticked_year_keeps_its_place_among_those_shown():
    counts = {str(year): 1 for year in range(2000, 2020)}
    years = facet("injured_year", counts, selected={"injured_year": ("2001",)})
    shown = [value.value for value in years.shown]
    assert shown == sorted(shown, reverse=True)
    assert shown[-1] == "2001"


def test_two_further_values_are_no_reason_to_fold():
    assert not facet("age_band", {f"{n}0-{n}9": 1 for n in range(1, SHOWN_VALUES + 3)}).more
    assert len(facet("age_band", {f"{n}0-{n}9": 1 for n in range(1, SHOWN_VALUES + 4)}).more) == 3


def test_a_folded_facet_lists_few_values_and_opens_with_a_tick():
    counts = {f"State {n}": 1 for n in range(100)}
    folded = facet("licensure", counts)
    assert not folded.is_open
    assert len(folded.more) == MORE_VALUES_FOLDED
    assert folded.left_out == 100 - SHOWN_VALUES - MORE_VALUES_FOLDED
    assert facet("licensure", counts, selected={"licensure": ("State 5",)}).is_open


def test_facets_come_in_their_groups():
    counts = {field.name: (FacetCount("x", 1),) for field in FACETS}
    groups = [one.group for one in facets_of(SearchAddress(), answer(counts))]
    assert groups == sorted(groups, key=list(dict.fromkeys(field.group for field in FACETS)).index)


@pytest.mark.parametrize(
    ("name", "value", "label", "meaning"),
    [
        ("retrospective", "yes", "Retrospective", "service already given"),
        ("partly_authorised", "yes", "Partly authorized", "UR modified the request"),
        ("body_part_from", "injury", "The injury", "inferred: the title names no part"),
        ("source", "none", "None", "a side cited no evidence"),
        ("sex", "female", "Female", ""),
    ],
)
def test_values_are_told_in_words(name, value, label, meaning):
    (shown,) = facet(name, {value: 1}).shown
    assert (shown.label, shown.meaning) == (label, meaning)


def test_a_warning_is_told_by_its_label_and_one_without_by_its_words():
    known, other = facet("warning", {"page-beyond-book": 2, "missing-date": 1}).shown
    assert known.label == "Page beyond the end of the book"
    assert known.meaning
    assert other.label == "Missing date"


def test_a_sentence_names_codes_in_words():
    assert value_in_sentence("retrospective", "yes") == "retrospective"
    assert value_in_sentence("warning", "page-beyond-book") == "page beyond the end of the book"
    assert value_in_sentence("drug", "tizanidine") == "tizanidine"
