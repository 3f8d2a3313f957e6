"""An OpenSearch that is away is told in a sentence: by the engine, the search page and /health/."""

import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import socket
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from imrsite import checks
from search.engines.base import IndexUnavailableError
from search.engines.opensearch import OpenSearchEngine
from search.manifest import Manifest, fingerprint, write_manifest
from search.request import SearchRequest
from search.unavailable import FOR_VISITORS

PASSWORD = "s3cret"


@pytest.fixture(autouse=True)
def index_in_opensearch(settings):
    """The manifest names an index there; nobody listens."""
    settings.INDEX_DIR.mkdir()
    built_at = "2026-01-01T00:00:00+00:00"
    manifest = Manifest("opensearch", "imr-items-0123456789ab", None, 1, None, fingerprint())
    write_manifest(settings.INDEX_DIR, manifest)
    path = settings.INDEX_DIR / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "built_at": built_at}))
    settings.OPENSEARCH_TIMEOUT = 0.5


@contextmanager
def silent_server():
    """Takes connections and never answers."""
    with socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@contextmanager
def server_that_says(status: int, error: str):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"error": {"type": error, "reason": error, "root_cause": []}, "status": status})
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def problem_at(settings, port: int) -> str:
    settings.OPENSEARCH_URL = [f"http://portal:{PASSWORD}@127.0.0.1:{port}"]
    begun = time.monotonic()
    engine = OpenSearchEngine(settings.INDEX_DIR)
    with pytest.raises(IndexUnavailableError) as raised:
        engine.search(SearchRequest())
    status = engine.status()
    assert time.monotonic() - begun < 5
    assert (status.state, status.message) == ("unavailable", str(raised.value))
    assert PASSWORD not in status.message
    return status.message


def test_nobody_listens(settings):
    port = free_port()
    message = (
        f"OpenSearch cannot be reached at http://127.0.0.1:{port}. Start it, or correct IMR_OPENSEARCH_URL."
    )
    assert problem_at(settings, port) == message


def test_it_hangs(settings):
    with silent_server() as port:
        assert "does not answer in time" in problem_at(settings, port)


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (503, "search_phase_execution_exception", "cannot answer now (503 search_phase_execution_exception)"),
        (429, "rejected_execution_exception", "cannot answer now (429"),
        (401, "security_exception", "refuses the portal (401)"),
        (
            404,
            "index_not_found_exception",
            "The search index is gone from OpenSearch. Run manage.py rebuild_index.",
        ),
    ],
)
def test_it_answers_with_an_error(settings, status, error, message):
    with server_that_says(status, error) as port:
        assert message in problem_at(settings, port)


def test_no_address_is_set(settings):
    settings.OPENSEARCH_URL = []
    with pytest.raises(IndexUnavailableError, match="Set IMR_OPENSEARCH_URL"):
        OpenSearchEngine(settings.INDEX_DIR).search(SearchRequest())


def test_what_is_set_is_no_address(settings):
    settings.OPENSEARCH_URL = ["localhost:9200"]
    with pytest.raises(IndexUnavailableError, match="holds what is no address"):
        OpenSearchEngine(settings.INDEX_DIR).search(SearchRequest())


@pytest.mark.django_db
def test_the_pages_say_so_and_the_log_says_why_in_a_sentence(settings, client, caplog, capfd):
    settings.OPENSEARCH_URL = [f"http://portal:{PASSWORD}@127.0.0.1:{free_port()}"]
    page = client.get("/", {"q": "tizanidine"})
    assert page.status_code == 503
    assert "Search is not available right now" in page.content.decode()
    assert "OpenSearch cannot be reached at http://127.0.0.1:" in caplog.text
    health = client.get("/health/")
    assert (health.status_code, health.json()["index"]) == (503, "unavailable")
    assert "Traceback" not in "".join(capfd.readouterr())
    assert PASSWORD not in page.content.decode() + caplog.text
    assert "tizanidine" not in caplog.text


VISITORS_PAGES = ("/", "/about/", "/start/", "/won/", "/facets/drug/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", VISITORS_PAGES)
def test_a_visitor_reads_what_works_and_not_where_opensearch_is(settings, client, path):
    settings.OPENSEARCH_URL = [f"http://127.0.0.1:{free_port()}"]
    page = client.get(path).content.decode()
    assert FOR_VISITORS in page
    assert "OpenSearch cannot" not in page
    assert "127.0.0.1" not in page
    assert 'href="/determinations/"' in page


@pytest.mark.django_db
def test_a_pasted_denial_does_not_tell_a_visitor_where_opensearch_is(settings, client):
    settings.OPENSEARCH_URL = [f"http://127.0.0.1:{free_port()}"]
    answer = client.post("/denial/", {"text": "The request for Norco is denied."})
    assert answer.status_code == 503
    assert FOR_VISITORS in answer.content.decode()
    assert "127.0.0.1" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", VISITORS_PAGES)
@pytest.mark.parametrize("who", ["staff", "debugging"])
def test_whoever_can_mend_it_reads_what_to_do(settings, client, django_user_model, path, who):
    settings.OPENSEARCH_URL = [f"http://127.0.0.1:{free_port()}"]
    settings.DEBUG = who == "debugging"
    if who == "staff":
        client.force_login(django_user_model.objects.create_user("sam", is_staff=True))
    assert "OpenSearch cannot be reached at http://127.0.0.1:" in client.get(path).content.decode()


@pytest.mark.django_db
def test_a_question_that_is_too_large_says_what_to_change(settings, client, caplog):
    with server_that_says(400, "too_many_clauses: maxClauseCount is set to 1024") as port:
        settings.OPENSEARCH_URL = [f"http://127.0.0.1:{port}"]
        page = client.get("/", {"q": "tizanidine"})
    assert "Ask for fewer words" in page.content.decode()
    assert "Search is not available" not in caplog.text


@pytest.mark.django_db
def test_a_run_that_writes_says_so_in_a_sentence(settings):
    settings.SEARCH_ENGINE = "opensearch"
    settings.OPENSEARCH_URL = [f"http://127.0.0.1:{free_port()}"]
    for command in ("rebuild_index", "update_index"):
        with pytest.raises(CommandError, match="OpenSearch cannot be reached"):
            call_command(command)


@pytest.mark.django_db
def test_an_update_of_an_index_that_is_away_does_not_build_another(settings, capsys):
    """Not even where the index's engine is left to choose."""
    settings.OPENSEARCH_URL = [f"http://127.0.0.1:{free_port()}"]
    with pytest.raises(CommandError, match="OpenSearch cannot be reached"):
        call_command("update_index")
    assert "built anew" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("engine", "urls", "problem"),
    [
        ("opensearch", [], "imr.E004"),
        ("opensearch", ["localhost:9200"], "imr.E005"),
        ("opensearch", ["http://a:9200", "http://b:port"], "imr.E005"),
        ("opensearch", ["http://user@host:9200"], "imr.E005"),
        ("opensearch", ["https://user:password@host:9200", " http://b"], None),
        ("auto", [], None),
    ],
)
def test_a_wrong_address_is_found_at_the_start(settings, engine, urls, problem):
    settings.SEARCH_ENGINE, settings.OPENSEARCH_URL = engine, urls
    found = checks.opensearch_has_an_address()
    assert [one.id for one in found] == ([problem] if problem else [])
    assert all(one.hint and "a:9200" not in str(one) for one in found)


def test_numbers_and_names_that_opensearch_does_not_take_are_found_at_the_start(settings):
    assert checks.opensearch_settings_can_be_used() == []
    settings.OPENSEARCH_INDEX, settings.OPENSEARCH_REPLICAS = "IMR items", -1
    settings.OPENSEARCH_SHARDS, settings.OPENSEARCH_TIMEOUT = 0, 0.0
    settings.OPENSEARCH_CA = "/no/such/file"
    problems = [one.msg for one in checks.opensearch_settings_can_be_used()]
    assert [problem.split()[0] for problem in problems] == [
        "IMR_OPENSEARCH_INDEX",
        "IMR_OPENSEARCH_REPLICAS",
        "IMR_OPENSEARCH_SHARDS",
        "IMR_OPENSEARCH_CA",
        "IMR_OPENSEARCH_TIMEOUT",
    ]
