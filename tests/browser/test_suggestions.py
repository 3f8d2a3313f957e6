"""The search box as a combobox, by keyboard and by mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def box(page: Page):
    page.goto("/")
    return page.get_by_role("combobox", name="Search disputed items")


def type_and_wait(page: Page, box, text: str) -> None:
    box.press_sequentially(text)
    expect(page.get_by_role("option").first).to_be_visible()


def test_the_arrow_keys_and_enter_choose_and_a_second_enter_searches(page, box):
    type_and_wait(page, box, "pain low ba")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    box.press("Enter")
    expect(box).to_have_value('pain body_part:"low back" ')
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=pain"))


def test_enter_without_a_choice_searches_for_what_was_typed(page, box):
    type_and_wait(page, box, "low b")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"q=low\+b$"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_the_list_and_keeps_what_was_typed(page, box):
    type_and_wait(page, box, "low b")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("low b")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_up_from_the_box_is_the_last_and_down_from_it_the_box_again(page, box):
    type_and_wait(page, box, "ch")
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)


def test_a_click_chooses_and_what_stands_behind_the_caret_stays(page, box):
    box.fill("tiza outcome:upheld")
    box.evaluate("box => box.setSelectionRange(4, 4)")
    box.press("ArrowDown")
    page.get_by_role("option").first.click()
    expect(box).to_have_value("drug:tizanidine outcome:upheld")
    expect(box).to_be_focused()


def test_without_javascript_it_is_a_plain_box(page_without_javascript):
    page_without_javascript.goto("/")
    box = page_without_javascript.get_by_role("searchbox", name="Search disputed items")
    box.fill("pain")
    box.press("Enter")
    expect(page_without_javascript).to_have_url(re.compile("q=pain"))
