"""gunicorn's log of requests, in which no request can forge a line and no secret link is kept."""

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

from imrsite.secret_paths import masked


class AccessLogger(Logger):  # type: ignore[misc]
    """The path (``%(U)s``) percent-encoded, without its query and without a secret at its end."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """gunicorn's atoms, with a path that is fit to be written."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        # Django has put the decoded path there; a request that could not be parsed has none.
        return {**atoms, "U": _writable(environ.get("PATH_INFO") or "-")}


def _writable(path: str) -> str:
    # Masked as written, in which no space ends a secret early.
    return masked(quote(path, safe="/:@!$&'()*+,;=~", errors="replace"))
