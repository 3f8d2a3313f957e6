"""The value that the search page shows, over the small world and the reference engine."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.utils import timezone

from determinations.models import ConfirmedPageTopic
from search.labels import ValueMeanings
from search.paging import paginate
from search.request import Hit, Sort
from search.results.cards import cards

pytestmark = pytest.mark.django_db


def facet(page, name):
    return next(facet for facet in page.facets if facet.name == name)


def value(page, name, wanted):
    found = facet(page, name)
    return next(one for one in (*found.shown, *found.more) if one.value == wanted)


def treatments(page):
    return [result.item.treatment for card in page.cards for result in card.items]


def confirm_weaning():
    ConfirmedPageTopic.objects.create(
        first_page=124, last_page=124, topic="Weaning of medications", support=3, confirmed_at=timezone.now()
    )


def test_without_a_question_all_items_stand_newest_first(page_of, world):
    page = page_of()
    assert page.total == len(world)
    assert page.determinations == 9
    assert page.understood == ""
    assert treatments(page)[0] == "Tramadol 50mg #60 for the right hand"
    dated = [card.decided_on for card in page.cards if card.decided_on]
    assert dated == sorted(dated, reverse=True)


def test_a_facet_value_has_a_label_a_count_and_an_address_that_ticks_it(page_of):
    overturned = value(page_of("q=improvement"), "outcome", "overturned")
    assert overturned.label == "Overturned"
    assert overturned.meaning == "medically necessary"
    assert not overturned.selected
    assert overturned.toggle_url == "/?q=improvement&outcome=overturned"


def test_pages_show_the_topics_that_letters_confirmed(page_of):
    weaning = "chronic-pain-2009:124"
    assert value(page_of(f"guideline_page={weaning}"), "page", weaning).meaning == ""
    confirm_weaning()
    assert value(page_of(f"guideline_page={weaning}"), "page", weaning).meaning == "Weaning of medications"


def test_confirmed_topics_are_read_once_and_only_for_pages(django_assert_num_queries):
    confirm_weaning()
    meanings = ValueMeanings()
    with django_assert_num_queries(0):
        meanings.of("outcome", "upheld")
    with django_assert_num_queries(1):
        assert meanings.of("page", "chronic-pain-2009:124") == "Weaning of medications"
        assert meanings.of("page", "chronic-pain-2009:123") == ""


def test_the_count_of_a_value_is_the_total_after_ticking_it(page_of):
    for outcome in ("upheld", "overturned"):
        promised = value(page_of("drug=tizanidine"), "outcome", outcome).count
        assert page_of(f"drug=tizanidine&outcome={outcome}").total == promised


def test_a_facet_ignores_its_own_ticks_and_counts_with_those_of_the_others(page_of):
    page = page_of("drug=tizanidine")
    assert value(page, "drug", "cyclobenzaprine").count == 1
    assert {one.value: one.count for one in facet(page, "outcome").shown} == {"overturned": 1, "upheld": 1}


def test_ticks_of_one_facet_widen_and_ticks_of_two_narrow(page_of):
    assert page_of("drug=tizanidine&drug=tramadol").total == 3
    assert page_of("drug=tizanidine&drug=tramadol&outcome=overturned").total == 1


def test_a_drug_overturned_beside_another_that_was_upheld_does_not_answer_for_it(page_of):
    page = page_of("drug=cyclobenzaprine&outcome=overturned")
    assert page.total == 0


def test_a_ticked_value_is_shown_though_it_is_rare_and_unticks(page_of):
    page = page_of("reason=no-monitoring")
    ticked = facet(page, "reason").shown[0]
    assert (ticked.value, ticked.selected, ticked.toggle_url) == ("no-monitoring", True, "/")
    assert facet(page, "reason").is_open


def test_a_ticked_value_that_no_item_has_is_shown_with_count_nought(page_of):
    ticked = value(page_of("drug=nosuchdrug"), "drug", "nosuchdrug")
    assert (ticked.count, ticked.selected) == (0, True)


def test_the_rarer_values_stand_behind_more(page_of):
    pages = facet(page_of(), "page")
    assert len(pages.shown) == 6
    assert pages.more
    assert pages.shown[0].count >= pages.more[0].count


def test_values_are_shown_in_words(page_of):
    page = page_of("guideline_page=chronic-pain-2009:66&reason=long-term-use")
    assert [(chip.field_label, chip.label) for chip in page.chips] == [
        ("Reason", "Long-term use"),
        ("Guideline page", "Chronic Pain 2009, p. 66"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("drug=Zanaflex", "drug=tizanidine"), ("outcome=Overturned", "outcome=overturned"),
     ("body_part=cervical+spine", "body_part=neck")],
)  # fmt: skip
def test_another_name_of_a_value_ticks_that_value(page_of, typed, meant):
    assert page_of(typed).address.url == f"/?{meant}"


def test_a_brand_that_combines_drugs_is_asked_in_the_query_for_no_tick_can_say_it(page_of):
    page = page_of("drug=Norco&outcome=overturned")
    assert page.address.url == "/?q=drug%3A%22Norco%22&outcome=overturned"
    assert page.understood == (
        "Disputed items where drug is acetaminophen and hydrocodone and outcome is overturned."
    )
    assert page.total == page_of("q=drug:norco&outcome=overturned").total


def test_such_a_brand_stays_beside_the_query_and_the_other_drugs(page_of):
    both = page_of("drug=Norco&drug=Zanaflex&q=pain")
    assert both.address.q == 'drug:("Norco" OR "tizanidine") pain'
    assert page_of("drug=Norco&drug=Zanaflex").total == page_of("q=drug:(Norco+OR+Zanaflex)").total > 0


def test_a_brand_that_is_ticked_narrows_all_of_a_query_with_or(page_of):
    narrowed = page_of("drug=Norco&q=pain+OR+spasm")
    assert narrowed.total == page_of('q=drug:"Norco"+(pain+OR+spasm)').total
    assert narrowed.total < page_of("q=pain+OR+spasm").total


def test_each_chip_removes_its_filter_and_leaves_the_others(page_of):
    page = page_of("q=pain&drug=tizanidine&drug=tramadol&from=2014&to=2016&sort=oldest")
    assert [chip.remove_url for chip in page.chips] == [
        "/?q=pain&drug=tramadol&from=2014&to=2016&sort=oldest",
        "/?q=pain&drug=tizanidine&from=2014&to=2016&sort=oldest",
        "/?q=pain&drug=tizanidine&drug=tramadol&to=2016&sort=oldest",
        "/?q=pain&drug=tizanidine&drug=tramadol&from=2014&sort=oldest",
    ]


def test_the_address_is_the_whole_state(page_of):
    address = "/?q=pain&outcome=upheld&drug=tizanidine&from=2014&to=2016&sort=newest"
    assert page_of(address.partition("?")[2]).address.url == address


def test_what_goes_without_saying_is_not_in_the_address(page_of):
    assert page_of("q=&from=&to=&sort=newest&page=1").address.url == "/"
    assert page_of("q=pain&sort=relevance").address.url == "/?q=pain"


def test_relevance_is_offered_where_there_are_words(page_of):
    assert [sort.label for sort in page_of().sorts] == ["Newest decision", "Oldest decision"]
    sorts = page_of("q=pain").sorts
    assert (sorts[0].label, sorts[0].is_current) == ("Relevance", True)


def test_oldest_first_puts_undated_items_last_too(page_of):
    page = page_of("sort=oldest")
    assert page.address.order is Sort.OLDEST
    assert page.cards[0].decided_on == date(2013, 12, 19)


@pytest.mark.parametrize(
    ("parameters", "years"),
    [("from=2016", {2016, 2017}), ("to=2014", {2013, 2014}), ("from=2015-02&to=2015-02", {2015}),
     ("from=2/20/2015&to=2015-02-20", {2015})],
)  # fmt: skip
def test_decision_dates_bound_the_results(page_of, parameters, years):
    assert {card.decided_on.year for card in page_of(parameters).cards} == years


def test_items_of_one_determination_that_follow_each_other_share_a_card(page_of):
    page = page_of("sort=newest")
    card = next(card for card in page.cards if card.determination.case_number == "CM15-9000001")
    assert sorted(result.item.treatment for result in card.items) == [
        "Flexeril 7.5mg #60",
        "Norco 10/325mg #60",
    ]
    assert card.specialties == ("Occupational Medicine", "Preventive Medicine")


def test_passages_mark_what_matched(page_of):
    page = page_of('q="functional improvement"&drug=cyclobenzaprine')
    [result] = page.cards[0].items
    [passage] = result.passages
    assert passage.label == "Rationale"
    assert "functional improvement" in " ".join(part.text for part in passage.segments if part.marked)


def test_without_a_match_in_the_text_the_rationale_begins(page_of):
    [result] = page_of("drug=tramadol").cards[0].items
    assert result.passages[0].segments[0].text.startswith("No opioid agreement")


def test_a_match_elsewhere_in_the_letter_is_shown_where_the_item_itself_has_none(page_of):
    [result] = page_of('q=letter:"short course only"&drug=hydrocodone').cards[0].items
    [passage] = result.passages
    assert passage.label == "Elsewhere in the letter"
    assert [part.text for part in passage.segments if part.marked] == ["short course only"]


def test_the_rest_of_the_letter_is_not_searched_unless_it_is_named(page_of):
    assert page_of('q="short course only"').total == 1
    assert page_of('q=letter:"short course only"').total == 2


def test_an_inferred_body_part_can_be_told_from_a_stated_one(page_of):
    both = page_of("body_part=low+back").total
    stated = page_of("body_part=low+back&body_part_from=request").total
    assert 0 < stated < both
    assert page_of("body_part=low+back&body_part_from=injury").total == both - stated


def test_the_page_says_what_was_ticked_in_words(page_of):
    page = page_of("partly_authorised=yes&retrospective=no&age_band=30-39&decided_year=2016")
    assert page.understood == (
        "Disputed items where time of review is prospective and UR decision is partly authorized"
        " and decision year is 2016 and age is 30-39."
    )
    assert [chip.label for chip in page.chips] == ["Prospective", "Partly authorized", "2016", "30–39"]


def test_the_page_says_how_the_question_was_understood(page_of):
    page = page_of("q=drug:zanaflex&outcome=upheld")
    assert "tizanidine" in page.understood
    assert "upheld" in page.understood
    assert any("Zanaflex" in note or "zanaflex" in note for note in page.notes)


def test_other_names_are_searched_for_and_the_page_says_how_to_search_without(page_of):
    page = page_of("q=Zanaflex&outcome=upheld&sort=newest")
    assert page.also_searched == (
        "Zanaflex is a brand name of tizanidine: items that request tizanidine by any name are found too.",
    )
    assert page.total == 1
    assert (page.switch.is_on, page.switch.url) == (
        True,
        "/?q=Zanaflex&expand=off&outcome=upheld&sort=newest",
    )


def test_without_other_names_only_what_was_typed_is_found_and_every_link_keeps_to_that(page_of):
    page = page_of("q=Zanaflex&expand=off&outcome=upheld")
    assert (page.total, page.also_searched) == (0, ())
    assert (page.switch.is_on, page.switch.url) == (False, "/?q=Zanaflex&outcome=upheld")
    assert page.chips[0].remove_url == "/?q=Zanaflex&expand=off"
    assert all("expand=off" in way.url for way in page.loosenings)
    assert page.address.without_filters().url == "/?q=Zanaflex&expand=off"


def test_no_switch_is_shown_where_nothing_has_other_names(page_of):
    assert page_of("q=improvement").switch is page_of("q=improvement&expand=off").switch is None


def test_a_class_and_a_body_part_find_items_that_do_not_say_so(page_of):
    assert page_of("q=muscle+relaxant").total > page_of("q=muscle+relaxant&expand=off").total
    assert "Acupuncture for the cervical spine, 6 sessions" in treatments(page_of("q=neck"))
    assert "Acupuncture for the cervical spine, 6 sessions" in treatments(page_of("q=cervical+acupuncture"))


def test_a_page_past_the_end_is_the_last_page_and_says_so(page_of, world):
    page = page_of("page=99999")
    assert page.address.page == 1
    assert len(treatments(page)) == len(world)
    assert "last" in page.notes[0]


def test_the_first_the_last_and_the_nearest_pages_are_linked():
    pages = paginate(Paginator(range(480), 20), 12, "/?page={}".format)
    assert [link and link.number for link in pages.links] == [1, None, 10, 11, 12, 13, 14, None, 24]
    assert [link.number for link in pages.links if link and link.is_current] == [12]
    assert (pages.previous_url, pages.next_url) == ("/?page=11", "/?page=13")


def test_the_ends_of_a_list_lead_no_further():
    assert paginate(Paginator(range(30), 20), 1, str).previous_url == ""
    assert paginate(Paginator(range(30), 20), 2, str).next_url == ""


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("page=abc", "no number"),
        ("page=-3", "counted from 1"),
        ("from=xyz", "“xyz” is no year or date"),
        ("to=2016-13", "“2016-13” is no year or date"),
        ("sort=best", "no such order"),
        ("expand=maybe", "on or off"),
        ("from=2016&to=2014", "exchanged"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named_and_left_out(page_of, parameters, said):
    page = page_of(parameters)
    assert any(said in note for note in page.notes)
    assert page.total > 0


def test_an_overlong_query_is_cut(page_of):
    page = page_of("q=" + "pain+" * 1_000)
    assert len(page.address.q) <= 2_000
    assert any("first 2,000 characters" in note for note in page.notes)


def test_null_characters_do_no_harm(page_of):
    page = page_of("q=pa%00in&drug=tizan%00idine&from=20%0014&to=%00&sort=%00&page=%00")
    assert page.address.q == "pain"
    assert page.address.selected == {"drug": ("tizanidine",)}


def test_items_of_one_determination_stand_on_one_card_wherever_they_rank(world):

    norco, flexeril = world["norco"], world["flexeril"]
    assert norco.determination == flexeril.determination
    hits = [Hit(norco.pk, 3.0), Hit(world["epidural"].pk, 2.0), Hit(flexeril.pk, 1.0)]
    first, second = cards(hits)
    assert [result.item for result in first.items] == [norco, flexeril]
    assert [result.item for result in second.items] == [world["epidural"]]


# --- Where else it leads


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("q=drug:Zanaflex&outcome=overturned", [("Tizanidine", "/drugs/tizanidine/")]),
        ("body_part=low+back&q=pain", [("Low back", "/body-parts/low-back/")]),
        (
            "guideline_page=chronic-pain-2009:98",
            [("Chronic Pain 2009, p. 98", "/guideline-pages/chronic-pain-2009/98/")],
        ),
        ("drug=tizanidine&drug=tramadol", []),
        ("q=drug:tizanidine+OR+pain", []),
        ("q=pain", []),
        ("q=chapter:12", []),
        ("q=guideline:xyz", []),
        ("guideline_page=house-rules:98", []),
        ("q=drug:tizanidine+xyzzy", [("Tizanidine", "/drugs/tizanidine/")]),
    ],
)
def test_a_search_for_one_thing_leads_to_all_about_it(page_of, asked, places):
    assert [(place.label, place.url) for place in page_of(asked).places] == places
