"""What an attorney does in a browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from determinations.models import DisputedItem
from tests.browser.conftest import assert_no_wider_than_the_screen

pytestmark = pytest.mark.browser

PASSWORD = "a long enough phrase 7"


def sign_up(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("attorney@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile(r"Password \(again\)")).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def search_and_tick_overturned(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search disputed items").fill("pain")
    page.get_by_label("Search disputed items").press("Enter")
    expect(page).to_have_url(re.compile("q=pain"))
    page.get_by_label(re.compile("^Overturned")).check()


def assert_every_item_shown_is_overturned(page: Page) -> None:
    badges = page.locator("#results .cards").get_by_text(re.compile("^Overturned"))
    expect(badges.first).to_be_visible()
    expect(page.locator("#results .cards").get_by_text(re.compile("^Upheld"))).to_have_count(0)


def test_search_tick_a_facet_open_a_determination_and_bookmark_it(page):
    sign_up(page)
    search_and_tick_overturned(page)
    expect(page).to_have_url(re.compile("outcome=overturned"))
    assert_every_item_shown_is_overturned(page)

    page.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1")).click()
    expect(page).to_have_url(re.compile("/determinations/"))
    case_number = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name=re.compile("^Bookmark")).first.click()
    expect(page.get_by_role("button", name=re.compile("^Remove bookmark"))).to_be_visible()

    page.get_by_role("link", name="Bookmarks").click()
    expect(page.get_by_role("link", name=case_number, exact=True)).to_be_visible()
    page.get_by_role("link", name=case_number, exact=True).click()
    page.get_by_role("button", name=re.compile("^Remove bookmark")).click()
    expect(page.get_by_role("button", name="Undo the removal")).to_be_visible()
    page.get_by_role("link", name="Bookmarks").click()
    expect(page.get_by_text("No bookmarks yet")).to_be_visible()


def test_the_same_journey_without_javascript(page_without_javascript):
    page = page_without_javascript
    sign_up(page)
    search_and_tick_overturned(page)
    page.get_by_role("button", name="Apply").first.click()
    expect(page).to_have_url(re.compile("outcome=overturned"))
    assert_every_item_shown_is_overturned(page)

    page.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1")).click()
    page.get_by_role("button", name=re.compile("^Bookmark")).first.click()
    expect(page.get_by_role("button", name=re.compile("^Remove bookmark"))).to_be_visible()
    page.get_by_text("Similar items of other cases").first.click()
    page.get_by_role("link", name="Show similar items").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Similar")


def test_a_ticked_facet_swaps_the_results_in_place_and_the_back_button_undoes_it(page):
    page.goto("/")
    page.evaluate("window.notReloaded = true")
    page.get_by_label(re.compile("^Overturned")).check()
    expect(page).to_have_url(re.compile("outcome=overturned"))
    assert_every_item_shown_is_overturned(page)
    assert page.evaluate("window.notReloaded")
    page.go_back()
    expect(page.get_by_label(re.compile("^Overturned"))).not_to_be_checked()
    expect(page.locator("#results .cards").get_by_text(re.compile("^Upheld")).first).to_be_visible()


def test_a_cited_page_leads_to_every_item_that_cites_it(page):
    page.goto("/?q=guideline:%22Chronic+Pain+Medical+Treatment%22+decided:2014")
    page.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1")).click()
    page.locator(".sides .cited-pages a").first.click()
    expect(page).to_have_url(re.compile("page="))
    expect(page.locator("#results .card").first).to_be_visible()


def test_overturned_items_for_a_drug_and_a_body_part_are_found_by_ticking(page):
    item = DisputedItem.objects.filter(outcome="overturned", drugs__ingredients__isnull=False).earliest("pk")
    drug = item.drugs.first().ingredients.first().name
    page.goto("/")
    page.get_by_label("Search disputed items").fill(f"drug:{drug}")
    page.get_by_label("Search disputed items").press("Enter")
    expect(page).to_have_url(re.compile("q=drug"))
    page.get_by_label(re.compile("^Overturned")).check()
    expect(page).to_have_url(re.compile("outcome=overturned"))
    tick = page.locator("#facet-body_part input[name=body_part]").first
    part = tick.get_attribute("value")
    tick.check()
    expect(page).to_have_url(re.compile("body_part="))
    expect(page.locator(".chips")).to_contain_text(part.capitalize())
    assert_every_item_shown_is_overturned(page)
    cards = page.locator("#results .card").all_inner_texts()
    assert all(drug in card.lower() and part in card.lower() for card in cards)


def test_by_keys_alone_from_the_home_page_to_a_copied_citation_and_back_to_the_same_result(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("pain outcome:overturned")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=pain"))
    tab_onto(page, page.locator("#result-2 h4 a"))
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^Result 2 of \d+"))).to_be_visible()
    page.wait_for_load_state()

    tab_onto(page, page.locator("section.item .cite > summary").first)
    page.keyboard.press("Enter")
    tab_onto(page, page.locator("section.item").first.get_by_role("button", name="Copy: Sentence"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert "IMR" in page.evaluate("navigator.clipboard.readText()")

    page.keyboard.press("u")
    expect(page).to_have_url(re.compile("#result-2$"))
    expect(page.locator("#result-2")).to_be_in_viewport()


def tab_onto(page: Page, target: Locator) -> None:
    """Reach an element by the Tab key alone; whatever has the focus on the way shows it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"The Tab key does not lead to {target}.")


def test_similar_items_open_on_the_determinations_page(page):
    page.goto("/")
    page.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1")).click()
    page.get_by_text("Similar items of other cases").first.click()
    expect(page.locator(".similar-list li").first).to_be_visible()


def test_on_a_phone_the_facets_open_from_a_drawer_and_nothing_is_wider_than_the_screen(phone):
    phone.goto("/")
    assert_no_wider_than_the_screen(phone)
    checkbox = phone.get_by_label(re.compile("^Overturned"))
    expect(checkbox).to_be_hidden()
    phone.locator("summary", has_text="Filter").first.click()
    checkbox.check()
    expect(phone).to_have_url(re.compile("outcome=overturned"))
    phone.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1")).click()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert_no_wider_than_the_screen(phone)
