"""The portal in a data folder of its own: its commands, and gunicorn that serves it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GUNICORN = (sys.executable, "-m", "gunicorn")
PREPARE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("update_index", verbosity=0)
"""


@dataclass
class Server:
    port: int
    log: Path
    answered: int = 0

    def get(self, path: str, *, method: str = "GET", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.answered += 1
        return answer.status, text

    def logged(self, path: str, *, method: str = "GET", **headers: str) -> list[str]:
        """The log's new lines when the path was asked for."""
        # gunicorn writes a request's line after its answer: those of earlier requests are still to come.
        self._until(lambda: self.log.read_bytes().count(b" ms\n") >= self.answered)
        before = len(self.log.read_bytes())
        self.get(path, method=method, **headers)
        self._until(lambda: self.log.read_bytes()[before:].endswith(b" ms\n"))
        return self.log.read_bytes()[before:].decode().removesuffix("\n").split("\n")

    def logged_of_bytes(self, request: bytes) -> tuple[bytes, str]:
        """What is answered to these bytes, which may be no request, and what the log then says of them."""
        before = len(self.log.read_bytes())
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        # What is written of another request comes after all that is written of this one.
        self.get("/health/", method="HEAD")
        self._until(lambda: b'"HEAD /health/"' in self.log.read_bytes()[before:])
        return answer, self.log.read_bytes()[before:].decode()

    def _until(self, is_logged: Callable[[], bool]) -> None:
        for _ in range(1500):
            if is_logged():
                return
            time.sleep(0.02)
        pytest.fail(f"gunicorn did not log a request within 30 seconds: {self.log.read_text()}")


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """A portal of its own: with the database in its folder, unless the variables name another."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**inherited, "IMR_DATA_DIR": str(folder), **variables}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def until_said(log: Path, sentence: str, process: subprocess.Popen) -> None:
    for _ in range(300):
        if sentence in log.read_text():
            return
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    pytest.fail(f"gunicorn never said {sentence!r}: {log.read_text()}")


def manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *arguments)


@contextmanager
def serving(folder: Path, *options: str, **variables: str) -> Iterator[Server]:
    """gunicorn with these options and variables; the database is made, and the index brought up to date."""
    port = free_port()
    variables = environment(folder, PORT=str(port), **variables)
    subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=variables, check=True)
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen((*GUNICORN, *options), cwd=ROOT, env=variables, stdout=file, stderr=file)
    try:
        until_said(log, f"The portal runs at http://localhost:{port}/", process)
        until_said(log, "Booting worker", process)
        yield Server(port, log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
