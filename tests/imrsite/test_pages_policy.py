"""What every page keeps to: the strict policy of content, and templates that need no exception from it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse

from imrsite import error_pages
from search.index import rebuild_index
from tests.search.world import build_world

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
MAILS = {Path(settings.BASE_DIR) / "templates" / "bookmarks" / "saved" / "mail.html"}
SCRIPTS = sorted((Path(settings.BASE_DIR) / "static").glob("*.js"))
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


@pytest.fixture
def world(db):
    items = build_world()
    rebuild_index()
    return items


def test_every_kind_of_page_has_the_strict_policy(client, world):
    item = next(iter(world.values()))
    pages = [
        "/", "/?q=pain", "/?q=nosuchword", "/help/", "/about/", "/build/?all_words=pain", "/denial/",
        f"/items/{item.pk}/similar/", "/suggest/?q=ti", "/determinations/", "/health/",
        item.determination.get_absolute_url(), "/no/such/page/", "/accounts/login/", "/accounts/signup/",
        "/accounts/password/reset/",
    ]  # fmt: skip
    assert {page: policy(client.get(page)) for page in pages} == dict.fromkeys(pages, STRICT)


def test_a_form_that_has_expired_has_the_strict_policy(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("search:denial"), {"text": "x"})
    assert answer.status_code == 403
    assert policy(answer) == STRICT


def test_a_page_without_an_index_has_the_strict_policy(client, db):
    answer = client.get("/")
    assert answer.status_code == 503
    assert policy(answer) == STRICT


def test_a_request_to_a_foreign_host_has_the_strict_policy(client, db):
    answer = client.get("/help/", headers={"host": "example.org"})
    assert answer.status_code == 400
    assert policy(answer) == STRICT
    assert answer["X-Frame-Options"] == "DENY"


def test_a_failing_page_has_the_strict_policy(client, db, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("search.views.SECTIONS", None)
    monkeypatch.setattr("search.views.render", lambda *_: 1 / 0)
    answer = client.get("/help/")
    assert answer.status_code == 500
    assert policy(answer) == STRICT
    assert "ZeroDivisionError" not in answer.content.decode()


# A mail program has no other place for a style than the mail itself.
@pytest.mark.parametrize("template", sorted(set(TEMPLATES) - MAILS), ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert not re.search(r"\shx-on", text)
    assert not re.search(r"<style|javascript:", text)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text))
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_html_or_evaluates_text(script):
    text = script.read_text(encoding="utf-8")
    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write", text
    )
    assert not re.search(r"https?://", text)


@pytest.mark.parametrize("page", ["400.html", "413.html", "500.html", "403_csrf.html"])
def test_pages_for_failures_show_the_chosen_colors(page):
    request = RequestFactory().get("/")
    request.COOKIES["color_scheme"] = "dark"
    answers = {
        "400.html": error_pages.bad_request(request, ValueError("secret")),
        "413.html": error_pages.bad_request(request, RequestDataTooBig("secret")),
        "500.html": error_pages.server_error(request),
        "403_csrf.html": error_pages.csrf_failure(request, "secret"),
    }
    text = answers[page].content.decode()
    assert 'data-scheme="dark"' in text
    assert "secret" not in text
    assert "<h1>" in text
