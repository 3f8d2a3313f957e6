"""gunicorn's log of requests, in which no request can forge a line and nothing of what was asked is kept."""

import sys
from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

from imrsite.secret_paths import masked

_REFUSED = "Invalid request from ip="
_FAILED = "Error handling request"
"""What gunicorn's own messages begin with that quote a request."""


class AccessLogger(Logger):  # type: ignore[misc]
    """The path (``%(U)s``) percent-encoded, without its query and without a secret at its end.

    Of a request that gunicorn cannot parse, it names what kind of mistake that is.
    """

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """gunicorn's atoms, with a path that is fit to be written."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        # Django has put the decoded path there; a request that could not be parsed has none.
        return {**atoms, "U": _writable(environ.get("PATH_INFO") or "-")}

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Write it; of a refused request without its words, which gunicorn quotes: a query, a cookie."""
        if msg.startswith(_REFUSED):
            msg = f"{_REFUSED}{msg.removeprefix(_REFUSED).partition(': ')[0]}: {_kind_of_mistake()}"
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Write it with its stack trace; of a request that failed (method, address) the method alone."""
        if msg.startswith(_FAILED):
            msg, args = (f"{_FAILED} %s", args[:1]) if len(args) > 1 else (_FAILED, ())
        super().exception(msg, *args, **kwargs)


def _kind_of_mistake() -> str:
    """The class of the exception that gunicorn is handling; its message holds what was sent."""
    kind = sys.exc_info()[0]
    return kind.__name__ if kind else "not understood"


def _writable(path: str) -> str:
    # Masked as written, in which no space ends a secret early.
    return masked(quote(path, safe="/:@!$&'()*+,;=~", errors="replace"))
