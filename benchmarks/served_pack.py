"""An exhibit pack of 100 letters as a person gets it: signed in, through gunicorn, until it has all come."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import OpenerDirector

from benchmarks.exhibits import SECONDS, real_or_made
from benchmarks.person import ACCOUNT, post, signed_in
from benchmarks.portal import Portal
from benchmarks.table import Row, print_table

LETTERS = 100
ROUNDS = 3
_FILLED_IN = {
    "title": "Benchmark",
    "numbering": "numbers",
    "bates_prefix": "IMR",
    "bates_start": "1",
}
_FOLDER = f"""{ACCOUNT}
from bookmarks.models import Bookmark, Folder
from determinations.models import Determination
assert Determination.objects.count() == {LETTERS}, "letters were rejected, or two are the same"
folder = Folder.objects.create(owner=owner, name="Benchmark")
Bookmark.objects.bulk_create(
    Bookmark(owner=owner, added_by=owner, folder=folder, kind="determination", determination=one,
             letter=one.letter, position=position)
    for position, one in enumerate(Determination.objects.order_by("pk")[:{LETTERS}], 1)
)
"""


def measure(data: Path) -> Iterator[Row]:
    """The slowest of some packs of a folder, one after another, with gunicorn's usual settings."""
    portal = Portal(data)
    portal.manage("ingest", *(str(letter) for letter in real_or_made(data)[:LETTERS]))
    portal.manage("rebuild_index")
    portal.manage("shell", "-c", _FOLDER)
    with portal.served() as connection:
        address = f"http://{connection.host}:{connection.port}"
        person = signed_in(address)
        times, size = zip(*(_pack(person, address) for _ in range(ROUNDS)), strict=True)
    told = f"{max(times):.1f} s, {max(size) / 1_000_000:.1f} MB long"
    yield (f"exhibit pack of {LETTERS} letters through gunicorn, slowest of {ROUNDS}", told, f"{SECONDS} s")


def _pack(person: OpenerDirector, address: str) -> tuple[float, int]:
    started = time.perf_counter()
    made = post(person, f"{address}/bookmarks/exhibits/folders/1/", _FILLED_IN)
    if not made.startswith(b"%PDF-"):
        raise RuntimeError("the portal answered with a page and no pack")
    return time.perf_counter() - started, len(made)


if __name__ == "__main__":
    with TemporaryDirectory(prefix="imr-bench-") as folder:
        print_table(("measured", "figure", "to reach"), measure(Path(folder)))
