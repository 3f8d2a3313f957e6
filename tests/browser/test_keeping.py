"""Bookmark while reading, file into a folder, write a note, undo a removal; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from determinations.models import Determination, DisputedItem
from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.browser.test_journeys import sign_up

pytestmark = pytest.mark.browser


def read(page: Page, address: str = "") -> DisputedItem:
    """Open the determination of an item with a rationale."""
    item = DisputedItem.objects.exclude(rationale="").select_related("determination").earliest("pk")
    page.goto(item.determination.get_absolute_url() + address)
    return item


def button(page: Page, name: str):
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def menu(page: Page):
    return page.locator(".filing[open] .filing-menu")


def workspace(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Portal").get_by_role("link", name="Bookmarks").click()
    page.get_by_role("navigation", name="Your workspace").get_by_role("link", name=name, exact=True).click()


def test_an_item_is_bookmarked_while_reading_and_filed_in_a_new_folder_without_leaving_the_page(page):
    sign_up(page)
    item = read(page)
    page.evaluate("window.notReloaded = true")
    before = page.locator("section.item .rationale").first.bounding_box()
    button(page, f"Bookmark item {item.number}").click()
    expect(button(page, "Remove bookmark")).to_be_focused()
    assert page.locator("section.item .rationale").first.bounding_box()["y"] == before["y"]
    menu(page).get_by_label("Or a new folder").fill("Alvarez v. Harbor Freight")
    menu(page).get_by_role("button", name="File it").click()
    expect(page.locator(".filing-name")).to_have_text("Alvarez v. Harbor Freight")
    expect(page.get_by_role("status").filter(has_text="Filed in Alvarez v. Harbor Freight")).to_have_count(1)
    assert page.evaluate("window.notReloaded")
    workspace(page, "Folders")
    page.get_by_role("link", name="Alvarez v. Harbor Freight").click()
    expect(page.get_by_role("link", name=item.name, exact=True)).to_be_visible()


def test_filing_from_a_search_result_leaves_the_results_as_they_are(page):
    sign_up(page)
    page.goto("/?q=therapy")
    page.locator("#results .card").nth(1).get_by_role(
        "button", name=re.compile("^Bookmark item")
    ).first.click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.partition('?')[2]}"))
    menu(page).get_by_label("Or a new folder").fill("From the results")
    menu(page).get_by_role("button", name="File it").click()
    expect(page.locator(".filing-name")).to_have_text("From the results")
    expect(button(page, "Remove bookmark")).to_be_focused()
    page.locator(".filing > summary").click()
    menu(page).get_by_label("Folder").first.select_option(label="No folder")
    menu(page).get_by_role("button", name="Move").click()
    expect(page.locator(".filing-name")).to_have_text("No folder")
    page.locator(".filing > summary").click()
    menu(page).get_by_label("Folder").first.select_option(label="From the results")
    menu(page).get_by_role("button", name="File it").click()
    expect(page.locator(".filing-name")).to_have_text("From the results")
    page.locator(".filing > summary").click()
    menu(page).get_by_label("Or a new folder").fill("Another matter")
    menu(page).get_by_role("button", name="Copy").click()
    expect(page.locator(".filing > summary")).to_have_text("In 2 places")
    assert [one for one in asked if "q=therapy" in one] == []


def test_a_bookmark_is_filed_later_from_its_button_and_escape_closes_the_menu(page):
    sign_up(page)
    read(page)
    button(page, "Bookmark CM").click()
    expect(menu(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu(page)).to_have_count(0)
    page.reload()
    page.locator(".filing > summary").click()
    menu(page).get_by_label("Or a new folder").fill("Later")
    menu(page).get_by_label("Or a new folder").press("Enter")
    expect(page.locator(".filing-name")).to_have_text("Later")


def test_a_form_that_is_sent_without_a_folder_asks_for_one(page):
    send_forms_without_a_folder(page)


def test_a_form_that_is_sent_without_a_folder_asks_for_one_on_a_phone(phone):
    send_forms_without_a_folder(phone)


def test_the_menu_of_a_result_is_wholly_on_a_phones_screen(phone):
    sign_up(phone)
    phone.goto("/?q=therapy")
    phone.locator("#results .result-actions").get_by_role(
        "button", name=re.compile("^Bookmark item")
    ).first.click()
    stands_on_the_screen(phone)
    menu(phone).get_by_label("Or a new folder").fill("Roe")  # so short that the button stays on its line
    menu(phone).get_by_role("button", name="File it").click()
    phone.locator(".filing > summary", has_text="Roe").click()
    stands_on_the_screen(phone)


def stands_on_the_screen(page: Page) -> None:
    box = menu(page).bounding_box()
    assert (box["x"] >= 0, box["x"] + box["width"] <= page.viewport_size["width"]) == (True, True)


def send_forms_without_a_folder(page: Page) -> None:
    sign_up(page)
    item = read(page)
    button(page, "Bookmark CM").click()
    menu(page).get_by_role("button", name="File it").click()
    expect(menu(page).get_by_role("alert")).to_contain_text("Choose a folder first")
    expect(menu(page).get_by_label("Folder").first).to_be_focused()
    stands_on_the_screen(page)
    menu(page).get_by_label("Or a new folder").fill("Alvarez")
    menu(page).get_by_role("button", name="File it").click()
    expect(page.locator(".filing-name")).to_have_text("Alvarez")
    page.goto("/bookmarks/")
    page.get_by_label("Select all of this page").check()
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("Choose a folder first")).to_be_visible()
    expect(page.locator(".kept").get_by_role("link", name="Alvarez")).to_be_visible()
    expect(page.get_by_label(re.compile("^Select .*" + re.escape(item.determination.name)))).to_be_checked()
    page.locator("#selection select").select_option(label="No folder")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".kept").get_by_text("in no folder")).to_be_visible()
    assert_no_wider_than_the_screen(page)


def test_a_selected_passage_is_bookmarked_where_it_stands(page):
    sign_up(page)
    item = read(page)
    page.wait_for_load_state()
    page.locator(f'[data-place="{item.anchor}"] p').first.click(click_count=3)
    tools = page.get_by_role("toolbar", name="The selected passage")
    tools.get_by_role("button", name="Bookmark this passage").click()
    expect(tools.get_by_role("button", name="Remove bookmark of this passage")).to_be_visible()
    workspace(page, "Bookmarks")
    paragraph = " ".join(item.rationale.split("\n")[0].split())
    expect(page.locator(".kept-excerpt")).to_contain_text(paragraph[:60])
    page.get_by_role("link", name=re.compile("^Passage on")).first.click()
    expect(page.locator(".linked").first).to_be_visible()


def test_a_note_is_written_previewed_and_saved_in_place(page):
    sign_up(page)
    read(page)
    button(page, "Bookmark CM").click()
    expect(button(page, "Remove bookmark")).to_be_visible()
    workspace(page, "Bookmarks")
    page.evaluate("window.notReloaded = true")
    page.get_by_role("link", name=re.compile("^Write a note")).click()
    page.get_by_label(re.compile("^Note")).fill("**Quote** p. 98")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("group", name="Preview").locator("strong")).to_have_text("Quote")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".note strong")).to_have_text("Quote")
    page.get_by_role("link", name=re.compile("^Edit the note")).click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("link", name=re.compile("^Edit the note"))).to_be_visible()
    assert page.evaluate("window.notReloaded")
    page.reload()
    expect(page.locator(".note strong")).to_have_text("Quote")


def test_a_removal_on_the_page_is_undone_in_place(page):
    sign_up(page)
    read(page)
    button(page, "Bookmark CM").click()
    button(page, "Remove bookmark").click()
    button(page, "Undo").click()
    expect(button(page, "Remove bookmark")).to_be_visible()
    page.reload()
    expect(button(page, "Remove bookmark")).to_be_visible()


def keep_three(page: Page) -> None:
    for determination in Determination.objects.order_by("pk")[:3]:
        page.goto(determination.get_absolute_url())
        button(page, "Bookmark (CM|Case)").click()
        expect(button(page, "Remove bookmark")).to_be_visible()


def test_several_are_ticked_at_once_and_removed_and_the_message_undoes_it(page):
    sign_up(page)
    keep_three(page)
    workspace(page, "Bookmarks")
    page.get_by_label("Select all of this page").check()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("No bookmarks yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 bookmarks are back.")).to_be_visible()
    expect(page.locator(".kept")).to_have_count(3)


def test_the_whole_journey_without_javascript(page_without_javascript):
    page = page_without_javascript
    sign_up(page)
    item = read(page)
    button(page, f"Bookmark item {item.number}").click()
    page.get_by_role("link", name="File it in a folder, or write a note").click()
    page.get_by_label("Or a new folder").fill("Alvarez")
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_role("status").get_by_role("link", name="Alvarez").click()
    page.get_by_role("link", name=re.compile("^Write a note")).click()
    page.get_by_label(re.compile("^Note")).fill("**Quote** p. 98")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("group", name="Preview").locator("strong")).to_have_text("Quote")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".note strong")).to_have_text("Quote")

    workspace(page, "Bookmarks")
    page.get_by_label(re.compile("^Select ")).check()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".note strong")).to_have_text("Quote")


def test_a_passage_is_bookmarked_from_its_link_without_javascript(page_without_javascript):
    page = page_without_javascript
    sign_up(page)
    read(page)
    page.locator("section.item .passage-link").first.click()
    button(page, "Bookmark this passage").first.click()
    expect(button(page, "Remove bookmark of this passage")).to_be_visible()


def test_folders_and_bookmarks_are_reordered(page):
    sign_up(page)
    keep_three(page)
    workspace(page, "Bookmarks")
    page.get_by_label("Select all of this page").check()
    page.get_by_label("Or a new folder").fill("Alvarez")
    page.get_by_role("button", name="Move", exact=True).click()
    workspace(page, "Folders")
    page.get_by_role("link", name="Alvarez").click()
    expect(page.locator(".kept h2")).to_have_count(3)
    names = page.locator(".kept h2").all_inner_texts()
    page.get_by_role("button", name=re.compile(f"^Up.*{re.escape(names[2])}")).click()
    expect(page.locator(".kept h2").nth(1)).to_have_text(names[2])


def test_on_a_phone_the_folders_menu_stays_on_the_screen(phone):
    sign_up(phone)
    phone.goto("/?q=pain")
    button(phone, "Bookmark CM").first.click()
    box = menu(phone).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    button(phone, "Bookmark item").first.click()
    expect(button(phone, "Remove bookmark")).to_have_count(2)
    assert_no_wider_than_the_screen(phone)
