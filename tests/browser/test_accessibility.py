"""axe finds nothing on any page, in light and dark, and none is wider than the screen.

``tests.addresses`` lists the pages and is held against the URL configuration.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User

from determinations.models import Determination
from tests.addresses import PAGES, keep_for
from tests.browser.conftest import DESKTOP, PHONE, pixels_wider_than_the_screen, watched_page
from tests.browser.test_denial import paste
from tests.browser.test_journeys import PASSWORD, sign_up
from tests.denials import NORCO_AND_THERAPY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_the_screen(browser, portal, scheme, viewport):
    pages = watched_page(browser, portal, viewport=viewport, color_scheme=scheme)
    page = next(pages)
    item = longest_determination().items.first()
    anonymous = [one.of(item) for one in PAGES if not one.signed_in]
    found = {address: violations(page, address) for address in [*anonymous, *STATES]}
    found["suggestions"] = violations_with_suggestions(page)
    sign_up(page)
    enter_the_password_once_more(page)
    keep_for(User.objects.get(email="attorney@example.org"), item)
    found |= {
        address: violations(page, address)
        for address in [one.of(item) for one in PAGES if one.signed_in and not one.staff]
    }
    found["a bookmark to be filed"] = violations_while_filing(page)
    paste(page, NORCO_AND_THERAPY)
    found["what was found in a denial"] = violations_here(page)
    assert {address: problems for address, problems in found.items() if problems} == {}
    next(pages, None)


def enter_the_password_once_more(page) -> None:
    page.goto("/accounts/reauthenticate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(lambda address: "reauthenticate" not in address)


STATES = (
    "/?q=norco+%22functional+improvement%22&outcome=upheld&sort=newest",
    "/?q=nosuchword",
    "/?q=Zanaflex+OR+fuctional",
    "/facets/page/?outcome=upheld&guideline_page=chronic-pain-2009:98&find=pain",
    "/build/?drug=Norco&near_left=taper&near_right=opioid&decided_from=soon",
    "/won/?q=pain&outcome=overturned",
    "/start/?find=nosuchplace",
)
"""Pages as they look for some addresses: with filters, mistakes, and nothing to show."""


def longest_determination() -> Determination:
    return max(Determination.objects.all(), key=lambda determination: determination.items.count())


def violations(page, address: str) -> list[str]:
    page.goto(address)
    return violations_here(page)


def violations_here(page) -> list[str]:
    """What axe finds, and how much wider the page is than the screen."""
    page.locator("body").wait_for(state="attached")  # after a click the next page may just begin
    wider = pixels_wider_than_the_screen(page)
    return [*axe_violations(page), *([f"{wider} pixels wider than the screen"] if wider > 0 else [])]


def violations_with_suggestions(page) -> list[str]:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("chronic")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").press("ArrowDown")
    return violations_here(page)


def violations_while_filing(page) -> list[str]:
    page.goto("/?q=pain")
    page.get_by_role("button", name=re.compile("^Bookmark item")).first.click()
    page.locator(".filing[open]").wait_for()
    return violations_here(page)


def axe_violations(page) -> list[str]:
    results = Axe().run(page)
    return [
        re.sub(r"\s+", " ", f"{violation['id']}: {violation['nodes'][0]['html']}")
        for violation in results.response["violations"]
    ]
