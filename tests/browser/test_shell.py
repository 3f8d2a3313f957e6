"""What stands around every page, and the query builder: by mouse, by keys alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, assert_no_wider_than_the_screen, watched_page

pytestmark = pytest.mark.browser

DARK_PAPER = "rgb(20, 24, 28)"
LIGHT_PAPER = "rgb(251, 250, 247)"


def paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def dialog(page: Page):
    return page.get_by_role("dialog", name="Keyboard shortcuts on this page")


def tab_to(page: Page, name: str, role: str = "link") -> None:
    target = page.get_by_role(role, name=name).first
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no way to {name} by the Tab key")


# --- The query builder


def test_the_query_appears_while_boxes_are_filled_in_and_leads_to_the_results(page):
    page.goto("/build/")
    page.get_by_label("All of these words").fill("pain")
    page.get_by_label("Outcome").select_option("overturned")
    expect(page.locator(".built code")).to_have_text("pain outcome:overturned")
    expect(
        page.get_by_text("Disputed items where the text has “pain” and outcome is overturned.")
    ).to_be_visible()
    expect(page.locator(".builder-total")).to_have_text(re.compile(r"^\d+ disputed items?$"))
    found = page.locator(".builder-total").inner_text().split()[0]
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Search disputed items")).to_have_value("pain outcome:overturned")
    expect(page.locator("#results-heading")).to_contain_text(found)
    page.go_back()
    expect(page.get_by_label("All of these words")).to_have_value("pain")


def test_words_close_together_are_built_without_operators(page):
    page.goto("/build/")
    page.get_by_label("A word or phrase").fill("functional improvement")
    page.get_by_label("How close").select_option("in the same sentence as")
    page.get_by_label("Another word or phrase").fill("opioid")
    expect(page.locator(".built code")).to_have_text('"functional improvement" w/s opioid')


def test_the_builder_by_keys_alone(page):
    page.goto("/build/")
    tab_to(page, "All of these words", "textbox")
    page.keyboard.type("pain")
    tab_to(page, "None of these words", "textbox")
    page.keyboard.type("surgery")
    expect(page.locator(".built code")).to_have_text("pain -surgery")
    tab_to(page, "Search", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search disputed items")).to_have_value("pain -surgery")


def test_the_builder_without_javascript(page_without_javascript):
    page = page_without_javascript
    page.goto("/")
    page.get_by_role("link", name="Query builder", exact=True).click()
    page.get_by_label("This exact phrase").fill("medical necessity")
    page.get_by_role("button", name="Show the query").click()
    expect(page.locator(".built code")).to_have_text('"medical necessity"')
    expect(page.get_by_label("This exact phrase")).to_have_value("medical necessity")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_label("Search disputed items")).to_have_value('"medical necessity"')


def test_on_a_phone_the_builder_is_no_wider_than_the_screen(phone):
    phone.goto(f"/build/?phrase={'x' * 300}&drug=tizanidine")
    assert_no_wider_than_the_screen(phone)


# --- Shortcuts


def test_a_question_mark_lists_the_shortcuts_of_the_page(page):
    page.goto("/")
    page.keyboard.press("?")
    expect(dialog(page)).to_be_visible()
    expect(dialog(page)).to_contain_text("Search box")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()


def test_a_slash_goes_to_the_search_box_and_is_typed_nowhere(page):
    page.goto("/?q=pain")
    page.keyboard.press("/")
    expect(page.get_by_label("Search disputed items")).to_be_focused()
    page.keyboard.type("a /s b?")
    expect(page.get_by_label("Search disputed items")).to_have_value("a /s b?")
    expect(dialog(page)).to_be_hidden()


def test_a_slash_on_a_page_without_a_box_goes_to_the_search_page(page):
    page.goto("/about/")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/$"))


def test_an_element_says_itself_which_key_activates_it(page):
    page.goto("/")
    page.evaluate("""() => {
        const button = document.createElement("button");
        button.dataset.shortcut = "n";
        button.dataset.shortcutLabel = "Next of all";
        button.addEventListener("click", () => { window.clicks = (window.clicks || 0) + 1; });
        document.querySelector("main").append(button);
    }""")
    page.keyboard.press("n")
    assert page.evaluate("window.clicks") == 1
    for ignored in ("Control+n", "Alt+n", "Shift+n"):
        page.keyboard.press(ignored)
    page.get_by_label("Search disputed items").press("n")
    page.locator("body").press("?")
    assert page.evaluate("window.clicks") == 1


def test_a_key_that_another_script_has_handled_activates_nothing(page):
    page.goto("/")
    page.evaluate("document.addEventListener('keydown', (event) => event.preventDefault())")
    page.keyboard.press("?")
    expect(dialog(page)).to_be_hidden()


def test_shortcuts_can_be_switched_off_for_good_and_on_again(page):
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("Keys work as shortcuts").uncheck()
    page.get_by_role("button", name="Close").click()
    page.goto("/help/")
    page.keyboard.press("?")
    expect(dialog(page)).to_be_hidden()
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(dialog(page)).to_be_visible()
    expect(page.get_by_label("Keys work as shortcuts")).not_to_be_checked()
    page.get_by_label("Keys work as shortcuts").check()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog(page)).to_be_visible()


def test_without_javascript_the_footer_leads_to_the_list_of_shortcuts(page_without_javascript):
    page = page_without_javascript
    page.goto("/")
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(page).to_have_url(re.compile("/help/#shortcuts$"))
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_in_viewport()


# --- Light and dark


def test_dark_is_chosen_without_loading_the_page_and_kept(page):
    page.goto("/?q=pain")
    page.evaluate("window.notReloaded = true")
    with page.expect_response(re.compile("/color-scheme/")):
        page.get_by_role("button", name="Dark").click()
    assert paper(page) == DARK_PAPER
    assert page.evaluate("window.notReloaded")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto("/help/")
    assert paper(page) == DARK_PAPER
    with page.expect_response(re.compile("/color-scheme/")):
        page.get_by_role("button", name="System").click()
    page.goto("/")
    assert paper(page) == LIGHT_PAPER


def test_dark_is_chosen_without_javascript_and_one_stays_where_one_was(page_without_javascript):
    page = page_without_javascript
    page.goto("/?q=pain")
    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile(r"/\?q=pain$"))
    assert paper(page) == DARK_PAPER


def test_light_can_be_chosen_on_a_dark_system(browser, portal):
    pages = watched_page(browser, portal, viewport=DESKTOP, color_scheme="dark")
    page = next(pages)
    page.goto("/")
    assert paper(page) == DARK_PAPER
    page.get_by_role("button", name="Light").click()
    assert paper(page) == LIGHT_PAPER
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    next(pages, None)


# --- The frame


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_page_is_reached_by_keys_and_shows_where_the_focus_is(page):
    page.goto("/build/")
    tab_to(page, "About the portal")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("About the portal")


@pytest.mark.parametrize("address", ["/", "/build/", "/about/", "/help/", "/?q=nosuchword"])
def test_nothing_is_wider_than_a_phone(phone, address):
    phone.goto(address)
    assert_no_wider_than_the_screen(phone)


def test_a_search_that_takes_its_time_says_that_it_is_under_way(page):
    page.goto("/")
    body = page.locator("#search-body")
    page.route(re.compile("outcome="), lambda route: None)
    page.get_by_label(re.compile("^Overturned")).check()
    expect(body).to_have_attribute("aria-busy", "true")
    # The word comes late, so that a quick search shows nothing.
    page.wait_for_timeout(600)
    shown = "getComputedStyle(document.getElementById('search-body'), '::after').visibility"
    assert page.evaluate(shown) == "visible"
