"""The portal with PostgreSQL for its database: by its commands and its pages."""

import json
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.conftest import missing
from tests.imrsite.accounts.test_limits import form_token, post_login
from tests.imrsite.serving import ROOT, environment, manage, serving
from tests.postgresql.server import Server, UnavailableError, running
from tests.postgresql.workspace import ADD, PEOPLE, SAVE_SEARCHES, Workspace, two_people

pytestmark = pytest.mark.postgresql

LETTERS = 60
KILLED = (
    ("bookmarks.saved.finding", "_note", "after", 2),
    ("django.core.mail:EmailMessage", "send", "after", 2),
)
"""Where a run dies: before what it found for the second person is kept; when that mail has left."""


@pytest.fixture(scope="module")
def server():
    # A socket's path is short, and its folders are open to the server's own user.
    with tempfile.TemporaryDirectory(prefix="imr-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        try:
            with running(Path(folder) / "server") as one:
                yield one
        except UnavailableError as lacking:
            missing(f"postgresql: {lacking}")


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    run(folder, "", "make_letters", str(LETTERS), "--seed", "3", "--out", str(folder / "letters"))
    return folder / "letters"


@pytest.fixture(scope="module")
def migrated(server, tmp_path_factory):
    """The name of an empty portal's database, to be copied."""
    create_database(server, "migrated", "template1")
    run(tmp_path_factory.mktemp("migrated"), url_of(server, "migrated"), "migrate", "--verbosity", "0")
    return "migrated"


@pytest.fixture
def portal(server, migrated, tmp_path):
    """An empty portal: a data folder, and the address of its own database."""
    name = f"portal_{time.monotonic_ns()}"
    create_database(server, name, migrated)
    return tmp_path, url_of(server, name)


def create_database(server: Server, name: str, template: str) -> None:
    with psycopg.connect(host=str(server.folder), user="postgres", autocommit=True) as database:
        database.execute(f"create database {name} template {template}")  # type: ignore[arg-type]


def url_of(server: Server, name: str) -> str:
    return server.url.removesuffix("postgres") + name


def run(folder: Path, url: str, *command: str) -> str:
    variables = environment(folder, **({"DATABASE_URL": url} if url else {}))
    done = subprocess.run(
        manage(*command), cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def started(folder: Path, url: str, *command: str) -> subprocess.Popen[bytes]:
    variables = environment(folder, DATABASE_URL=url)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(manage(*command), cwd=ROOT, env=variables, **pipes)


def determinations(server: Server, url: str) -> int:
    with psycopg.connect(host=str(server.folder), user="postgres", dbname=url.rpartition("/")[2]) as database:
        return database.execute("select count(*) from determinations_determination").fetchone()[0]


def test_letters_are_ingested_indexed_searched_and_shown(server, portal, letters):
    run(*portal, "ingest", str(letters), "--workers", "2")
    assert determinations(server, portal[1]) == LETTERS
    run(*portal, "update_index")
    found = json.loads(run(*portal, "search", "outcome:upheld", "--json"))
    assert found["total"] > 0
    with serving(portal[0], DATABASE_URL=portal[1]) as site:
        assert json.loads(site.get("/health/")[1])["status"] == "ok"
        for page in ("/", "/?q=outcome:upheld", "/start/", "/determinations/?drug=opioids", "/about/"):
            status, html = site.get(page)
            assert status == 200, page
            assert "IMR Precedent" in html


def test_the_same_letters_twice_change_nothing(server, portal, letters):
    for _ in range(2):
        said = run(*portal, "ingest", str(letters), "--workers", "1")
    assert f"{LETTERS} unchanged" in said
    assert determinations(server, portal[1]) == LETTERS
    assert "0 changed" in run(*portal, "reparse", "--all")


def test_two_ingests_at_once_store_each_letter_once(server, portal, letters):
    both = [started(*portal, "ingest", str(letters), "--workers", "1") for _ in range(2)]
    for one in both:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors.decode()
    assert determinations(server, portal[1]) == LETTERS


def test_a_killed_ingest_loses_nothing_and_the_next_one_stores_the_rest(server, portal, letters):
    ingest = started(*portal, "ingest", str(letters), "--workers", "1")
    while ingest.poll() is None and determinations(server, portal[1]) < 5:
        time.sleep(0.02)
    ingest.send_signal(signal.SIGKILL)
    ingest.communicate()
    run(*portal, "ingest", str(letters), "--workers", "1")
    assert determinations(server, portal[1]) == LETTERS


def test_several_send_alerts_at_once_send_each_mail_once_and_a_killed_one_loses_nothing(
    server, portal, letters
):
    first, *more = sorted(letters.glob("*.txt"))[:10]
    workspace = Workspace(server, *portal)
    workspace.script(SAVE_SEARCHES, first, *PEOPLE)
    workspace.script(ADD, *more[:7])
    runs = [workspace.started("send_alerts") for _ in range(3)]
    said = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert workspace.mails() == dict.fromkeys(PEOPLE, 1)
    for letter, moment in zip(more[7:], KILLED, strict=True):
        workspace.days_pass()
        workspace.script(ADD, letter)
        workspace.killed_at(*moment)
        workspace.started("send_alerts").communicate(timeout=120)
    told = workspace.told()
    assert set(told.values()) == {1}
    ((new,),) = workspace.ask(
        "select count(*) from determinations_disputeditem where determination_id != "
        "(select min(id) from determinations_determination)"
    )
    assert len(told) == len(PEOPLE) * new


def test_two_who_file_into_a_shared_folder_at_once_and_the_workers_count_tries_together(
    server, portal, letters
):
    workspace = Workspace(server, *portal)
    with serving(portal[0], DATABASE_URL=portal[1], IMR_SERVER_WORKERS="2") as site:
        folder, people = two_people(workspace, site.port, sorted(letters.glob("*.txt"))[:15])
        with ThreadPoolExecutor(2) as both:
            for kept in zip(*(person.bookmarks for person in people), strict=True):
                copied = both.map(
                    lambda person, bookmark: person.post(
                        "/bookmarks/change/", action="copy", folder=folder, bookmark=bookmark
                    ),
                    people,
                    kept,
                )
                assert list(copied) == [302, 302]
            for (key,) in workspace.ask("select id from bookmarks_bookmark where folder_id is not null"):
                moved = both.map(
                    lambda person, step, key=key: person.post(
                        f"/bookmarks/folders/{folder}/order/", **{step: key}
                    ),
                    people,
                    ("up", "down"),
                )
                assert list(moved) == [302, 302]
        ((rows, cases, places),) = workspace.ask(
            "select count(*), count(distinct determination_id), count(distinct position) "
            "from bookmarks_bookmark where folder_id is not null"
        )
        owner = people[0]
        assert owner.post(f"/bookmarks/folders/{folder}/delete/", bookmarks="keep") == 302
        cookie, token = form_token(site.port)
        statuses = [post_login(site.port, cookie, token) for _ in range(61)]
    assert rows == cases == places == 15
    ((kept,),) = workspace.ask(
        "select count(*) from bookmarks_bookmark where removed_at is null and folder_id is not null"
    )
    assert kept == 0
    assert statuses == [200] * 60 + [429]
