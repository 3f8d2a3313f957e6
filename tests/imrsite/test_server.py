"""The portal as gunicorn serves it: what it answers, what it writes into its log, how it starts and stops."""

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.imrsite.serving import GUNICORN, ROOT, environment, free_port, manage, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server"), IMR_SERVER_WORKERS="1") as one:
        yield one


def run(*command: str, folder: Path, **variables: str) -> tuple[int, str]:
    """How a command ends, and what it says to standard error."""
    ended = subprocess.run(
        command, cwd=ROOT, env=environment(folder, **variables), capture_output=True, text=True, timeout=60
    )
    return ended.returncode, ended.stderr


def test_a_query_of_5000_characters_gets_the_search_page_with_its_message(server):
    status, html = server.get(f"/?q={'a' * 5000}")
    assert status == 200
    assert "Only the first 2,000 characters of the query were used." in html


def test_a_request_is_logged_with_its_path_and_without_query_and_referrer(server):
    (line,) = server.logged("/help/?q=confidentialword", Referer="http://localhost/?q=confidentialword")
    assert re.fullmatch(r'\[[^]]+\] "GET /help/" 200 \d+ bytes \d+ ms', line)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/facets/drug/", "/won/", "/won/phrases/", "/build/", "/start/", "/tables/", "/suggest/"),
        *("/guideline-pages/chronic-pain-2009/", "/drugs/tizanidine/", "/determinations/", "/no/such/page/"),
    ],
)
def test_no_page_writes_what_was_asked_into_the_log(server, path):
    """The path alone: of a place it names the place, as of a determination its case number."""
    asked = "&".join(
        f"{name}=confidentialword" for name in ("q", "find", "drug", "rest", "only", "rows", "era")
    )
    for headers in ({}, {"HX-Request": "true", "HX-Current-URL": f"http://localhost/?{asked}"}):
        lines = server.logged(f"{path}?{asked}", **headers)
        assert f'"GET {path}" ' in lines[-1]
        assert "confidentialword" not in "".join(lines)


def test_no_path_can_forge_a_line_of_the_log(server):
    (line,) = server.logged("/determinations/x%0a[FORGED]%20%22line%1b[31m%00%e4%b8%ad/")
    assert '"GET /determinations/x%0A%5BFORGED%5D%20%22line%1B%5B31m%00%E4%B8%AD/" 400' in line


@pytest.mark.parametrize(
    ("request_line", "header", "mistake"),
    [
        ("GET /?q=norco low back confidentialword HTTP/1.1", "Accept: */*", "InvalidHTTPVersion"),
        ("GET /?q=norco confidentialword", "Accept: */*", "InvalidHTTPVersion"),
        ("get/?q=confidentialword", "Accept: */*", "InvalidRequestLine"),
        ("confidentialword /?q=norco HTTP/1.1", "Accept: */*", "InvalidRequestMethod"),
        ("GET / HTTP/1.1", "Cookie sessionid=confidentialword", "InvalidHeader"),
        ("GET / HTTP/1.1", "Cookie confidentialword: 1", "InvalidHeaderName"),
        ("GET / HTTP/1.1", "Accept: */*\r\n confidentialword", "ObsoleteFolding"),
        ("POST / HTTP/1.1", "Transfer-Encoding: confidentialword", "UnsupportedTransferCoding"),
        ("POST / HTTP/1.1", "Expect: confidentialword", "ExpectationFailed"),
    ],
)
def test_of_a_request_that_is_none_the_log_has_the_kind_of_mistake_alone(
    server, request_line, header, mistake
):
    _, log = server.logged_of_bytes(f"{request_line}\r\nHost: localhost\r\n{header}\r\n\r\n".encode())
    assert f"Invalid request from ip=127.0.0.1: {mistake}\n" in log
    assert "confidentialword" not in log


def test_of_a_request_that_breaks_the_portal_itself_the_log_has_no_query(tmp_path):
    (tmp_path / "broken.py").write_text("def application(environ, start_response):\n    return 1 / 0\n")
    options = ("--pythonpath", str(tmp_path), "broken:application")
    with serving(tmp_path, *options, IMR_SERVER_WORKERS="1") as server:
        log = "\n".join(server.logged("/?q=confidentialword"))
    assert "Error handling request GET\n" in log
    assert "ZeroDivisionError" in log
    assert "confidentialword" not in log


SECRET_FOLLOWS = (
    *("/accounts/password/reset/key/", "/accounts/confirm-email/"),
    *("/bookmarks/shared/", "/bookmarks/feeds/", "/bookmarks/unsubscribe/"),
)


@pytest.mark.parametrize("path", SECRET_FOLLOWS)
def test_a_secret_link_is_not_kept_in_the_log(server, path):
    (line,) = server.logged(f"{path}1-confidentialtoken/?confidentialtoken")
    assert f'"GET {path}***"' in line
    assert "confidentialtoken" not in line


@pytest.mark.parametrize(
    "path",
    [
        "//bookmarks//shared/confidentialtoken",
        "/Bookmarks/Shared/confidentialtoken/",
        "/bookmarks/%73hared/%20x%0a%2fconfidentialtoken/more",
    ],
)
def test_a_secret_link_that_is_written_wrongly_is_not_kept_in_the_log(server, path):
    assert "confidentialtoken" not in "".join(server.logged(path))


def test_a_refused_form_to_a_secret_link_is_not_kept_in_the_log(server):
    """Django itself writes a line of it."""
    lines = server.logged("/bookmarks/shared/confidentialtoken/", method="POST")
    assert "Forbidden" in lines[0]
    assert "/bookmarks/shared/***" in lines[0]
    assert "confidentialtoken" not in "".join(lines)


def test_a_wrong_host_header_writes_no_stack_trace(server):
    (line,) = server.logged("/help/", Host="elsewhere.example")
    assert '"GET /help/" 400' in line


@pytest.mark.parametrize("form", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
def test_a_text_that_is_too_large_is_told_the_limit_and_writes_no_stack_trace(server, form):
    head = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' if "multipart" in form else "text="
    body = head + "confidentialword" * 1_000_000
    request = (
        f"POST /denial/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={'a' * 32}\r\n"
        f"Content-Type: {form}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )
    answer, log = server.logged_of_bytes(request.encode())
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"at most 10 MB of text" in answer
    assert b"the first 100,000 characters are read" in answer
    assert b"a file of at most 5 MB" in answer
    assert '"POST /denial/" 413' in log
    assert "Traceback" not in log
    assert "confidentialword" not in log


def test_a_port_in_use_is_one_sentence(server, tmp_path):
    code, said = run(*GUNICORN, folder=tmp_path, PORT=str(server.port))
    assert code == 1
    assert f"cannot listen at 127.0.0.1, port {server.port}: Address already in use. Choose another" in said
    assert "The portal runs at" not in said
    assert len(said.splitlines()) == 2  # gunicorn's version, and the sentence


MIGRATE = "The database is not that of this version of the portal. Run manage.py migrate."


def test_without_its_tables_the_server_does_not_start_and_says_to_migrate(tmp_path):
    code, said = run(*GUNICORN, folder=tmp_path, PORT=str(free_port()))
    assert code == 1
    assert said.splitlines()[1:] == [MIGRATE]  # after gunicorn's version


def test_with_tables_of_an_earlier_version_the_server_does_not_start_either(tmp_path):
    assert run(*manage("migrate", "bookmarks", "0001"), folder=tmp_path)[0] == 0
    mail = {"EMAIL_URL": "smtp://localhost:25"}  # of which the check warns: links in mails lead to localhost
    code, said = run(*GUNICORN, folder=tmp_path, PORT=str(free_port()), **mail)
    assert code == 1
    assert "imr.W002" in said
    assert said.splitlines()[-1] == MIGRATE


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "web", "Not a valid integer."),
        ("IMR_SERVER_WORKERS", "0", "Must be greater than or equal to 1."),
        ("IMR_WHOOSH_MAX_ITEMS", "abc", "Not a valid integer."),
    ],
)
def test_the_server_does_not_start_with_a_wrong_setting_and_names_it(tmp_path, variable, value, said):
    code, error = run(*GUNICORN, folder=tmp_path, **{variable: value})
    assert code == 1
    assert f'Environment variable "{variable}": {said}' in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("IMR_WHOOSH_MAX_ITEMS", "abc", "Not a valid integer."),
        ("IMR_HTTPS", "maybe", "Not a valid boolean."),
        ("EMAIL_URL", "mail.example.org:25", "Must begin with smtp:// or submission://."),
        ("EMAIL_URL", "smtp://mail.example.org:port", "Not a valid email URL."),
    ],
)
def test_a_command_ends_with_the_name_of_a_wrong_setting(tmp_path, variable, value, said):
    code, error = run(*manage("check"), folder=tmp_path, **{variable: value})
    assert code == 1
    assert error == f'Environment variable "{variable}": {said} README.md lists the settings.\n'


@pytest.mark.parametrize("variables", [{}, {"EMAIL_URL": ""}])
def test_without_a_mail_server_no_mail_is_sent(tmp_path, variables):
    inherited = {name: value for name, value in environment(tmp_path).items() if name != "EMAIL_URL"}
    program = "from imrsite import settings as s; print(s.EMAIL_BACKEND == s.NO_MAIL)"
    told = subprocess.check_output(
        [sys.executable, "-c", program], cwd=ROOT, env={**inherited, **variables}, text=True
    )
    assert told == "True\n"


def test_mail_goes_to_the_server_of_the_email_url(tmp_path):
    program = (
        "from imrsite import settings as s;"
        "print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD,"
        " s.EMAIL_USE_TLS, s.DEFAULT_FROM_EMAIL)"
    )
    variables = environment(
        tmp_path,
        EMAIL_URL="submission://user%40example.org:pass@mail.example.org",
        IMR_FROM_EMAIL="portal@example.org",
    )
    out = subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, env=variables, text=True)
    assert out.split()[1:] == [
        *("mail.example.org", "587", "user@example.org", "pass"),
        *("True", "portal@example.org"),
    ]
    assert out.startswith("django.core.mail.backends.smtp.")


def test_ctrl_c_ends_a_command_with_a_word(tmp_path):
    out = tmp_path / "letters"
    process = subprocess.Popen(
        manage("make_letters", "1000000", "--out", str(out)),
        cwd=ROOT,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        # A test run in the background hands a deaf ear for Ctrl-C on to its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        while not out.exists():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, error) == (130, "Stopped.\n")


def test_nobody_waits_behind_a_worker_that_is_busy_while_another_one_is_free(tmp_path):
    request = (
        f"POST /denial/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={'a' * 32}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nhalf"
    )
    with (
        serving(tmp_path, IMR_SERVER_WORKERS="2") as server,
        socket.create_connection(("127.0.0.1", server.port)) as slow,
    ):
        slow.sendall(request.encode())
        time.sleep(1)
        for _ in range(12):
            assert server.get("/about/")[0] == 200
