"""The site as a whole: health, headers, logs, settings."""

import gzip
import logging
import stat
import threading

import pytest
from django.core.management import call_command
from django.urls import reverse

from imrsite import checks
from imrsite.secret_key import kept_secret_key
from search.index import rebuild_index
from tests.search.world import build_world


def test_health_is_ok_while_database_and_index_answer(client, db):
    build_world()
    rebuild_index()
    answer = client.get(reverse("health"))
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "index": "ok"}


def test_health_says_that_the_index_is_missing(client, db):
    answer = client.get(reverse("health"))
    assert answer.status_code == 503
    assert answer.json()["index"] == "missing"


def test_pages_allow_no_inline_script_and_no_other_host(client, db):
    policy = client.get(reverse("account_login"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_an_unknown_address_gets_the_portals_own_page(client, db):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Search" in answer.content.decode()


def test_a_searched_text_reaches_no_log(client, db, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/", {"q": "confidentialword"})
        client.get("/no/such/page/", {"q": "confidentialword"})
    own = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert not [record for record in own if "confidentialword" in record.getMessage()]


def test_the_secret_key_is_made_once_and_is_the_owners_alone(tmp_path):
    path = tmp_path / "secret_key"
    made = []
    threads = [threading.Thread(target=lambda: made.append(kept_secret_key(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(made) == {path.read_text()}
    assert len(made) == 8
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_unknown_engine_is_named_with_what_to_use(settings):
    settings.SEARCH_ENGINE = "lucene"
    (problem,) = checks.search_engine_is_known()
    assert "lucene" in problem.msg
    assert "whoosh" in problem.hint


@pytest.mark.parametrize("setting", ["WHOOSH_MAX_ITEMS", "MAX_LETTER_MEGABYTES"])
def test_a_limit_of_zero_is_refused(settings, setting):
    setattr(settings, setting, 0)
    (problem,) = checks.limits_are_positive()
    assert setting in problem.msg


def test_a_number_of_workers_below_zero_is_refused(settings):
    settings.INGEST_WORKERS = -1
    (problem,) = checks.number_of_workers_is_none_or_more()
    assert "IMR_INGEST_WORKERS is -1" in problem.msg


@pytest.mark.parametrize(
    "address",
    [
        "imr.example.org",
        "ftp://imr.example.org",
        "https://",
        "https://x:port",
        "https://x?a=b",
        "http://x/a",
        "",
    ],
)
def test_an_address_that_links_cannot_begin_with_is_refused(settings, address):
    settings.BASE_URL = address
    (problem,) = checks.links_in_mails_lead_here()
    assert problem.id == "imr.E008"
    assert "https://imr.example.org" in problem.hint


@pytest.mark.parametrize(
    ("address", "warning"),
    [
        ("http://localhost:8000", ["imr.W002"]),
        ("http://imr.example.org", ["imr.W003"]),
        ("https://imr.example.org", []),
        ("https://imr.example.org:8443", []),
    ],
)
def test_a_portal_that_sends_mail_is_warned_of_links_that_lead_nowhere(settings, address, warning):
    settings.BASE_URL = address
    assert checks.links_in_mails_lead_here() == []
    settings.EMAIL_BACKEND = checks.SMTP
    assert [problem.id for problem in checks.links_in_mails_lead_here()] == warning


def test_pages_are_compressed_for_browsers_that_ask(client, db):
    answer = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert b"Sign in" in gzip.decompress(answer.content)


def test_the_settings_pass_their_own_checks():
    call_command("check", fail_level="WARNING")


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
