"""A search's ten thousand items as a signed-in person gets them through gunicorn, in every form."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import OpenerDirector

from benchmarks.exports import portal_of_many
from benchmarks.person import ACCOUNT, signed_in
from benchmarks.table import Row, print_table

SECONDS = 30
"""Half of what many a proxy waits for."""
_FORMS = ("csv", "xlsx", "docx", "ris", "bibtex")
_PIECE = 64 * 1024


def measure(data: Path) -> Iterator[Row]:
    """Seconds until the first bytes and until the last; one export after another."""
    portal = portal_of_many(data)
    portal.manage("shell", "-c", ACCOUNT)
    with portal.served() as connection:
        address = f"http://{connection.host}:{connection.port}"
        person = signed_in(address)
        for form in _FORMS:
            began, ended, size = _export(person, f"{address}/bookmarks/exports/search/{form}/")
            told = f"{began:.1f} s to its first bytes, {ended:.1f} s to its last, {size / 1_000_000:.1f} MB"
            yield (f"{form} of 10,000 items through gunicorn", told, f"{SECONDS} s")


def _export(person: OpenerDirector, url: str) -> tuple[float, float, int]:
    started = time.perf_counter()
    with person.open(url) as answer:
        if not answer.headers["Content-Disposition"].startswith("attachment"):
            raise RuntimeError("the portal answered with a page and no file")
        size = len(answer.read(1))
        began = time.perf_counter() - started
        while piece := answer.read(_PIECE):
            size += len(piece)
    return began, time.perf_counter() - started, size


if __name__ == "__main__":
    with TemporaryDirectory(prefix="imr-bench-") as folder:
        print_table(("measured", "figure", "to reach"), measure(Path(folder)))
