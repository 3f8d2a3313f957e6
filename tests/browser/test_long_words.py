"""Words without a place to break, as file names and case numbers make them, keep every page on the screen."""

import pytest
from playwright.sync_api import Page, expect

from bookmarks.models import Bookmark, Folder
from determinations.models import DisputedItem
from tests.bookmarks.matter import keep_item, person
from tests.browser.conftest import DESKTOP, PHONE, pixels_wider_than_the_screen
from tests.browser.test_accessibility import violations_here
from tests.browser.test_sharing import make_link, sign_in

pytestmark = pytest.mark.browser

TAG = "W" * 50
FOLDER = "Alvarez_v_Harbor_Freight_" + "W" * 175


@pytest.fixture
def folder(portal) -> Folder:
    """With one bookmark that has a tag; its owner has used another tag elsewhere."""
    owner = person("owner")
    first, second, *_ = DisputedItem.objects.select_related("determination").order_by("pk")
    folder = Folder.objects.create(owner=owner, name=FOLDER, description="D" * 300)
    Folder.objects.create(owner=owner, name="Other_" + FOLDER[:190])
    kept = keep_item(folder, first, note="n" * 300, kept_text="k" * 300)
    kept.tags.create(owner=owner, name=TAG)
    keep_item(folder, second, note="", kept_text="k").tags.create(owner=owner, name="M" * 50)
    return folder


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_with_long_words_is_wider_than_the_screen(page, folder, viewport):
    page.set_viewport_size(viewport)
    sign_in(page, "owner")
    kept = folder.bookmarks.first()
    stays_on_the_screen(
        page,
        f"/bookmarks/{kept.pk}/",
        f"/bookmarks/{kept.pk}/note/",
        "/bookmarks/",
        "/bookmarks/folders/",
        folder.get_absolute_url(),
        f"{folder.get_absolute_url()}edit/",
        f"{folder.get_absolute_url()}delete/",
        f"/bookmarks/exhibits/folders/{folder.pk}/",
        kept.determination.get_absolute_url(),
        f"{folder.get_absolute_url()}sharing/",
    )
    stays_on_the_screen(page, make_link(page, "L" * 100))


CASES = (
    f"| Case | Outcome | Why |\n|---|---|---|\n| CM14-0009715 | overturned | {'because it helped ' * 9}|\n"
)
FORTY_COLUMNS = f"{'| column ' * 40}|\n{'|---' * 40}|\n{'| CM14-0012345 ' * 40}|\n"


LINES_OF = """cell => {
    const words = document.createRange()
    words.selectNodeContents(cell)
    return words.getClientRects().length
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_notes_table_breaks_no_case_number_and_scrolls_by_keyboard(page, folder, viewport):
    page.set_viewport_size(viewport)
    sign_in(page, "owner")
    kept = folder.bookmarks.first()
    Bookmark.objects.filter(pk=kept.pk).update(note=f"{CASES}\n\n{FORTY_COLUMNS}")
    stays_on_the_screen(page, folder.get_absolute_url(), f"/bookmarks/{kept.pk}/")
    assert violations_here(page) == []
    number = page.get_by_role("cell", name="CM14-0009715")
    assert number.evaluate(LINES_OF) == 1
    box = page.get_by_role("group", name="Table").last
    box.focus()
    page.keyboard.press("ArrowRight")
    expect(box).not_to_have_js_property("scrollLeft", 0)


def stays_on_the_screen(page: Page, *paths: str) -> None:
    wider = {}
    for path in paths:
        assert page.goto(path).status == 200, path
        wider[path] = pixels_wider_than_the_screen(page)
    assert {path: pixels for path, pixels in wider.items() if pixels > 0} == {}
