"""What a first visit to each page weighs, as gunicorn and WhiteNoise send it, and how far it shifts.

``python -m benchmarks.page_weight``; needs Chromium, as the browser tests do.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.portal import Portal
from benchmarks.table import Row, print_table

HEAVIEST = "100"
"""Kilobytes to stay below: HTML and every stylesheet, script and image, compressed."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic")
VIEWPORTS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "search": "/",
    "search, filtered": "/?q=pain&outcome=overturned",
    "nothing found": "/?q=nosuchword",
    "all values of a facet": "/facets/page/",
    "what won": "/won/?q=pain",
    "places to start": "/start/",
    "a drug": "/drugs/tizanidine/",
    "a guideline page": "/guideline-pages/chronic-pain-2009/98/",
    "heat map": "/guideline-pages/chronic-pain-2009/",
    "table of two fields": "/tables/",
    "query builder": "/build/?drug=tizanidine",
    "paste a denial": "/denial/",
    "browse": "/determinations/",
    "help": "/help/",
    "about": "/about/",
    "sign in": "/accounts/login/",
}
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def measure(data: Path) -> Iterator[Row]:
    """Each page in a browser that has seen nothing yet."""
    portal = Portal(data)
    folder = str(data / "letters")
    portal.manage("make_letters", "300", "--seed", "1", "--out", folder)
    portal.manage("ingest", folder)
    portal.manage("rebuild_index")
    with portal.served() as connection, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=[*FLAGS])
        for name, path in _pages(connection).items():
            yield from _measured(browser, f"http://{connection.host}:{connection.port}{path}", name)
        browser.close()


def _pages(connection: HTTPConnection) -> dict[str, str]:
    """The pages, and that of the first determination found."""
    connection.request("GET", "/")
    found = re.search(r"/determinations/CM[^/#\"]+/", connection.getresponse().read().decode())
    return {**PAGES, "determination": found[0]} if found else PAGES


def _measured(browser: Browser, address: str, name: str) -> Iterator[Row]:
    html, assets, shifts = 0, 0, []
    for viewport in VIEWPORTS.values():
        received: list[Response] = []
        context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.on("response", lambda one, into=received: into.append(one))
        page.goto(address, wait_until="networkidle")
        sizes = [one.request.sizes()["responseBodySize"] for one in received]
        html, assets = sizes[0], sum(sizes[1:])
        shifts.append(float(page.evaluate("window.shifted")))
        context.close()
    weight = f"{(html + assets) / 1000:.1f} ({html / 1000:.1f} + {assets / 1000:.1f})"
    yield (f"{name}: HTML + assets, kB", weight, HEAVIEST)
    yield (f"{name}: layout shift, {' / '.join(VIEWPORTS)}", " / ".join(f"{one:.3f}" for one in shifts), "0")


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("There is no Chromium on this machine (apt-get install chromium).")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print_table(("what", "measured", "to reach"), measure(Path(folder)))
