"""``python -m tests.browser.screenshots ADDRESS``: the pictures in docs/screenshots, of a portal of samples.

The portal must hold sample letters only, as ``make demo`` makes it: no sentence of a real letter may
stand in a picture. Those of the workspace sign up as ``EMAIL``, so that it must have no such account yet.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import DESKTOP, FLAGS, chromium_path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
PAGES = {
    "results": "/?q=physical+therapy&body_part=low+back",
    "builder": "/build/",
    "heat-map": "/guideline-pages/chronic-pain-2009/",
    "place": "/body-parts/low-back/",
    "what-won": "/won/?q=physical+therapy",
}
"""By the picture's name; the determination's is the first result of the search."""
EMAIL = "attorney@example.org"
PASSWORD = "a long enough phrase 7"
MATTER = "Alvarez v. Harbor Freight"
NOTE = "**Quote this.** The reviewer asks what the first visits gained; our report of May measures it."


def main(portal: str) -> None:
    """Take each picture at a desktop's width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(base_url=portal, viewport=DESKTOP)
        for name, address in PAGES.items():
            page.goto(address)
            _take(page, name)
        page.goto(PAGES["results"])
        page.locator("#results .card h4 a").first.click()
        page.wait_for_load_state()
        _take(page, "determination")
        workspace(page)
        browser.close()


def workspace(page: Page) -> None:
    """Keep, share and save as an attorney would, and take the pictures of it."""
    _sign_up(page)
    page.goto(PAGES["results"])
    for place in range(4):
        _file_item_of_card(page, place)
    page.goto("/bookmarks/folders/")
    page.get_by_role("link", name=MATTER, exact=True).click()
    page.get_by_role("link", name=re.compile("^Write a note")).first.click()
    page.get_by_label(re.compile("^Note")).first.fill(NOTE)
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Quote this.").wait_for()
    page.reload()
    _take(page, "folder")
    page.get_by_role("link", name=re.compile("^Open the bookmark")).first.click()
    page.wait_for_load_state()
    _take(page, "bookmark")
    page.go_back()
    page.get_by_role("link", name="Sharing").click()
    page.get_by_label("Email address").fill("colleague@example.org")
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_load_state()
    page.goto(page.url)
    _take(page, "sharing")
    page.get_by_role("link", name=MATTER).click()
    page.get_by_text("Export", exact=True).click()
    page.get_by_role("link", name="Exhibit pack").click()
    page.wait_for_load_state()
    _take(page, "exhibit-pack")
    page.goto(PAGES["results"])
    page.get_by_role("link", name="Save this search").click()
    page.wait_for_load_state()
    _take(page, "saved-search")


def _sign_up(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("button", name="Sign out").wait_for()


def _file_item_of_card(page: Page, place: int) -> None:
    """Bookmark the first item of a result and file it in the matter's folder, which the first one makes."""
    card = page.locator("#results .card").nth(place)
    card.get_by_role("button", name=re.compile("^Bookmark item")).first.click()
    menu = card.locator(".filing[open] .filing-menu")
    if place:
        menu.locator("select").select_option(label=MATTER)
    else:
        menu.get_by_label("Or a new folder").fill(MATTER)
    menu.get_by_role("button", name="File it").click()
    card.locator(".filing-name", has_text=MATTER).wait_for()


def _take(page: Page, name: str) -> None:
    """Of as few colors as a page has to the eye: a clone brings every picture along."""
    with Image.open(BytesIO(page.screenshot())) as shown:
        shown.convert("RGB").quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
