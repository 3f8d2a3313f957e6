"""A real Chromium before a served portal with sample letters."""

import os
import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from letters.samples import make_letters
from tests.conftest import missing

# Playwright's synchronous interface runs an event loop in this thread; the tests' own few queries are safe.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def chromium_path() -> str:
    """Debian's or the user's Chromium; without one the test is skipped, but never in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing("browser: no Chromium on this machine (apt-get install chromium)")
    raise AssertionError("missing() always raises")


@pytest.fixture(scope="session")
def browser():
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def portal(live_server, tmp_path, transactional_db) -> str:
    """The address of a portal that holds 80 sample letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for letter in make_letters(80, seed=1):
        (folder / f"{letter.name}.txt").write_text(letter.text, encoding="utf-8")
    call_command("ingest", str(folder), workers=1, verbosity=0)
    call_command("rebuild_index", verbosity=0)
    return live_server.url


@pytest.fixture
def page(browser: Browser, portal: str):
    """A page of a desktop's width that fails the test on any script error or request to another host."""
    yield from watched_page(browser, portal, viewport=DESKTOP)


@pytest.fixture
def phone(browser: Browser, portal: str):
    yield from watched_page(browser, portal, viewport=PHONE)


@pytest.fixture
def page_without_javascript(browser: Browser, portal: str):
    yield from watched_page(browser, portal, viewport=DESKTOP, java_script_enabled=False)


def watched_page(browser: Browser, portal: str, **options):
    context = browser.new_context(base_url=portal, **options)
    context.set_default_timeout(10_000)
    page: Page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("console", lambda message: message.type == "error" and problems.append(message.text))
    page.on(
        "request",
        lambda request: request.url.startswith(portal) or problems.append(f"foreign request: {request.url}"),
    )
    yield page
    context.close()
    assert problems == []
