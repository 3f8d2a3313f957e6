"""A PostgreSQL server in a folder of its own, which ends with the process that uses it.

Wants Debian's package ``postgresql``. The benchmarks of full text use it too.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROGRAMS = Path("/usr/lib/postgresql")
_USER = "postgres"


class UnavailableError(Exception):
    """There is no PostgreSQL on this machine."""


class Server:
    """A server that listens on a socket in its folder, and nowhere else."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._settings = settings

    @property
    def url(self) -> str:
        """What ``DATABASE_URL`` says to use it."""
        return f"postgres://{_USER}@{str(self.folder).replace('/', '%2F')}/postgres"

    def create(self) -> None:
        """Make its folder and an empty database."""
        self.folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(self.folder, _USER)
        self._run("initdb", "-D", str(self.data), "-U", _USER, "--auth=trust", "--encoding=UTF8")

    def start(self) -> None:
        """Returns when it answers."""
        settings = ("listen_addresses=''", f"unix_socket_directories={self.folder}", *self._settings)
        options = " ".join(f"-c {setting}" for setting in settings)
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "120", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """End it and every connection to it."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        """The server's own programs refuse to run as root."""
        path = next(_PROGRAMS.glob(f"*/bin/{program}"), None)
        if not path:
            raise UnavailableError("no PostgreSQL server: install Debian's package postgresql")
        user = {"user": _USER} if os.getuid() == 0 else {}
        subprocess.run([path, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)  # type: ignore[call-overload]


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A fresh server while the block runs; it may forget everything if the machine fails."""
    server = Server(folder, "fsync=off", "shared_buffers=64MB")
    server.create()
    server.start()
    try:
        yield server
    finally:
        server.stop()
