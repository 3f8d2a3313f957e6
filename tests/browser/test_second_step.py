"""Passkeys, authenticator apps and sessions in a real browser, whose virtual device holds the keys."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, watched_page
from tests.browser.test_accessibility import enter_the_password_once_more, violations_here
from tests.browser.test_journeys import PASSWORD, sign_up
from tests.imrsite.accounts.people import app_code, next_code

pytestmark = pytest.mark.browser


class Device:
    """A device that holds passkeys and knows its owner by finger or face."""

    def __init__(self, page: Page, knows_owner: bool = True) -> None:
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal" if knows_owner else "usb",
            "hasResidentKey": knows_owner,
            "hasUserVerification": knows_owner,
            "isUserVerified": knows_owner,
            "automaticPresenceSimulation": True,
        }
        added = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self.id = added["authenticatorId"]

    def credentials(self) -> list[dict]:
        found = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return found["credentials"]

    def ignores_its_owner(self) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": False})


def add_passkey(page: Page, name: str, alone: bool = True) -> None:
    page.goto("/accounts/two-step/webauthn/add/")
    page.get_by_label("Name").fill(name)
    page.get_by_label(re.compile("Sign in with it alone")).set_checked(alone)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def enter_password(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("attorney@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up_app(page: Page) -> str:
    page.goto("/accounts/two-step/totp/activate/")
    secret = "".join(page.locator(".account-key-text code span").all_inner_texts())
    page.get_by_label("Code that the app shows").fill(app_code(secret))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_text("The authenticator app is on.")).to_be_visible()
    return secret


def expect_signed_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(page):
    device = Device(page)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Office computer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert device.credentials()[0]["isResidentCredential"]
    sign_out(page)

    page.goto("/accounts/login/?next=/accounts/two-step/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step sign-in")
    expect(page.get_by_text("Office computer").first).to_be_visible()
    expect(page.get_by_text("Signs in alone.")).to_be_visible()


def test_a_security_key_that_knows_nobody_is_the_second_step(page):
    Device(page, knows_owner=False)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Blue key", alone=False)
    sign_out(page)
    enter_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect_signed_in(page)


def test_a_passkey_confirms_who_is_there_before_a_change(page):
    Device(page)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Office computer")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect_signed_in(page)
    page.goto("/accounts/two-step/recovery-codes/generate/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make new recovery codes?")


def test_a_removed_passkey_signs_in_no_more(page):
    Device(page)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Office computer")
    page.goto("/accounts/two-step/")
    page.get_by_role("link", name="Remove Office computer").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The portal does not know this passkey")).to_be_visible()
    enter_password(page)
    expect_signed_in(page)


def test_a_device_that_does_not_know_its_owner_changes_nothing_and_the_page_says_so(page):
    device = Device(page)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Office computer")
    sign_out(page)
    device.ignores_its_owner()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was chosen, or the time ran out.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_where_the_portal_is_opened_by_a_number_the_page_says_why_there_are_no_passkeys(browser, portal):
    pages = watched_page(browser, portal.replace("localhost", "127.0.0.1"), viewport=DESKTOP)
    page = next(pages)
    page.goto("/accounts/login/")
    expect(page.get_by_text("only where the portal is opened by its name")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_disabled()
    next(pages, None)


def test_without_javascript_a_second_step_is_set_up_and_used(page_without_javascript):
    page = page_without_javascript
    sign_up(page)
    enter_the_password_once_more(page)
    secret = set_up_app(page)
    sign_out(page)
    enter_password(page)
    page.get_by_label("Code").fill(next_code(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_signed_in(page)


def test_a_session_is_ended_from_another_browser(page, browser, portal):
    sign_up(page)
    with another(browser, portal) as other:
        enter_password(other)
        expect_signed_in(other)
        page.goto("/accounts/sessions/")
        page.get_by_role("button", name=re.compile("^End the session of")).click()
        expect(page.get_by_text("is signed out.")).to_be_visible()
        other.goto("/accounts/")
        expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")


@contextmanager
def another(browser, portal):
    pages = watched_page(browser, portal, viewport=DESKTOP)
    yield next(pages)
    next(pages, None)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_who_has_a_second_step(browser, portal, scheme, viewport):
    pages = watched_page(browser, portal, viewport=viewport, color_scheme=scheme)
    page = next(pages)
    Device(page)
    sign_up(page)
    enter_the_password_once_more(page)
    add_passkey(page, "Office computer")
    set_up_app(page)
    found = {}
    for address in (
        "/accounts/", "/accounts/sessions/", "/accounts/two-step/", "/accounts/two-step/webauthn/",
        "/accounts/two-step/recovery-codes/", "/accounts/two-step/recovery-codes/generate/",
        "/accounts/two-step/totp/deactivate/", "/accounts/two-step/reauthenticate/",
        "/accounts/two-step/webauthn/reauthenticate/",
    ):  # fmt: skip
        page.goto(address)
        found[address] = violations_here(page)
    for link in ("Rename Office computer", "Remove Office computer"):
        page.goto("/accounts/two-step/")
        page.get_by_role("link", name=link).click()
        found[link] = violations_here(page)
    with another(browser, portal) as other:
        enter_password(other)
        other.get_by_label("Code").fill("123")
        other.get_by_role("button", name="Sign in", exact=True).click()
        expect(other.get_by_text("This code is not right")).to_be_visible()
        found["second step"] = violations_here(other)
    assert {name: problems for name, problems in found.items() if problems} == {}
    next(pages, None)
