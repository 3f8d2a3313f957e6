"""A denial is pasted or uploaded in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.denials import NORCO_AND_THERAPY
from tests.letters.pdfs import text_pdf

pytestmark = pytest.mark.browser


def paste(page: Page, text: str) -> None:
    page.goto("/denial/")
    page.get_by_label("Text of the denial or request").fill(text)
    page.get_by_role("button", name="Find the closest items").click()
    expect(page.get_by_role("heading", name="Found in the text")).to_be_visible()


def test_a_pasted_denial_leads_to_an_overturned_item(page):
    page.goto("/")
    page.get_by_role("link", name="Paste a denial").click()
    paste(page, NORCO_AND_THERAPY)
    assert page.url.endswith("/denial/")
    page.locator("#closest .card h3 a").first.click()
    expect(page).to_have_url(re.compile(r"/determinations/.+#item-\d"))
    expect(page.locator(".item:target .outcome-overturned")).to_be_visible()


def test_a_chip_is_unticked_and_the_answer_changes_in_place(page):
    paste(page, NORCO_AND_THERAPY)
    counts = page.locator(".denial-counts")
    expect(counts).to_contain_text("Cyclobenzaprine")
    page.evaluate("window.notReloaded = true")
    page.get_by_label("Cyclobenzaprine").uncheck()
    expect(counts).not_to_contain_text("Cyclobenzaprine")
    expect(counts).to_contain_text("hydrocodone")
    page.get_by_label("Only upheld").check()
    expect(page.locator("#closest .outcome-overturned")).to_have_count(0)
    expect(page.locator("#closest .outcome-upheld").first).to_be_visible()
    assert page.evaluate("window.notReloaded")
    assert page.url.endswith("/denial/")


def test_the_same_without_javascript_and_with_a_file(page_without_javascript):
    page = page_without_javascript
    page.goto("/denial/")
    file = {"name": "denial.pdf", "mimeType": "application/pdf", "buffer": text_pdf(NORCO_AND_THERAPY)}
    page.get_by_label("Or a file").set_input_files([file])
    page.get_by_role("button", name="Find the closest items").click()
    page.get_by_label("Cyclobenzaprine").uncheck()
    page.get_by_role("button", name="Find again").click()
    expect(page.locator(".denial-counts")).not_to_contain_text("Cyclobenzaprine")
    expect(page.get_by_label("Cyclobenzaprine")).not_to_be_checked()
    expect(page.locator("#closest .card").first).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen(phone):
    paste(phone, NORCO_AND_THERAPY)
    assert_no_wider_than_the_screen(phone)
