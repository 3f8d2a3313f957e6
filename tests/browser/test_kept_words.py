"""What was typed is not lost: the portal refuses it or cannot be reached, or one leaves the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

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


@contextmanager
def another_tab(page: Page) -> Iterator[Page]:
    tab = page.context.new_page()
    yield tab
    tab.close()


def refuses_beside_the_note(page: Page, *sentences: str) -> None:
    said = page.locator(".note-form").get_by_role("alert")
    for sentence in sentences:
        expect(said).to_contain_text(sentence)
    expect(said).to_be_in_viewport()
    expect(note(page)).to_have_value(WORDS)


def sign_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


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


def test_whoever_signed_in_anew_in_another_tab_saves_all_the_same(page):
    with another_tab(page) as tab:
        sign_out(tab)
        sign_in(tab, "writer")
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)


def test_what_was_ticked_before_signing_in_anew_is_moved_all_the_same(page):
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)
    page.get_by_label("Select all of this page").check()
    with another_tab(page) as tab:
        sign_out(tab)
        sign_in(tab, "writer")
    page.get_by_label("Or a new folder").fill("Roe")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("12 bookmarks moved to Roe")).to_be_visible()


def test_whoever_is_signed_out_keeps_the_words_and_saves_them_after_signing_in(page):
    with another_tab(page) as tab:
        sign_out(tab)
    save(page)
    refuses_beside_the_note(page, "You are signed out")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, "writer")
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)


def test_nothing_that_is_typed_is_kept_in_the_browser(page):
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").find("second paragraph") == -1


def asked_on_leaving(page: Page) -> list[str]:
    """What the browser asks while the page is left; the person stays."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("navigation", name="Portal").get_by_role("link", name="Help").click(no_wait_after=True)
    page.wait_for_timeout(500)
    page.remove_listener("dialog", stay)
    return asked


def test_leaving_the_page_of_an_unsaved_note_is_asked_first_and_of_a_saved_one_is_not(page):
    assert asked_on_leaving(page) == ["beforeunload"]
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("group", name="Preview")).to_be_visible()
    assert asked_on_leaving(page) == ["beforeunload"]
    expect(note(page)).to_have_value(WORDS)
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)
    assert asked_on_leaving(page) == []


def test_leaving_unsaved_tags_is_asked_first_and_saving_them_is_not(page, folder):
    save(page)
    expect(page.locator(".note")).to_have_text(WORDS)
    page.goto(f"/bookmarks/{folder.bookmarks.earliest('pk').pk}/")
    page.get_by_label("Tags, with commas between them").fill("to cite")
    assert asked_on_leaving(page) == ["beforeunload"]
    page.get_by_role("button", name="Save the tags").click()
    expect(page.get_by_text("The tags are saved.")).to_be_visible()
    assert asked_on_leaving(page) == []


def test_the_keyboard_goes_on_where_the_note_was_and_at_the_end_of_its_words(page):
    note(page).press("Tab")  # to Save
    page.keyboard.press("Enter")
    edit = page.get_by_role("link", name=re.compile("^Edit the note"))
    expect(edit).to_be_focused()
    page.keyboard.press("Enter")
    expect(note(page)).to_be_focused()
    page.keyboard.type(", too")
    expect(note(page)).to_have_value(f"{WORDS}, too")
    page.get_by_role("link", name="Cancel").press("Enter")
    expect(edit).to_be_focused()
    expect(page.locator(".note")).to_have_text(WORDS)
