"""What an attorney takes away: the items of a search as a table, a folder as a document."""

import csv
import re
from pathlib import Path

import docx
import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from bookmarks.models import Folder
from determinations.models import DisputedItem
from tests.bookmarks.exports.keeping import keep
from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.browser.test_accessibility import axe_violations
from tests.browser.test_journeys import sign_up

pytestmark = pytest.mark.browser


def download(page: Page, name: str) -> Path:
    page.locator("details.export > summary").click()
    with page.expect_download() as waited:
        page.get_by_role("link", name=f"{name} file").click()
    assert waited.value.suggested_filename.startswith("imr-")
    return Path(waited.value.path())


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


def search_and_export(page: Page) -> list[dict[str, str]]:
    page.goto("/?q=pain")
    page.get_by_label(re.compile("^Upheld")).check()
    if page.get_by_role("button", name="Apply").first.is_visible():
        page.get_by_role("button", name="Apply").first.click()
    expect(page).to_have_url(re.compile("outcome=upheld"))
    heading = page.locator("#results-heading")
    count = int(re.match(r"[\d,]+", heading.inner_text())[0].replace(",", ""))
    found = rows_of(download(page, "CSV"))
    assert len(found) == count
    return found


def test_search_narrow_and_take_the_table_away(page):
    sign_up(page)
    found = search_and_export(page)
    assert {row["Outcome"] for row in found} == {"Upheld"}
    assert found[0]["Exported from"].startswith("Search: pain; Outcome: Upheld")
    page.goto(found[0]["Address"])
    expect(page.get_by_role("heading", level=1)).to_contain_text(found[0]["Case number"])


def test_the_same_without_javascript(page_without_javascript):
    sign_up(page_without_javascript)
    assert search_and_export(page_without_javascript)


def test_a_visitor_signs_in_and_comes_back_to_the_same_search(page):
    page.goto("/?q=pain&outcome=upheld")
    page.locator("details.export > summary").click()
    page.get_by_role("link", name="Sign in to export").click()
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next="))


def noted_folder(page: Page) -> Folder:
    """A folder of the person who signs up, with a bookmark that has a note."""
    sign_up(page)
    owner = get_user_model().objects.get(email="attorney@example.org")
    folder = Folder.objects.create(owner=owner, name="Smith v. Acme")
    item = DisputedItem.objects.exclude(rationale="").select_related("determination__letter").first()
    keep(folder, item, note="Read **this** first.")
    return folder


def words_of_folder(page: Page, folder: Folder) -> list[str]:
    """The paragraphs of the Word file that the folder's Export gives to whoever ticks nothing."""
    page.goto(folder.get_absolute_url())
    page.locator("details.export > summary").click()
    return downloaded_words(page)


def downloaded_words(page: Page) -> list[str]:
    with page.expect_download() as waited:
        page.get_by_role("button", name="Word file").click()
    assert waited.value.suggested_filename.startswith("imr-Smith-v-Acme-")
    return [one.text for one in docx.Document(str(waited.value.path())).paragraphs]


def test_a_folder_becomes_a_document(page):
    folder = noted_folder(page)
    item = folder.bookmarks.get().item
    words = words_of_folder(page, folder)
    assert words[0] == "Smith v. Acme"
    assert any(item.determination.name in line and item.name in line for line in words)
    assert "Note: Read this first." not in words
    page.get_by_label("With the bookmarks’ notes and tags").check()
    assert "Note: Read this first." in downloaded_words(page)


def test_a_folder_becomes_a_document_without_javascript(page_without_javascript):
    page = page_without_javascript
    folder = noted_folder(page)
    assert "Note: Read this first." not in words_of_folder(page, folder)
    page.get_by_label("With the bookmarks’ notes and tags").check()
    assert "Note: Read this first." in downloaded_words(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_panel_is_accessible_and_within_the_page(phone, scheme):
    phone.emulate_media(color_scheme=scheme)
    folder = noted_folder(phone)
    for address, role in (("/?q=pain", "link"), (folder.get_absolute_url(), "button")):
        phone.goto(address)
        phone.locator("details.export > summary").click()
        expect(phone.get_by_role(role, name="Word file")).to_be_visible()
        assert_no_wider_than_the_screen(phone)
        assert axe_violations(phone) == []


@pytest.mark.parametrize("width", [320, 390, 480, 640, 700, 768, 900, 1280])
def test_the_forms_of_an_export_stay_on_the_screen(page, width):
    sign_up(page)
    folder = Folder.objects.create(owner=get_user_model().objects.get(), name="Alvarez v. Harbor Freight")
    keep(folder, DisputedItem.objects.all()[0])
    for address in ("/?q=pain", folder.get_absolute_url()):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address)
        page.locator("details.export > summary").click()
        panel = page.locator(".export-panel").bounding_box()
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= width
        assert_no_wider_than_the_screen(page)
