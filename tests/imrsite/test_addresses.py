"""What holds at every address: none is forgotten, none lets a browser run what it should not."""

import re
import shutil
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from determinations.models import Determination
from letters.samples import make_letters
from search.index import rebuild_index
from search.manifest import read_manifest, write_manifest
from search.unavailable import FOR_VISITORS
from tests.addresses import EVERY, PAGES, POSTED, configured, keep_for
from tests.search.world import build_world


@pytest.fixture
def item(db):
    items = build_world()
    rebuild_index()
    return items["tizanidine_upheld"]


@pytest.fixture
def signed_in(client, django_user_model, item):
    user = django_user_model.objects.create_user("pat", "pat@example.org", "s3cret-words")
    keep_for(user, item)
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": "s3cret-words"})
    return client


def test_no_address_is_forgotten():
    assert {address.name for address in EVERY} == configured()


def test_every_page_opens(item, client):
    opened = {page.path: client.get(page.of(item)).status_code for page in PAGES if not page.signed_in}
    assert opened == dict.fromkeys(opened, 200)


def test_every_page_of_a_signed_in_person_opens_for_that_person_alone(item, signed_in):
    own = [page.of(item) for page in PAGES if page.signed_in and not page.staff]
    assert {page: signed_in.get(page).status_code for page in own} == dict.fromkeys(own, 200)
    for page in own:
        assert Client().get(page).status_code == 302


def test_what_only_takes_a_form_says_so_to_whoever_opens_it(item, signed_in):
    for address in (address for address in POSTED if not address.staff):
        answer = signed_in.get(address.of(item))
        assert (answer.status_code, answer["Allow"]) == (405, "POST"), address
        assert "There is no page to open here" in answer.content.decode(), address


def test_what_changes_an_account_is_asked_for_the_password_once_more(item, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lee", "lee@example.org", "s3cret-words"))
    for page in (page.of(item) for page in PAGES if page.confirmed):
        assert client.get(page)["Location"].startswith(reverse("account_reauthenticate")), page


def test_every_answer_is_guarded_by_its_headers(item, client):
    answers = {address.path: client.get(address.of(item)) for address in EVERY}
    assert {path: lacking for path, answer in answers.items() if (lacking := unguarded(answer))} == {}


def test_every_answer_to_a_signed_in_person_and_to_htmx_is_guarded_by_its_headers(item, signed_in):
    answers = {one.path: signed_in.get(one.of(item), headers={"HX-Request": "true"}) for one in EVERY}
    assert {path: lacking for path, answer in answers.items() if (lacking := unguarded(answer))} == {}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/no/such/page/", 404),
        ("/determinations/a%00b/", 400),
        ("/facets/no/", 404),
        ("/drugs/no-such/", 404),
    ],
)
def test_every_refusal_is_guarded_by_its_headers(item, client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert unguarded(answer) == {}


def test_the_original_file_is_guarded_by_its_headers(db, client, tmp_path):
    (letter,) = make_letters(1, seed=1)
    (tmp_path / "letter.txt").write_text(letter.text, encoding="utf-8")
    call_command("ingest", str(tmp_path / "letter.txt"), workers=1, verbosity=0)
    pk = Determination.objects.get().pk
    for name in ("original", "original_in_browser"):
        answer = client.get(reverse(f"determinations:{name}", args=[pk]))
        assert answer.status_code == 200
        assert unguarded(answer) == {}
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")


GUARDS = {
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"same-origin", "no-referrer"},
    "X-Frame-Options": {"DENY"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
}
"""The browser guesses no type, tells no other site where one came from, and shows nothing in a frame."""


def unguarded(answer) -> dict[str, str]:
    """Headers that are not as they should be."""
    lacking = {name: answer.get(name, "") for name, ones in GUARDS.items() if answer.get(name) not in ones}
    policy = answer.get("Content-Security-Policy", "")
    needed = ("default-src 'none'", "frame-ancestors 'none'")
    if any(one not in policy for one in needed) or "unsafe" in policy or "http" in policy:
        lacking["Content-Security-Policy"] = policy
    return lacking


def test_every_cookie_is_guarded(signed_in, settings):
    """With HTTPS, cookies of the session, of forms and of the colors go over it alone."""
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    cookies = {**Client().get("/accounts/login/").cookies, **color_scheme_cookie()}
    cookies |= signing_in(signed_in)
    assert set(cookies) == {"csrftoken", "color_scheme", "sessionid"}
    for name, cookie in cookies.items():
        assert cookie["samesite"] == "Lax", name
        assert cookie["secure"], name
        assert cookie["path"] == "/", name
    assert cookies["sessionid"]["httponly"]
    assert cookies["color_scheme"]["httponly"]


def color_scheme_cookie():
    return Client().post(reverse("color_scheme"), {"scheme": "dark"}).cookies


def signing_in(signed_in):
    signed_in.logout()
    answer = signed_in.post(
        reverse("account_login"), {"login": "pat@example.org", "password": "s3cret-words"}
    )
    assert answer.status_code == 302
    return {"sessionid": answer.cookies["sessionid"]}


AWAY = "Search is not available right now"


def without_index():
    shutil.rmtree(settings.INDEX_DIR)


def of_an_older_layout():
    manifest = read_manifest(settings.INDEX_DIR)
    write_manifest(settings.INDEX_DIR, replace(manifest, fingerprint="an older one"))


def without_its_files():
    manifest = read_manifest(settings.INDEX_DIR)
    shutil.rmtree(settings.INDEX_DIR / manifest.generation)


def with_broken_files():
    manifest = read_manifest(settings.INDEX_DIR)
    for file in (settings.INDEX_DIR / manifest.generation).rglob("*"):
        if file.is_file():
            file.write_bytes(b"broken")


@pytest.mark.parametrize("broken", [without_index, of_an_older_layout, without_its_files, with_broken_files])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_while_search_is_away_a_page_says_so_or_does_without(item, client, broken, headers):
    broken()
    pages = [page for page in PAGES if not page.signed_in]
    answers = {page.path: client.get(page.of(item), headers=headers) for page in pages}
    assert {path: answer.status_code for path, answer in answers.items()} == {
        page.path: 503 if page.needs_index else 200 for page in pages
    }
    for page in pages:
        text = answers[page.path].content.decode()
        assert "Traceback" not in text, page
        if page.needs_index:
            assert AWAY in text, page
            assert FOR_VISITORS in text, page
        assert "rebuild_index" not in text, page


@pytest.mark.parametrize("broken", [without_index, of_an_older_layout])
def test_while_search_is_away_a_determination_read_in_a_search_still_opens(item, client, broken):
    broken()
    answer = client.get(item.get_absolute_url().partition("#")[0], {"q": "spasm", "n": "1", "find": "pain"})
    assert answer.status_code == 200
    assert "Back to the results" in answer.content.decode()
    assert client.get("/suggest/?q=ti").json() == {"suggestions": []}
    assert client.get("/health/").status_code == 503


def test_a_portal_without_a_single_letter_opens_every_page_that_it_can_have(client, db):
    """Places of the vocabularies have pages before any item is about them."""
    rebuild_index()
    of_an_item = ("search:similar", "determinations:by_case_number")
    pages = [page.path for page in PAGES if not page.signed_in and page.name not in of_an_item]
    answers = {page: client.get(page) for page in pages}
    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(pages, 200)
    for page, answer in answers.items():
        text = answer.content.decode()
        assert "NaN" not in text, page
        assert "None" not in re.sub(r"<[^>]*>|None of these words|None were", "", text), page
