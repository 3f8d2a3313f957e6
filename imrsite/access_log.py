"""gunicorn's log of requests, in which no request can forge a line and no secret link is kept."""

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

SECRET_FOLLOWS = (
    *("/accounts/password/reset/key/", "/accounts/confirm-email/"),
    *("/bookmarks/feeds/", "/bookmarks/unsubscribe/"),
)
"""What comes after these in a path opens an account, or lets whoever has it read or end an alert."""
MASK = "***"


class AccessLogger(Logger):  # type: ignore[misc]
    """The path (``%(U)s``) percent-encoded, without its query."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """gunicorn's atoms, with a path that is fit to be written."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        # Django has put the decoded path there; a request that could not be parsed has none.
        return {**atoms, "U": _writable(environ.get("PATH_INFO") or "-")}


def _writable(path: str) -> str:
    for secret_follows in SECRET_FOLLOWS:
        if path.startswith(secret_follows) and path != secret_follows:
            return f"{secret_follows}{MASK}"
    return quote(path, safe="/:@!$&'()*+,;=~", errors="replace")
