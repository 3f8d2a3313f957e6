"""The outcomes and the years above the results, by pointer, keyboard and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import assert_no_wider_than_the_screen

pytestmark = pytest.mark.browser


def part(page: Page, outcome: str) -> Locator:
    return page.locator(".outcome-parts").get_by_role("link", name=re.compile(f"^{outcome} "))


def busiest_year(page: Page) -> tuple[str, str]:
    """The year with most items and its number, as its bar tells."""
    told = page.locator(".years").get_by_role("link").all_text_contents()
    years = [re.search(r"(\d{4}): ([\d,]+) items?,", text) for text in told]
    found = max((year for year in years if year), key=lambda year: int(year[2].replace(",", "")))
    return found[1], found[2]


def year_link(page: Page, year: str) -> Locator:
    return page.get_by_role("link", name=re.compile(f"^{year}: "))


def number_on(link: Locator) -> str:
    return re.search(r"[\d,]+", link.locator("b").inner_text())[0]


def expect_items(page: Page, number: str) -> None:
    expect(page.locator("#results-heading")).to_have_text(re.compile(rf"^\s*{number} disputed items? in "))


def narrow_and_take_back(page: Page) -> None:
    """From all items to the overturned ones of one year, and back; each number is that of the results."""
    page.goto("/")
    everything = page.locator("#results-heading").inner_text()
    number = number_on(part(page, "Overturned"))
    part(page, "Overturned").click()
    expect(page).to_have_url(re.compile(r"\?outcome=overturned$"))
    expect_items(page, number)
    expect(part(page, "Overturned")).to_have_attribute("aria-current", "true")
    expect(page.get_by_label(re.compile("^Overturned — "))).to_be_checked()

    year, number = busiest_year(page)
    year_link(page, year).click()
    expect(page).to_have_url(re.compile(rf"outcome=overturned&decided_year={year}$"))
    expect_items(page, number)

    part(page, "Overturned").click()
    expect(page).to_have_url(re.compile(rf"\?decided_year={year}$"))
    year_link(page, year).click()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.locator("#results-heading")).to_have_text(everything)


def test_the_bar_and_the_years_narrow_the_results_in_place_and_take_it_back(page):
    page.goto("/")
    page.evaluate("window.notReloaded = true")
    part(page, "Upheld").click()
    expect(page).to_have_url(re.compile("outcome=upheld"))
    assert page.evaluate("window.notReloaded")
    narrow_and_take_back(page)


def test_the_same_without_javascript(page_without_javascript):
    narrow_and_take_back(page_without_javascript)


def test_the_bar_itself_can_be_clicked(page):
    page.goto("/")
    page.locator(".outcome-bar svg").first.click()
    expect(page).to_have_url(re.compile("outcome=overturned"))


def test_the_keyboard_stays_on_the_link_that_was_used(page):
    page.goto("/")
    part(page, "Upheld").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("outcome=upheld"))
    expect(part(page, "Upheld")).to_be_focused()


def test_the_first_result_stands_above_the_fold(page):
    page.goto("/")
    assert page.locator(".results-head").bounding_box()["height"] <= 130
    assert page.locator("#results .card").first.bounding_box()["y"] < 600


def test_on_a_phone_the_rate_is_in_sight_and_the_years_unfold_within_the_screen(phone):
    phone.goto("/")
    expect(phone.get_by_text(re.compile("95% interval"))).to_be_visible()
    expect(phone.locator(".years")).to_be_hidden()
    phone.locator("#timeline > summary").click()
    year, number = busiest_year(phone)
    assert_no_wider_than_the_screen(phone)
    year_link(phone, year).click()
    expect(phone).to_have_url(re.compile(f"decided_year={year}"))
    expect_items(phone, number)
    expect(phone.locator(".years")).to_be_visible()
