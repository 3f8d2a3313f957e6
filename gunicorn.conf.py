"""How gunicorn serves the portal."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from environs import Env, EnvError, validate

from imrsite.environment import in_one_sentence

env = Env()
try:
    host = env.str("HOST", "127.0.0.1")
    port = env.int("PORT", 8000, validate=validate.Range(1, 65535))
    workers = env.int("IMR_SERVER_WORKERS", 2, validate=validate.Range(1))
except EnvError as problem:
    sys.exit(in_one_sentence(problem))

wsgi_app = "imrsite.wsgi"
bind = f"{host}:{port}"
timeout = 60
# A thread answers requests, one after another, beside the one that reports to the master: a download may take
# longer than the timeout, as a long pack of exhibits does to a slow reader. Requests bound their own work.
worker_class = "gthread"
threads = 1
# A worker takes no connection that it cannot answer now, nor keeps one for later: what came over it would
# wait behind a download while another worker is free.
worker_connections = threads
keepalive = 0
control_socket_disable = True
# gunicorn's highest: a query that is too long gets its answer from the search page.
limit_request_line = 8190
accesslog = "-"
logger_class = "imrsite.access_log.AccessLogger"
# The path alone: what a person searches, in the query string or the referrer, is confidential.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'


def on_starting(server: Any) -> None:
    """Stop with one message, before any worker runs, where the portal could not be served."""
    checked = _manage("check")
    sys.stderr.write(checked.stderr)
    if checked.returncode:
        sys.exit(1)
    # With sockets handed over by systemd or by an earlier gunicorn there is nothing to bind.
    if not {"LISTEN_FDS", "GUNICORN_FD"} & set(os.environ):
        _stop_if_in_use(server.address)
    migrated = _manage("migrate", "--check", "--skip-checks")
    # It says something only of a database that is away: that one may come back, and /health/ tells of it.
    if migrated.returncode and not migrated.stderr:
        sys.exit("The database is not that of this version of the portal. Run manage.py migrate.")


def when_ready(server: Any) -> None:
    """Say where the portal is, once it can be reached there."""
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104 - it is compared, not bound
    server.log.info("The portal runs at http://%s:%s/ (Ctrl-C stops it).", shown, port)


def _manage(*command: str) -> subprocess.CompletedProcess[str]:
    """A command of ours."""
    # In a process of its own: a reload must find no part of the portal loaded in this one.
    manage = Path(__file__).with_name("manage.py")
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(manage), *command], capture_output=True, text=True, check=False
    )


def _stop_if_in_use(addresses: list[Any]) -> None:
    for address in addresses:
        if not isinstance(address, tuple):
            continue
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        try:
            socket.create_server(address, family=family).close()
        except OSError as problem:
            reason, _, _ = str(problem.strerror).partition(" (")
            sys.exit(
                f"The portal cannot listen at {address[0]}, port {address[1]}: {reason}. "
                "Choose another port, such as PORT=8080."
            )
