"""What was typed is not lost: where the portal cannot be reached or refuses it, and where one leaves the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from bookmarks.models import Bookmark, Folder, FolderShare
from determinations.models import DisputedItem
from tests.bookmarks.matter import keep_item, person
from tests.browser.conftest import DESKTOP
from tests.browser.test_sharing import sign_in

pytestmark = pytest.mark.browser

WORDS = "Argue from the second paragraph"


@pytest.fixture
def folder(portal) -> Folder:
    """Of the owner, with twelve bookmarks; a writer may change them."""
    owner = person("owner")
    folder = Folder.objects.create(owner=owner, name="Alvarez")
    FolderShare.objects.create(folder=folder, user=person("writer"), can_write=True)
    for item in DisputedItem.objects.select_related("determination").order_by("pk")[:12]:
        keep_item(folder, item, note="", kept_text="What was read then")
    return folder


@pytest.fixture
def context(browser, portal) -> Iterator[BrowserContext]:
    """A browser whose console may name requests that were refused."""
    context = browser.new_context(base_url=portal, viewport=DESKTOP)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context, folder) -> Page:
    """The writer writes a note far down in the folder, and has not saved it."""
    page = context.new_page()
    sign_in(page, "writer")
    page.goto(folder.get_absolute_url())
    page.locator(".kept").nth(9).get_by_role("link", name=re.compile("^Write a note")).click()
    note(page).fill(WORDS)
    return page


def note(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Note on"))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the note").click()


def refuses_beside_the_note(page: Page, *sentences: str) -> None:
    said = page.locator(".note-form").get_by_role("alert")
    for sentence in sentences:
        expect(said).to_contain_text(sentence)
    expect(said).to_be_in_viewport()
    expect(note(page)).to_have_value(WORDS)


def test_without_a_connection_the_note_says_so_and_is_saved_once_there_is_one(page, context):
    context.set_offline(True)
    save(page)
    refuses_beside_the_note(page, "could not be reached", "copy it before you reload")
    context.set_offline(False)
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)
    assert Bookmark.objects.filter(note=WORDS).count() == 1


def test_a_writer_who_may_only_read_now_is_told_so_beside_the_note(page):
    FolderShare.objects.update(can_write=False)
    save(page)
    refuses_beside_the_note(page, "You may only read this folder now.", "copy it before you reload")


def test_an_answer_that_is_a_page_does_not_take_the_place_of_the_note(page):
    page.route("**/note/", lambda route: route.fulfill(status=503, content_type="text/html", body="Busy"))
    save(page)
    refuses_beside_the_note(page, "cannot answer at the moment", "copy it before you reload")


def test_what_has_no_form_is_refused_in_a_bar_that_stays_in_view(page, context):
    context.set_offline(True)
    page.locator(".kept").nth(11).get_by_role("link", name=re.compile("^Write a note")).click()
    said = page.get_by_role("status").filter(has_text="could not be reached")
    expect(said).to_be_in_viewport()
    said.get_by_role("button", name="Close").click()
    expect(said).to_have_count(0)
    expect(note(page)).to_have_value(WORDS)
