"""What is done to the ticked bookmarks is within reach, also on a phone, and covers nothing one is at."""

import re

import pytest
from playwright.sync_api import Page, expect

from bookmarks.models import Folder
from determinations.models import DisputedItem
from tests.bookmarks.matter import keep_item, person
from tests.browser.conftest import assert_no_wider_than_the_screen
from tests.browser.test_sharing import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(portal) -> Folder:
    folder = Folder.objects.create(owner=person("owner"), name="Alvarez")
    for item in DisputedItem.objects.select_related("determination").order_by("pk")[:30]:
        keep_item(folder, item, note="", kept_text="What was read then")
    return folder


def tick(page: Page, place: int) -> None:
    page.locator(".kept").nth(place).get_by_label(re.compile("^Select ")).check()


def bar(page: Page):
    return page.get_by_role("form", name="Selected bookmarks")


def is_covered(page: Page) -> bool:
    """Whether the bar stands over any part of what has the focus."""
    return page.evaluate("""() => {
        const focused = document.activeElement, bar = document.getElementById("selection");
        const [one, other] = [focused.getBoundingClientRect(), bar.getBoundingClientRect()];
        return !bar.contains(focused) && one.bottom > other.top && one.top < other.bottom;
    }""")


def test_on_a_phone_the_ticked_bookmarks_are_moved_from_where_one_ticked_them(phone, folder):
    sign_in(phone, "owner")
    phone.goto(folder.get_absolute_url())
    expect(bar(phone)).not_to_be_in_viewport()
    tick(phone, 3)
    for name in ("Move", "Copy", "Remove", "To the top"):
        expect(bar(phone).get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    assert bar(phone).bounding_box()["height"] < 844 / 4
    assert_no_wider_than_the_screen(phone)
    bar(phone).get_by_label("Or a new folder").fill("Roe")
    bar(phone).get_by_role("button", name="Move", exact=True).click()
    expect(phone.get_by_text("1 bookmark moved to Roe")).to_be_visible()
    expect(bar(phone)).not_to_be_in_viewport()


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_bar_covers_nothing_that_the_keyboard_is_at(request, folder, width):
    page = request.getfixturevalue(width)
    sign_in(page, "owner")
    page.goto(folder.get_absolute_url())
    tick(page, 0)
    for _ in range(40):
        page.keyboard.press("Tab")
        assert not is_covered(page), page.evaluate("document.activeElement.outerHTML")
