"""An exhibit pack of a folder, made and downloaded in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from bookmarks.models import Bookmark, Folder
from determinations.models import DisputedItem
from tests.browser.conftest import PHONE, assert_no_wider_than_the_screen, watched_page
from tests.browser.test_journeys import sign_up

pytestmark = pytest.mark.browser


def folder_of_three() -> Folder:
    """A folder of the person who signed up, with an item of each of three determinations."""
    owner = get_user_model().objects.get()
    folder = Folder.objects.create(owner=owner, name="Doe v. Acme")
    for position, item in enumerate(DisputedItem.objects.filter(number=1).order_by("pk")[:3]):
        Bookmark.objects.create(
            owner=owner,
            folder=folder,
            kind="item",
            determination=item.determination,
            letter=item.determination.letter,
            item=item,
            item_number=1,
            place=item.anchor,
            position=position,
            note="Our weak point",
        )
    return folder


def make_the_pack(page: Page, folder: Folder) -> PdfReader:
    """Fill in the form, leave the second exhibit out, download the pack and open it."""
    page.goto(f"/bookmarks/exhibits/folders/{folder.pk}/")
    page.get_by_label("ADJ number").fill("ADJ1234567")
    page.get_by_label("First exhibit").fill("c")
    page.get_by_label("Leave out").nth(1).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the pack").click()
    assert download.value.suggested_filename == "doe-v-acme.pdf"
    return PdfReader(download.value.path())


def assert_it_is_what_was_asked_for(pack: PdfReader, folder: Folder) -> None:
    first, left_out, last = (one.determination.case_number for one in folder.bookmarks.order_by("position"))
    titles = [entry.title.removesuffix(" (fictional sample)") for entry in pack.outline]
    assert titles == ["Cover", "Index of exhibits", f"Exhibit C: {first}", f"Exhibit D: {last}"]
    texts = [page.extract_text() for page in pack.pages]
    assert "ADJ1234567" in texts[0]
    assert left_out not in "".join(texts)
    assert "Our weak point" not in "".join(texts)
    assert all(f"IMR {number:06d}" in text for number, text in enumerate(texts, 1))


def test_a_folder_becomes_an_exhibit_pack(page):
    sign_up(page)
    folder = folder_of_three()
    assert_it_is_what_was_asked_for(make_the_pack(page, folder), folder)
    expect(page.get_by_role("button", name="Make the pack")).to_be_enabled()


def test_the_same_without_javascript(page_without_javascript):
    sign_up(page_without_javascript)
    folder = folder_of_three()
    assert_it_is_what_was_asked_for(make_the_pack(page_without_javascript, folder), folder)


def test_a_search_becomes_an_exhibit_pack(page):
    sign_up(page)
    page.goto("/bookmarks/exhibits/search/?q=pain&outcome=overturned")
    page.get_by_label("First determinations of the search").fill("2")
    page.get_by_role("button", name="List them").click()
    expect(page.get_by_label("Leave out")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the pack").click()
    assert len(PdfReader(download.value.path()).outline) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough_with_mistakes_marked(browser, portal, scheme):
    pages = watched_page(browser, portal, viewport=PHONE, color_scheme=scheme)
    page = next(pages)
    sign_up(page)
    page.goto(f"/bookmarks/exhibits/folders/{folder_of_three().pk}/")
    page.get_by_label("First exhibit").fill("7")
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("names no first exhibit")).to_be_visible()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert_no_wider_than_the_screen(page)
    next(pages, None)
