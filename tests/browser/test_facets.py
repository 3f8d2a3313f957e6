"""Finding a value within a facet and ticking it, with scripts and without; opening a fold of reasoning."""

import re

import pytest
from playwright.sync_api import Page, expect

from determinations.models import DisputedItem
from search.index import rebuild_index
from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.browser.test_accessibility import axe_violations

pytestmark = pytest.mark.browser


def box_of(page: Page, name: str):
    return page.locator(f"#facet-{name} .facet-find")


def values_of(page: Page, name: str):
    return page.locator(f"#values-{name} .facet-value:visible")


def rare_drug() -> str:
    """A drug that few items request, so that the panel does not list it."""
    return (
        DisputedItem.objects.filter(drugs__ingredients__name__isnull=False)
        .values_list("drugs__ingredients__name", flat=True)
        .order_by("-drugs__ingredients__name")
        .first()
    )


def test_a_value_beyond_those_shown_is_found_in_the_panel_and_ticked(page):
    page.goto("/")
    page.evaluate("window.notReloaded = true")
    drug = rare_drug()
    below = page.locator("#facet-body_part")
    box = box_of(page, "drug")
    box.press_sequentially(drug[:6])
    expect(page.locator("#announcement")).to_contain_text(re.compile(r"Drug: \d+ values? fits? “"))
    expect(values_of(page, "drug").first).to_contain_text(re.compile(drug[:6], re.IGNORECASE))
    expect(box).to_be_focused()
    place = below.bounding_box()["y"]

    box.press("Backspace")
    expect(page.locator("#announcement")).to_contain_text(f"“{drug[:5]}”")
    assert below.bounding_box()["y"] == place

    page.locator("#values-drug").get_by_label(re.compile(f"^{drug}", re.IGNORECASE)).check()
    expect(page).to_have_url(re.compile("drug="))
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text(drug.capitalize())
    assert page.evaluate("window.notReloaded")


def test_typing_in_the_box_starts_no_search_and_emptying_it_brings_the_facet_back(page):
    page.goto("/")
    before = values_of(page, "drug").all_inner_texts()
    box = box_of(page, "drug")
    box.press_sequentially("zzz")
    expect(page.locator("#values-drug")).to_contain_text("No value fits “zzz”")
    box.press("Tab")
    box.fill("")
    expect(values_of(page, "drug")).to_have_count(len(before))
    assert values_of(page, "drug").all_inner_texts() == before
    assert page.url.endswith("/")


def test_all_values_of_a_facet_are_found_and_ticked_without_javascript(page_without_javascript):
    page = page_without_javascript
    page.goto("/?outcome=upheld")
    expect(box_of(page, "drug")).to_be_hidden()
    page.get_by_role("link", name=re.compile(r"^All \d+ values of Drug$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drug: all values")
    first = page.locator(".facet-columns input").first
    ticked = first.get_attribute("value")
    first.check()

    page.get_by_label("Find a value").fill("zan")
    page.get_by_label("Find a value").press("Enter")
    expect(page.get_by_role("group", name="Ticked", exact=True).get_by_role("checkbox")).to_have_value(ticked)
    page.get_by_role("group", name="Not ticked").get_by_role("checkbox").first.check()

    page.get_by_role("button", name="Apply").first.click()
    expect(page).to_have_url(re.compile(rf"/\?outcome=upheld&drug={ticked}&drug=\w+$"))
    expect(page.get_by_role("list", name="Filters in force").get_by_role("listitem")).to_have_count(4)


def test_a_facets_page_narrows_while_one_types(page):
    page.goto("/facets/drug/?outcome=upheld")
    page.get_by_label("Find a value").press_sequentially("zan")
    expect(page).to_have_url(re.compile("find=zan"))
    expect(page.locator("#facet-status")).to_contain_text(re.compile(r"\d+ of \d+ values fit “zan”"))
    expect(page.get_by_label("Find a value")).to_be_focused()


def test_a_fold_of_one_reasoning_opens_and_leads_to_its_items(page):
    repeat_a_reasoning()
    page.goto("/")
    fold = page.locator(".same-reasoning details").first
    fold.locator("summary").click()
    expect(fold.get_by_role("listitem").first).to_be_visible()
    fold.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CM1")


def test_the_link_to_all_of_one_reasoning_shows_them_all(page):
    repeat_a_reasoning()
    page.goto("/")
    link = page.get_by_role(
        "link", name=re.compile(r"^All \d+ items of this search with the same reasoning")
    ).first
    total = re.search(r"\d+", link.inner_text())[0]
    link.click()
    expect(page.locator("#results-heading")).to_contain_text(f"{total} disputed items")


@pytest.mark.parametrize(
    "address", ["/facets/drug/?outcome=upheld&drug=tramadol", "/facets/page/?find=pain", "/"]
)
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(phone, address):
    repeat_a_reasoning()
    phone.goto(address)
    for fold in phone.locator("summary:visible").all():
        fold.click()
    assert axe_violations(phone) == []
    assert_no_wider_than_the_screen(phone)


def repeat_a_reasoning() -> None:
    """Every second item gives one rationale, as a reviewer's template does."""
    rationale = (
        "The chart shows no trial of a first-line drug, no pain scores before and after, and no plan to"
        " taper; the guideline asks for each of these before a refill is supported."
    )
    ids = list(DisputedItem.objects.order_by("-determination__decided_on").values_list("pk", flat=True)[::2])
    DisputedItem.objects.filter(pk__in=ids).update(rationale=rationale)
    rebuild_index()
