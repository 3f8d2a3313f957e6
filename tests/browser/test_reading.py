"""Reading a determination in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from determinations.models import Determination
from tests.browser.conftest import DESKTOP, assert_no_wider_than_the_screen, watched_page
from tests.browser.test_accessibility import axe_violations

pytestmark = pytest.mark.browser


def longest() -> Determination:
    return max(Determination.objects.all(), key=lambda determination: determination.items.count())


def open_determination(page: Page, address: str = "") -> Determination:
    determination = longest()
    page.goto(determination.get_absolute_url() + address)
    return determination


def background(page: Page, selector: str) -> str:
    return page.locator(selector).evaluate("element => getComputedStyle(element).backgroundColor")


def assert_no_sideways_scrolling(page: Page) -> None:
    assert_no_wider_than_the_screen(page)


def test_the_outline_stays_in_sight_and_leads_to_each_item(page):
    determination = open_determination(page)
    last = determination.items.last()
    outline = page.get_by_role("navigation", name="On this page")
    outline.get_by_role("link", name=re.compile(f"^Item {last.number}")).click()
    expect(page).to_have_url(re.compile(f"#{last.anchor}$"))
    expect(page.locator(f"#{last.anchor}")).to_be_in_viewport()
    expect(outline.get_by_role("link", name="The letter’s text", exact=True)).to_be_in_viewport()


def assert_a_facts_place_is_shown_in_the_letter(page: Page) -> None:
    last = open_determination(page).items.last()
    place = f"#letter-item-{last.number}-rationale"
    page.get_by_role("link", name=re.compile(f"the letter ?: the rationale of item {last.number}$")).click()
    expect(page).to_have_url(re.compile(f"letter=beside{place}$"))
    expect(page.locator(place)).to_be_in_viewport()
    assert background(page, place) != background(page, f"#letter-item-{last.number}-title")
    shown = re.sub(r"[\s-]", "", page.locator(place).inner_text())
    assert shown == re.sub(r"[\s-]", "", last.rationale)


def test_a_link_from_a_fact_shows_and_highlights_its_place_in_the_letter(page):
    assert_a_facts_place_is_shown_in_the_letter(page)


def test_the_same_without_javascript(page_without_javascript):
    assert_a_facts_place_is_shown_in_the_letter(page_without_javascript)


def test_the_same_on_a_phone(phone):
    assert_a_facts_place_is_shown_in_the_letter(phone)
    assert_no_sideways_scrolling(phone)


def test_beside_the_facts_the_letter_scrolls_and_the_facts_stay(page):
    determination = open_determination(page, "?letter=beside")
    last = determination.items.last()
    before = page.evaluate("window.scrollY")
    page.evaluate(f"location.hash = 'letter-item-{last.number}-rationale'")
    expect(page.locator(f"#letter-item-{last.number}-rationale")).to_be_in_viewport()
    assert abs(page.evaluate("window.scrollY") - before) < DESKTOP["height"] / 2
    letter = page.locator(".letter-page").bounding_box()
    facts = page.locator(".determination-facts").bounding_box()
    assert letter["x"] >= facts["x"] + facts["width"]


def test_on_a_phone_the_outline_is_a_fold_and_nothing_scrolls_sideways(phone):
    determination = open_determination(phone)
    assert_no_sideways_scrolling(phone)
    first = phone.get_by_role("navigation", name="On this page").get_by_role(
        "link", name=re.compile("^Item 1")
    )
    expect(first).to_be_hidden()
    phone.get_by_text("On this page", exact=True).click()
    first.click()
    expect(phone.locator(f"#{determination.items.first().anchor}")).to_be_in_viewport()


def test_the_letters_text_is_behind_a_fold(page):
    open_determination(page)
    expect(page.locator(".letter-page")).to_be_hidden()
    page.get_by_text("The letter’s whole text", exact=True).click()
    expect(page.locator(".letter-page")).to_be_visible()


def test_printed_there_is_the_document_and_nothing_to_press(page):
    open_determination(page)
    page.emulate_media(media="print")
    for shown in ("IMR final determination", "Guidelines cited", "Decision rationale"):
        expect(page.get_by_text(shown, exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("^Source: http.*printed "))).to_be_visible()
    for hidden in ("navigation", "button"):
        expect(page.get_by_role(hidden)).to_have_count(0)
    expect(page.get_by_text("Open the original")).to_be_hidden()
    assert background(page, "body") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_letter_beside_the_facts(browser, portal, scheme):
    pages = watched_page(browser, portal, viewport=DESKTOP, color_scheme=scheme)
    page = next(pages)
    open_determination(page, "?letter=beside#letter-item-1-rationale")
    assert axe_violations(page) == []
    next(pages, None)
