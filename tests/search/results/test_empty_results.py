"""What the search page offers where nothing, or not what was meant, was found."""

from pathlib import Path

import pytest
from django.http import QueryDict

from search.documents import index_document
from search.engines.base import IndexDocument
from search.engines.memory import MemoryEngine
from search.fields import FACETS
from search.forms import SearchForm
from search.results.empty import loosenings
from search.results.page import results_page

pytestmark = pytest.mark.django_db


def test_an_empty_result_says_which_filter_to_drop(page_of):
    page = page_of("q=spasm&drug=tramadol&body_part=knee")
    assert page.total == 0
    best = page.loosenings[0]
    assert page_of(best.url.partition("?")[2]).total == best.total > 0


def test_an_empty_result_whose_filters_all_fail_offers_the_words_alone(page_of):
    page = page_of("q=spasm&drug=nosuch&body_part=nowhere&category=nothing")
    assert [way.label for way in page.loosenings] == ["all filters"]


def after(page_of, way):
    return page_of(way.url.partition("?")[2])


@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        # Each filter, each bound of the date and the words alone, the most fruitful first; all filters last.
        (
            "drug=tizanidine&from=2016&to=2016",
            [("Drug: Tizanidine", 3), ("Decided from: 2016", 2)],
        ),
        ("drug=lidocaine&from=2014&to=2014", [("Drug: Lidocaine", 1), ("Decided from: 2014", 1)]),
        (
            "drug=tizanidine&from=2015-01&to=2015-01",
            [("the decision dates", 2), ("Decided from: 2015-01", 1), ("Decided to: 2015-01", 1)],
        ),
        (
            "q=spasm&drug=tramadol&sex=female",
            [("Drug: Tramadol", 1), ("the words in the search box", 1), ("all filters", 2)],
        ),
    ],
)
def test_an_empty_result_says_what_each_part_that_could_be_dropped_gives(page_of, asked, ways):
    page = page_of(asked)
    assert (page.total, [(way.label, way.total) for way in page.loosenings]) == (0, ways)
    for way in page.loosenings:
        assert after(page_of, way).total == way.total


def test_values_of_one_facet_are_dropped_together_since_one_less_finds_only_less(page_of):
    page = page_of("drug=tramadol&drug=tizanidine&category=Surgery")
    assert [(way.label, way.total) for way in page.loosenings] == [
        ("Treatment category: Surgery", 3),
        ("Drug: Tramadol or Tizanidine", 2),
    ]


def test_where_no_single_part_helps_two_are_offered_together(page_of):
    page = page_of("drug=tramadol&body_part=shoulder&category=Rehabilitation")
    assert page.total == 0
    assert all(way.drops == 2 for way in page.loosenings)
    assert ("Drug: Tramadol and Body part: Shoulder", 2) in [
        (way.label, way.total) for way in page.loosenings
    ]
    for way in page.loosenings:
        assert after(page_of, way).total == way.total > 0


def test_where_nothing_but_all_filters_helps_these_are_offered(page_of):
    page = page_of("drug=nosuch&body_part=nowhere&category=nothing&guideline=none")
    assert [(way.label, way.total, way.url) for way in page.loosenings] == [("all filters", 12, "/")]


def test_the_searches_for_a_way_out_of_an_empty_result_are_bounded(world, monkeypatch):
    made = []

    class Watched(MemoryEngine):
        def search(self, request):
            made.append(request)
            return super().search(request)

    engine = Watched(Path())
    with engine.rebuild() as index:
        for item in world.values():
            index.add(index_document(item))
    ticked = "&".join(f"{facet.parameter}=nosuchvalue" for facet in FACETS)
    loosenings(engine, SearchForm(QueryDict(f"q=a b c d e f g h i j k l&from=2014&to=2016&{ticked}")).address)
    assert 20 < len(made) <= 36
    assert all(request.limit == 0 and not request.facets for request in made)


def test_an_empty_result_offers_the_known_spelling(page_of):
    [misspelling] = page_of("q=tramdol").misspellings
    [way] = misspelling.ways
    assert (misspelling.word, way.label, way.total, way.url) == ("tramdol", "tramadol", 1, "/?q=tramadol")


def test_a_word_that_no_item_has_is_spelt_as_the_index_spells_it(page_of):
    [misspelling] = page_of("q=fuctional+improvement").misspellings
    assert misspelling.word == "fuctional"
    assert [way.label for way in misspelling.ways] == ["functional improvement"]
    assert page_of(misspelling.ways[0].url.partition("?")[2]).total == misspelling.ways[0].total > 0


def test_the_spelling_with_the_fewest_slips_comes_first_though_another_word_is_more_frequent(engine):
    with engine.update() as index:
        for number, text in enumerate(("there it is", "there again", "therapy"), start=9_000):
            index.add(IndexDocument(number, number, {"rationale": (text,)}))
    address = SearchForm(QueryDict("q=therpy")).address
    [misspelling] = results_page(engine, address, address.parsed).misspellings
    assert [way.label for way in misspelling.ways][:2] == ["therapy", "there"]


def test_two_misspelt_words_are_mended_together(page_of):
    found = page_of("q=fuctional+improvemant").misspellings
    assert [one.word for one in found] == ["fuctional", "improvemant"]
    assert {way.label for one in found for way in one.ways} == {"functional improvement"}


def test_a_misspelt_word_in_a_phrase_is_mended_too(page_of):
    [misspelling] = page_of('q="functionl improvement"').misspellings
    assert misspelling.ways[0].label == '"functional improvement"'


def test_a_word_beside_or_that_no_item_has_is_said_though_something_was_found(page_of):
    page = page_of("q=improvemant OR spasm")
    assert page.total > 0
    assert [one.word for one in page.misspellings] == ["improvemant"]
    assert page.misspellings[0].ways[0].label == "improvement OR spasm"


@pytest.mark.parametrize("query", ["-fuctional", "improvement", "unheardofword", "Zanaflex", "123456789"])
def test_no_spelling_is_offered_where_none_is_likelier(page_of, query):
    assert page_of(f"q={query}").misspellings == ()


def test_an_empty_result_offers_each_word_that_could_be_dropped(page_of):
    page = page_of('q=spasm unheardof "functional improvement"')
    assert [(way.label, way.url) for way in page.loosenings] == [
        ("“unheardof”", "/?q=spasm+%22functional+improvement%22")
    ]
    assert page.loosenings[0].total == page_of('q=spasm "functional improvement"').total > 0


def test_a_word_tied_to_an_operator_is_not_dropped_alone(page_of):
    assert page_of("q=unheardof NOT spasm").loosenings == ()
    assert page_of("q=(unheardof) spasm").loosenings == ()


def test_an_empty_result_offers_the_words_without_their_closeness(page_of):
    page = page_of("q=spasm /2 improvement")
    assert (page.total, [way.label for way in page.loosenings]) == (0, ["the closeness (/2)"])
    assert page.loosenings[0].url == "/?q=spasm+improvement"


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("overturned", "overturned"), ("granted", "overturned"), ("Upheld", "upheld"), ("denied", "upheld")],
)
def test_an_outcome_among_the_words_of_an_empty_result_is_offered_as_the_outcome(page_of, word, outcome):
    page = page_of(f"q=tizanidine {word}")
    [way] = page.corrections
    assert (page.total, way.label, way.total) == (0, f"tizanidine outcome:{outcome}", 1)
    assert page_of(way.url.partition("?")[2]).total == way.total


def test_an_outcome_within_a_phrase_stays_in_it(page_of):
    assert page_of('q=spasm "was denied twice"').corrections == ()
