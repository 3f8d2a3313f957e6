"""axe finds nothing on any page, in light and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from determinations.models import Determination, DisputedItem
from tests.browser.conftest import DESKTOP, watched_page
from tests.browser.test_denial import paste
from tests.browser.test_journeys import sign_up
from tests.denials import NORCO_AND_THERAPY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser, portal, scheme):
    pages = watched_page(browser, portal, viewport=DESKTOP, color_scheme=scheme)
    page = next(pages)
    anonymous = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
    found = {address: violations(page, address) for address in anonymous}
    found["suggestions"] = violations_with_suggestions(page)
    sign_up(page)
    found |= {address: violations(page, address) for address in addresses()}
    paste(page, NORCO_AND_THERAPY)
    found["what was found in a denial"] = axe_violations(page)
    assert {address: problems for address, problems in found.items() if problems} == {}
    next(pages, None)


def addresses() -> list[str]:
    longest = max(Determination.objects.all(), key=lambda determination: determination.items.count())
    item = DisputedItem.objects.first()
    return [
        "/",
        "/?q=norco+%22functional+improvement%22&outcome=upheld&sort=newest",
        "/?q=nosuchword",
        "/?q=Zanaflex+OR+fuctional",
        "/facets/page/?outcome=upheld&guideline_page=chronic-pain-2009:98&find=pain",
        "/help/",
        "/about/",
        "/build/?drug=Norco&near_left=taper&near_right=opioid&decided_from=soon",
        "/denial/",
        f"/items/{item.pk}/similar/",
        longest.get_absolute_url(),
        "/determinations/",
        "/bookmarks/",
        "/accounts/logout/",
        "/accounts/password/change/",
    ]


def violations(page, address: str) -> list[str]:
    page.goto(address)
    return axe_violations(page)


def violations_with_suggestions(page) -> list[str]:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("chronic")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").press("ArrowDown")
    return axe_violations(page)


def axe_violations(page) -> list[str]:
    results = Axe().run(page)
    return [
        re.sub(r"\s+", " ", f"{violation['id']}: {violation['nodes'][0]['html']}")
        for violation in results.response["violations"]
    ]
