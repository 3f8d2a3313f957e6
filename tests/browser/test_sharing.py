"""A folder is shared: with somebody who has an account, and by a secret link; searches are found again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from bookmarks.models import Folder
from determinations.models import DisputedItem
from tests.bookmarks.matter import PASSWORD, keep_item, person
from tests.browser.conftest import DESKTOP, PHONE, assert_no_wider_than_the_screen, watched_page
from tests.browser.test_accessibility import violations_here

pytestmark = pytest.mark.browser

NAME = "Matter of Quillfeather"
NOTE = "Argue from the reviewer’s second paragraph"


@pytest.fixture
def folder(portal) -> Folder:
    """The owner's, with one bookmark; there is an account of a reader, too."""
    owner = person("owner")
    person("reader")
    item = DisputedItem.objects.select_related("determination").earliest("pk")
    folder = Folder.objects.create(owner=owner, name=NAME, description="Hearing in March")
    keep_item(folder, item, note=NOTE, kept_text="What was read then")
    return folder


def sign_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def share_with(page: Page, folder: Folder, address: str) -> None:
    page.goto(folder.get_absolute_url())
    page.get_by_role("link", name="Sharing").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text(f"If somebody has an account under {address}")).to_be_visible()


def make_link(page: Page, label: str) -> str:
    """The secret address, as the page shows it to the owner."""
    page.get_by_label("For whom").fill(label)
    page.get_by_label("Opens the folder for").select_option("7 days")
    page.get_by_role("button", name="Make the link").click()
    row = page.locator(".access-list li", has_text=label)
    return row.locator("code").inner_text()


def test_a_folder_is_shared_with_another_user_who_reads_and_leaves_it(page, browser, portal, folder):
    sign_in(page, "owner")
    share_with(page, folder, "reader@example.org")
    page.get_by_label("reader@example.org may", exact=True).select_option("Read and write")
    page.get_by_role("button", name="Change what reader@example.org may do").click()
    expect(page.get_by_label("reader@example.org may", exact=True)).to_have_value("write")

    reader = browser.new_context(base_url=portal, viewport=DESKTOP).new_page()
    sign_in(reader, "reader")
    reader.goto(folder.get_absolute_url())
    expect(reader.get_by_role("heading", name=NAME)).to_be_visible()
    expect(reader.get_by_text(NOTE)).to_be_visible()
    reader.locator("summary", has_text="Leave").click()
    reader.get_by_role("button", name="Leave this folder").click()
    expect(reader.get_by_text("You have left the folder")).to_be_visible()
    assert reader.goto(folder.get_absolute_url()).status == 404
    reader.context.close()

    page.reload()
    expect(page.get_by_label("reader@example.org may", exact=True)).to_have_count(0)


def test_a_secret_link_is_read_without_an_account_until_it_is_revoked(page, browser, portal, folder):
    sign_in(page, "owner")
    page.goto(f"{folder.get_absolute_url()}sharing/")
    address = make_link(page, "Co-counsel")
    read_and_revoke(page, browser, address)


def test_a_folder_is_shared_and_read_on_a_phone(phone, browser, portal, folder):
    """From the folder to its secret link and to the person it is shared with; both have narrow screens."""
    sign_in(phone, "owner")
    phone.goto(folder.get_absolute_url())
    phone.get_by_role("link", name="Sharing").click()
    make_link(phone, "Co-counsel")
    phone.get_by_label("Email address").fill("reader@example.org")
    phone.get_by_role("button", name="Share", exact=True).click()
    expect(phone.get_by_role("button", name="Copy the link: Co-counsel")).to_be_visible()
    expect(phone.get_by_label("reader@example.org may", exact=True)).to_have_value("read")
    fits(phone)

    reader = browser.new_context(base_url=portal, viewport=PHONE).new_page()
    sign_in(reader, "reader")
    reader.goto("/bookmarks/folders/")
    reader.get_by_role("link", name=NAME).click()
    expect(reader.get_by_text(NOTE)).to_be_visible()
    fits(reader)
    reader.locator(".cards a").first.click()
    expect(reader.locator("section.item").first).to_be_visible()
    reader.context.close()

    phone.get_by_role("button", name="Stop sharing with reader@example.org").click()
    expect(phone.get_by_label("reader@example.org may", exact=True)).to_have_count(0)
    phone.get_by_role("button", name="Revoke the link: Co-counsel").click()
    expect(phone.get_by_text("it opens the folder no longer")).to_be_visible()


def fits(page: Page) -> None:
    """Nothing stands beyond the right edge of the screen."""
    assert_no_wider_than_the_screen(page)


def test_the_same_without_javascript(page_without_javascript, browser, folder):
    page = page_without_javascript
    sign_in(page, "owner")
    share_with(page, folder, "reader@example.org")
    address = make_link(page, "Co-counsel")
    read_and_revoke(page, browser, address)


def read_and_revoke(page: Page, browser: Browser, address: str) -> None:
    visitor = browser.new_context(viewport=DESKTOP).new_page()
    referrers: list[str | None] = []
    visitor.on("request", lambda request: referrers.append(request.header_value("referer")))
    visitor.goto(address)
    expect(visitor.get_by_role("heading", name=NAME)).to_be_visible()
    expect(visitor.get_by_text(NOTE)).to_be_visible()
    visitor.locator(".cards a").first.click()
    expect(visitor.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    assert not any("shared" in (one or "") for one in referrers)

    page.get_by_role("button", name="Revoke the link: Co-counsel").click()
    expect(page.get_by_text("it opens the folder no longer")).to_be_visible()
    assert visitor.goto(address).status == 404
    expect(visitor.get_by_role("heading", name="This link opens no folder")).to_be_visible()
    visitor.context.close()


def test_a_secret_link_is_copied_by_its_button(page, folder):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, "owner")
    page.goto(f"{folder.get_absolute_url()}sharing/")
    address = make_link(page, "Co-counsel")
    page.get_by_role("button", name="Copy the link: Co-counsel").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_a_search_is_found_again_in_the_history_and_runs_anew(page, folder):
    sign_in(page, "owner")
    page.goto("/")
    page.get_by_label("Search disputed items").fill("pain")
    page.get_by_label("Search disputed items").press("Enter")
    expect(page).to_have_url(re.compile("q=pain"))
    page.get_by_label(re.compile("^Overturned")).check()
    expect(page).to_have_url(re.compile("outcome=overturned"))

    page.goto("/bookmarks/history/")
    expect(page.locator(".history-list li")).to_have_count(2)
    page.locator(".history-search a").first.click()
    expect(page).to_have_url(re.compile("q=pain.*outcome=overturned"))

    page.goto("/bookmarks/history/")
    page.locator("summary", has_text="Erase all").click()
    page.get_by_role("button", name="Erase the whole history").click()
    expect(page.get_by_text("No searches yet")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_shared_folder(browser, portal, folder, scheme, viewport):
    pages = watched_page(browser, portal, viewport=viewport, color_scheme=scheme)
    page = next(pages)
    sign_in(page, "owner")
    share_with(page, folder, f"{'long.name.' * 5}jr@a-firm-with-a-long-name.example.org")
    address = make_link(page, "Co-counsel")
    found = {"sharing": violations_here(page)}
    make_link(page, "Another")
    page.get_by_role("button", name="Revoke the link: Another").click()
    page.get_by_role("button", name="Share", exact=True).click()
    found["with a revoked link"] = violations_here(page)
    page.goto("/?q=pain")
    page.goto("/bookmarks/history/")
    page.locator("summary", has_text="Erase all").click()
    found["history"] = violations_here(page)
    for own in ("/bookmarks/account/data/", "/bookmarks/account/delete/"):
        page.goto(own)
        found[own] = violations_here(page)
    page.goto(address)
    found["shared"] = violations_here(page)
    assert {name: problems for name, problems in found.items() if problems} == {}
    next(pages, None)
