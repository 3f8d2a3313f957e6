"""Reading along a list of results: hits by key, the next result, the way back; citing and quoting."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.browser.test_accessibility import axe_violations

pytestmark = pytest.mark.browser

SEARCH = "/?q=functional+improvement&sort=newest"


def open_result(page: Page, rank: int, search: str = SEARCH) -> None:
    page.goto(search)
    page.locator(f"#result-{rank} h4 a").click()
    assert_at_result(page, rank)


def assert_at_result(page: Page, rank: int) -> None:
    """The result is open, and its scripts are ready for keys."""
    expect(page.get_by_text(re.compile(rf"^Result {rank} of \d+"))).to_be_visible()
    page.wait_for_load_state()


def select(page: Page, length: int) -> str:
    """Select the first words of the first rationale as a mouse does; the words."""
    return page.evaluate(
        """(length) => {
            const paragraph = document.querySelector(".item .letter-text [data-start]");
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const words = walker.nextNode();
            const range = document.createRange();
            range.setStart(words, 4);
            range.setEnd(words, Math.min(length, words.length));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }""",
        length,
    )


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_from_hit_to_hit_to_the_next_result_and_back_to_the_same_place_by_keys(page):
    open_result(page, 3)
    page.keyboard.press("n")
    expect(page.locator(".hit-status")).to_have_text(re.compile(r"^Hit \d+ of \d+$"))
    first = page.evaluate("document.activeElement.id")
    assert first.startswith("hit-")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == first

    page.keyboard.press("j")
    assert_at_result(page, 4)
    page.keyboard.press("k")
    assert_at_result(page, 3)
    page.keyboard.press("u")
    expect(page).to_have_url(re.compile(r"sort=newest#result-3$"))
    expect(page.locator("#result-3")).to_be_in_viewport()


def test_the_next_result_of_a_pages_last_one_is_on_the_next_page(page):
    open_result(page, 20)
    page.get_by_role("link", name=re.compile("^Next result")).click()
    expect(page.get_by_text(re.compile(r"^Result 21 of"))).to_be_visible()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"page=2#result-21$"))
    expect(page.locator("#result-21")).to_be_in_viewport()


def test_keys_do_nothing_while_one_types(page):
    open_result(page, 3)
    here = page.url
    page.keyboard.press("f")
    page.keyboard.type("junk np")
    expect(page.get_by_label("Find in this letter")).to_have_value("junk np")
    assert page.url == here


def test_something_is_found_in_the_open_letter_and_the_place_in_the_list_is_kept(page):
    open_result(page, 3)
    page.get_by_label("Find in this letter").fill("medically")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit").first).to_have_text("medically")
    expect(page.get_by_text(re.compile(r"^Result 3 of"))).to_be_visible()
    page.locator(".hits a").last.click()
    expect(page.locator("mark.hit.is-current")).to_be_in_viewport()
    page.get_by_role("link", name="Mark the search’s words again").click()
    expect(page.locator("mark.hit").first).not_to_have_text("medically")


def test_a_citation_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page, 3)
    item = page.locator("section.item").first
    item.locator(".cite > summary").click()
    item.get_by_role("button", name="Copy: Sentence").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert clipboard(page) == item.locator("[data-copy='Copy: Sentence']").inner_text()
    assert clipboard(page).startswith("FICTIONAL")


def test_a_selected_passage_is_copied_with_its_citation_and_its_link_marks_it(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page, 3)
    words = select(page, 30)
    tools = page.get_by_role("toolbar", name="The selected passage")
    tools.get_by_role("button", name="Copy with citation").click()
    expect(tools.get_by_role("button", name="Copied")).to_be_visible()
    copied = clipboard(page)
    assert copied.startswith(f"“{words.strip()}” FICTIONAL IMR CM")

    page.goto(copied.rpartition(", ")[2])
    assert "".join(page.locator(".linked").all_inner_texts()).strip() == words.strip()
    expect(page.locator(".linked").first).to_be_in_viewport()


def test_the_tools_for_a_passage_are_reached_by_tab_and_closed_by_escape(page):
    open_result(page, 3)
    page.locator(".item .letter-text [data-start]").first.dblclick(position={"x": 30, "y": 12})
    tools = page.get_by_role("toolbar", name="The selected passage")
    expect(tools).to_be_visible()
    page.keyboard.press("Tab")
    expect(tools.get_by_role("button", name="Copy with citation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tools).to_be_hidden()


def test_a_selected_passage_is_copied_by_a_key(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_result(page, 3)
    words = select(page, 30)
    expect(page.get_by_role("toolbar", name="The selected passage")).to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert clipboard(page).startswith(f"“{words.strip()}” ")


def test_the_same_way_without_javascript(page_without_javascript):
    page = page_without_javascript
    open_result(page, 3)
    page.locator(".hits > summary").click()
    hit = page.locator(".hits a").first
    target = hit.get_attribute("href")
    hit.click()
    expect(page.locator(target)).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Next result")).click()
    expect(page.get_by_text(re.compile(r"^Result 4 of"))).to_be_visible()
    page.get_by_label("Find in this letter").fill("medically")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("mark.hit").first).to_have_text("medically")
    page.locator(".passage-link").first.click()
    expect(page.locator(".linked").first).to_be_in_viewport()
    page.go_back()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile("#result-4$"))
    expect(page.locator("#result-4")).to_be_in_viewport()


def test_on_a_phone_nothing_is_wider_than_the_screen(phone):
    open_result(phone, 3)
    phone.locator(".cite > summary").first.click()
    assert_no_wider_than_the_screen(phone)


def test_axe_finds_nothing_while_one_reads_finds_cites_and_selects(page):
    open_result(page, 3)
    page.locator(".passage-link").first.click()
    page.get_by_label("Find in this letter").fill("necessary")
    page.keyboard.press("Enter")
    expect(page.locator(".hits")).to_have_attribute("open", "")
    page.locator(".cite > summary").first.click()
    page.locator("section.item .cite > summary").first.click()
    select(page, 30)
    expect(page.get_by_role("toolbar", name="The selected passage")).to_be_visible()
    assert axe_violations(page) == []
