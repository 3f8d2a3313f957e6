"""A real Chromium before a served portal with sample letters."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

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
expect.set_options(timeout=15_000)  # a busy machine is no defect
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


@dataclass(frozen=True)
class Ingested:
    """What a portal consists of, to be copied."""

    originals: Path
    index: Path
    database: sqlite3.Connection


@pytest.fixture(scope="session")
def ingested(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Ingested]:
    """80 sample letters, ingested and indexed once: each test gets a copy."""
    folder = tmp_path_factory.mktemp("ingested")
    inbox = folder / "letters"
    inbox.mkdir()
    for letter in make_letters(80, seed=1):
        (inbox / f"{letter.name}.txt").write_text(letter.text, encoding="utf-8")
    one = Ingested(folder / "originals", folder / "index", sqlite3.connect(folder / "database"))
    with django_db_blocker.unblock(), override_settings(ORIGINALS_DIR=one.originals, INDEX_DIR=one.index):
        call_command("ingest", str(inbox), workers=1, verbosity=0)
        call_command("rebuild_index", verbosity=0)
        connection.connection.backup(one.database)
        call_command("flush", interactive=False, verbosity=0)
    yield one
    one.database.close()


@pytest.fixture
def portal(live_server, transactional_db, settings, ingested: Ingested) -> str:
    """The address of a portal that holds 80 sample letters."""
    shutil.copytree(ingested.originals, settings.ORIGINALS_DIR)
    shutil.copytree(ingested.index, settings.INDEX_DIR)
    ingested.database.backup(connection.connection)
    cache.clear()  # no model's table, so that nothing else empties it of limits
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


def pixels_wider_than_the_screen(page: Page) -> int:
    """How far the page reaches past the screen's edge, once all its style sheets are here."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def assert_no_wider_than_the_screen(page: Page) -> None:
    assert pixels_wider_than_the_screen(page) <= 0, page.url


def but_for_aborted_requests(problems: Sequence[str]) -> tuple[str, ...]:
    """Whoever leaves a page ends its requests; htmx notes each as two errors, which are none."""
    left = list(problems)
    for ended in [one for one in problems if one.startswith("htmx:sendAbort")]:
        left.remove(ended)
        left.remove(ended.replace("sendAbort", "afterRequest"))
    return tuple(left)


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
    found = but_for_aborted_requests(problems)  # before a request that is under way is broken off
    context.close()
    assert found == ()
