"""What a person is told when the server refuses a search that was sent by script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP

pytestmark = pytest.mark.browser


@pytest.fixture
def search(browser, portal):
    """The search page, in which a refused request may stand in the browser's console."""
    context = browser.new_context(base_url=portal, viewport=DESKTOP)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def ask(page, query):
    page.get_by_label("Search disputed items").fill(query)
    page.get_by_label("Search disputed items").press("Enter")


@pytest.mark.parametrize(
    ("status", "said"), [(414, "too long"), (500, "portal failed"), (502, "portal failed")]
)
def test_a_refused_search_says_so_until_the_next_one(search, status, said):
    search.route("**/?*q=refused*", lambda route: route.fulfill(status=status, body="bare page"))
    ask(search, "refused")
    expect(search.locator("#messages")).to_contain_text(said)
    ask(search, "pain")
    expect(search.locator("#messages")).not_to_contain_text(said)
