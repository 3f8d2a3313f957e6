"""A portal of its own for a benchmark: its commands and its server, in a throw-away data folder."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Portal:
    """A data folder, empty at first."""

    def __init__(self, data: Path) -> None:
        self.environment = {**os.environ, "IMR_DATA_DIR": str(data)}
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments: str) -> float:
        """Run a command as a person would; the seconds it took."""
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - started

    @contextmanager
    def served(self) -> Iterator[HTTPConnection]:
        """gunicorn with its usual settings, and a connection to it."""
        port = _free_port()
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env={**self.environment, "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield _connection(port)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _connection(port: int) -> HTTPConnection:
    for _ in range(100):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/health/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise RuntimeError("gunicorn did not answer within 10 seconds")
