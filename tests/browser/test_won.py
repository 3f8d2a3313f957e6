"""What won, in a browser: reasons at once, phrases after them."""

import re

import pytest
from playwright.sync_api import expect

from search.index import rebuild_index
from tests.browser.conftest import DESKTOP, assert_no_wider_than_the_screen, watched_page
from tests.browser.test_accessibility import axe_violations
from tests.search.won.corpus import plant

pytestmark = pytest.mark.browser


@pytest.fixture
def portal(live_server, transactional_db) -> str:
    """The address of a portal whose overturned items have phrases that its upheld ones have not."""
    plant(24, 40)
    rebuild_index("whoosh")
    return live_server.url


def test_phrases_come_by_themselves_and_lead_to_their_items(page):
    page.goto("/won/")
    page.get_by_label("Compare the items of a search").fill("knee outcome:overturned")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("The outcome was taken out of your search")).to_be_visible()
    mark = page.locator(".mark", has_text="failed physical therapy").first
    link = mark.get_by_role("link", name=re.compile("overturned items with"))
    count = int(re.match(r"\d+", link.inner_text())[0])
    link.click()
    expect(
        page.get_by_role("heading", name=f"{count} disputed items in {count} determinations")
    ).to_be_visible()
    expect(page.locator(".result mark", has_text="failed physical therapy").first).to_be_visible()


def test_a_passage_leads_to_its_item(page):
    page.goto("/won/?q=knee")
    page.locator(".mark-example a").first.click()
    expect(page).to_have_url(re.compile(r"/determinations/.+#item-1"))
    expect(page.locator(".item .letter-text")).to_be_in_viewport()


def test_without_javascript_the_phrases_are_a_link_away(page_without_javascript):
    page = page_without_javascript
    page.goto("/won/?q=knee")
    expect(page.locator(".mark q")).to_have_count(0)
    page.get_by_role("link", name="Read the rationales for phrases").click()
    expect(page.locator(".mark q", has_text="failed physical therapy").first).to_be_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen(phone):
    phone.goto("/won/?q=knee")
    expect(phone.locator(".mark q").first).to_be_visible()
    assert_no_wider_than_the_screen(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, portal, scheme):
    pages = watched_page(browser, portal, viewport=DESKTOP, color_scheme=scheme)
    page = next(pages)
    page.goto("/won/?q=knee&sex=male")
    few = axe_violations(page)
    page.goto("/won/?q=knee")
    expect(page.locator(".mark q").first).to_be_visible()
    page.locator(".won-how > summary").click()
    assert few + axe_violations(page) == []
    next(pages, None)
