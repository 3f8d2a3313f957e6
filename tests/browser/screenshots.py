"""``python -m tests.browser.screenshots ADDRESS``: the pictures in docs/screenshots, of a portal of samples.

The portal must hold sample letters only, as ``make demo`` makes it: no sentence of a real letter may
stand in a picture.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

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


def main(portal: str) -> None:
    """Take each picture at a desktop's width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        page = browser.new_page(base_url=portal, viewport=DESKTOP)
        for name, address in PAGES.items():
            page.goto(address)
            page.screenshot(path=FOLDER / f"{name}.png")
        page.goto(PAGES["results"])
        page.locator("#results .card h4 a").first.click()
        page.wait_for_load_state()
        page.screenshot(path=FOLDER / "determination.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
