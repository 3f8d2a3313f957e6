"""A secret key that a new installation makes for itself and keeps."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret_key(path: Path) -> str:
    """The key in ``path``, made on first use and readable by the owner alone."""
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    """Written whole, then linked into place: of several processes that start at once, the first wins."""
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    draft = Path(name)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
