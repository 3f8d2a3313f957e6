"""Save a search from its results, see what it would have found, and be told of what is new."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect

from bookmarks.models import SavedSearch
from letters.samples import make_letters
from tests.browser.test_accessibility import violations_here
from tests.browser.test_journeys import sign_up

pytestmark = pytest.mark.browser


def new_letters(folder) -> None:
    for letter in make_letters(20, seed=7):
        (folder / f"{letter.name}.txt").write_text(letter.text, encoding="utf-8")
    call_command("ingest", str(folder), workers=1, verbosity=0)
    call_command("update_index", verbosity=0)


def save_the_shown_search(page: Page) -> None:
    page.get_by_role("link", name="Save this search").click()
    expect(page.get_by_role("heading", name="Save this search")).to_be_visible()
    expect(page.get_by_text("Disputed items where outcome is upheld.")).to_be_visible()
    expect(page.get_by_text("Added to the portal in the last year")).to_be_visible()
    expect(page.locator(".estimate")).to_contain_text(re.compile(r"[1-9]\d* items\s*[\d.]+ a week"))
    page.get_by_label("Name").fill("Upheld")
    page.get_by_label("Daily").check()
    page.get_by_label("Atom feed").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Upheld", exact=True)).to_be_visible()


def test_a_search_is_saved_from_its_results_made_daily_and_tells_what_is_new(page, tmp_path):
    sign_up(page)
    page.goto("/?outcome=upheld&sort=oldest")
    save_the_shown_search(page)
    folder = tmp_path / "new"
    folder.mkdir()
    new_letters(folder)
    call_command("confirm_address", "attorney@example.org", verbosity=0)
    call_command("send_alerts", verbosity=0)
    assert 'for your saved search "Upheld"' in mail.outbox[0].body
    page.get_by_role("link", name="Saved searches").click()
    expect(page.get_by_text(re.compile(r"\d+ new since you last ran it"))).to_be_visible()
    assert violations_here(page) == []
    page.get_by_role("link", name="Upheld", exact=True).click()
    expect(page.get_by_role("heading", name="Newly found")).to_be_visible()
    assert violations_here(page) == []
    page.get_by_role("button", name="Run this search").click()
    expect(page).to_have_url(re.compile(r"/\?outcome=upheld$"))
    page.goto("/bookmarks/searches/")
    expect(page.get_by_text("Nothing new since you last ran it")).to_be_visible()


def test_without_javascript_a_search_is_saved_too_and_deleted(page_without_javascript):
    page = page_without_javascript
    sign_up(page)
    page.goto("/?outcome=upheld")
    save_the_shown_search(page)
    page.get_by_text("Delete this saved search").click()
    page.get_by_role("button", name="Delete “Upheld”").click()
    expect(page.get_by_text("No saved searches yet")).to_be_visible()
    assert not SavedSearch.objects.exists()
