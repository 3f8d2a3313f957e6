"""What staff does in a browser, and what somebody else sees of it at the same time."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from determinations.ingest import ingest
from determinations.models import Determination, IngestRun, Letter
from tests.browser.conftest import DESKTOP, PHONE, watched_page
from tests.browser.test_accessibility import violations, violations_here
from tests.imrsite.accounts.people import app_code

pytestmark = pytest.mark.browser

PASSWORD = "a long enough phrase 7"
SECRET = "JBSWY3DPEHPK3PXP"


def sign_in(page: Page) -> None:
    """As somebody of staff, with the code of an authenticator app."""
    sam = User.objects.create_user("sam", "sam@example.org", PASSWORD, is_staff=True)
    TOTP.activate(sam, SECRET)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("sam@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(app_code(SECRET))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Staff", exact=True)).to_be_visible()


@pytest.fixture
def visitor(browser: Browser, portal: str):
    """Somebody else's browser, in whose console a page that is gone may stand."""
    context = browser.new_context(base_url=portal, viewport=DESKTOP)
    yield context.new_page()
    context.close()


def items_found(page: Page) -> int:
    return int(page.locator("#results-heading").inner_text().split()[0])


def test_what_staff_withdraws_is_gone_from_a_search_in_another_session_until_it_is_restored(page, visitor):
    visitor.goto("/?q=pain&sort=newest")
    case = visitor.locator("#results .card").first.get_by_role("link", name=re.compile("^CM1"))
    number, address = case.inner_text(), case.get_attribute("href")
    total = items_found(visitor)

    sign_in(page)
    page.goto(f"/determinations/{number}/")
    page.get_by_role("link", name="Take out of sight…").click()
    page.get_by_role("button", name="Take it out of sight").click()  # the browser asks for a reason
    expect(page.get_by_role("heading", name="Take it out of sight")).to_be_visible()
    page.get_by_label("Reason").select_option(label="Order of a court or an authority")
    page.get_by_label("In words").fill("File 4711")
    page.get_by_role("button", name="Take it out of sight").click()
    expect(page.get_by_role("status")).to_contain_text("no page, list, count or export has it any more")
    expect(page.get_by_text("File 4711")).to_be_visible()

    visitor.reload()
    expect(visitor.get_by_role("link", name=number)).to_have_count(0)
    assert items_found(visitor) < total
    assert visitor.goto(address).status == HTTPStatus.GONE
    expect(visitor.get_by_role("heading", name="This determination was withdrawn")).to_be_visible()

    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_role("status")).to_contain_text("It is back as it was")
    visitor.goto("/?q=pain&sort=newest")
    expect(visitor.get_by_role("link", name=number, exact=True)).to_be_visible()
    assert items_found(visitor) == total


def store_rejected(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "list.txt").write_text("A shopping list: <b>eggs</b>, " + "word " * 2000, encoding="utf-8")
    (inbox / f"{'a-very-long-name-' * 8}.txt").write_text("No letter either.", encoding="utf-8")
    ingest([inbox])


def test_a_rejected_letter_is_parsed_again_without_javascript(page_without_javascript, tmp_path):
    page = page_without_javascript
    store_rejected(tmp_path)
    sign_in(page)
    page.get_by_role("link", name="Staff", exact=True).click()
    page.get_by_role("link", name="2 rejected letters").click()
    page.get_by_label("Path contains").fill("list")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("checkbox", name=re.compile("list.txt")).check()
    page.get_by_role("button", name="Parse the ticked ones again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reparse of rejected letters")
    expect(page.get_by_text("This is no IMR determination letter of a known layout")).to_have_count(1)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_staffs_pages(browser, portal, tmp_path, scheme, viewport):
    store_rejected(tmp_path)
    pages = watched_page(browser, portal, viewport=viewport, color_scheme=scheme)
    page = next(pages)
    sign_in(page)
    determination = Determination.objects.filter(case_number__isnull=False).first()
    its_page = f"/staff/determinations/{determination.pk}/"
    addresses = (
        *("/staff/", "/staff/rejected/", "/staff/rejected/?rejection=nosuch", "/staff/runs/", its_page),
        *(f"/staff/rejected/{letter.pk}/" for letter in Letter.objects.filter(status="rejected")),
        *(run.get_absolute_url() for run in IngestRun.objects.all()),
        *(
            "/staff/determinations/",
            "/staff/determinations/?state=withdrawn",
            determination.get_absolute_url(),
        ),
    )
    found = {address: violations(page, address) for address in addresses}
    page.goto(its_page)
    page.get_by_label("Reason").select_option("other")
    page.get_by_role("button", name="Take it out of sight").click()
    found["without words"] = violations_here(page)
    page.get_by_label("In words").fill("The state took it back.")
    page.get_by_role("button", name="Take it out of sight").click()
    expect(page.get_by_role("button", name="Restore it")).to_be_visible()
    found["out of sight"] = violations_here(page)
    found["the list"] = violations(page, "/staff/determinations/?state=withdrawn")
    assert {address: problems for address, problems in found.items() if problems} == {}
    next(pages, None)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_where_something_was_withdrawn(browser, portal, viewport):
    context = browser.new_context(base_url=portal, viewport=viewport)
    page = context.new_page()
    determination = Determination.objects.filter(case_number__isnull=False).first()
    sign_in(page)
    page.goto(determination.get_absolute_url())
    page.get_by_role("button", name=re.compile("^Bookmark")).first.click()
    expect(page.get_by_role("button", name=re.compile("^Remove bookmark"))).to_be_visible()
    Determination.everything.filter(pk=determination.pk).update(withdrawn_at="2026-01-01T00:00Z")
    assert violations(page, determination.get_absolute_url()) == []
    expect(page.get_by_role("heading", level=1)).to_have_text("This determination was withdrawn")
    assert violations(page, "/bookmarks/") == []
    expect(page.get_by_role("heading", name="A determination that was withdrawn")).to_be_visible()
    context.close()
