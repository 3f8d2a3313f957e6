"""Places to start in a browser: from the start page to a page's items, the heat map by keyboard, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, assert_no_wider_than_the_screen, watched_page
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser

HEAT_MAP = "/guideline-pages/chronic-pain-2009/"
PAGES = (
    "/start/",
    "/start/?find=pa",
    "/drugs/tizanidine/",
    "/body-parts/low-back/",
    "/guidelines/chronic-pain-medical-treatment/",
    f"{HEAT_MAP}98/",
    HEAT_MAP,
    f"{HEAT_MAP}?by=rate&sort=rate",
    "/tables/?rows=drug&columns=page",
)


def items_found(page) -> int:
    heading = page.locator("#results-heading").inner_text()
    return int(re.match(r"[\d,]+", heading)[0].replace(",", ""))


def test_from_the_start_page_to_a_guideline_page_and_to_its_items(page):
    page.goto("/start/")
    section = page.get_by_role("region", name="Guideline pages")
    section.get_by_role("rowheader").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/guideline-pages/[\w-]+/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chronic Pain 2009, p. ")
    everything = page.get_by_role("link", name=re.compile(r"^All [\d,]+ items?$"))
    told = int(re.search(r"[\d,]+", everything.inner_text())[0].replace(",", ""))
    everything.click()
    expect(page.locator("#results .card").first).to_be_visible()
    assert items_found(page) == told


def test_the_find_box_works_without_javascript(page_without_javascript):
    page = page_without_javascript
    page.goto("/start/")
    page.get_by_label(re.compile("^Find a drug")).fill("Zanaflex")
    page.get_by_role("button", name="Go").click()
    expect(page).to_have_url(re.compile("/drugs/tizanidine/$"))


def test_the_heat_map_is_one_stop_and_arrow_keys_move_in_it(page):
    page.goto(HEAT_MAP)
    cells = page.locator("[data-heat-map] a")
    expect(cells).to_have_count(127)
    expect(page.locator("[data-heat-map] a[tabindex='0']")).to_have_count(1)
    cells.first.focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert int(focused.rstrip("/").rpartition("/")[2]) > 2
    page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(cells.last).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('[data-heat-map]')")
    page.keyboard.press("Shift+Tab")
    expect(cells.last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/chronic-pain-2009/127/$"))


def test_without_javascript_every_page_of_the_heat_map_is_a_link(page_without_javascript):
    page = page_without_javascript
    page.goto(HEAT_MAP)
    page.locator("ol.heat-map a").nth(97).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chronic Pain 2009, p. 98")


def test_nothing_is_wider_than_a_phone(phone):
    for address in PAGES:
        phone.goto(address)
        assert_no_wider_than_the_screen(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, portal, scheme):
    pages = watched_page(browser, portal, viewport=DESKTOP, color_scheme=scheme)
    page = next(pages)
    found = {address: violations(page, address) for address in PAGES}
    assert {address: problems for address, problems in found.items() if problems} == {}
    next(pages, None)
