"""The portal with PostgreSQL for its database: by its commands and its pages."""

import json
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.conftest import missing
from tests.imrsite.serving import ROOT, environment, manage, serving
from tests.postgresql.server import Server, UnavailableError, running

pytestmark = pytest.mark.postgresql

LETTERS = 60


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


@pytest.fixture
def portal(server, tmp_path):
    """An empty portal: a data folder, and the address of its own database."""
    name = f"portal_{time.monotonic_ns()}"
    with psycopg.connect(host=str(server.folder), user="postgres", autocommit=True) as database:
        database.execute(f"create database {name}")  # type: ignore[arg-type]
    url = server.url.removesuffix("postgres") + name
    run(tmp_path, url, "migrate", "--verbosity", "0")
    return tmp_path, url


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
