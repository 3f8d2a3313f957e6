"""An exhibit pack of 100 letters as a person gets it: signed in, through gunicorn, until it has all come."""

import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from benchmarks.exhibits import SECONDS, real_or_made
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
_FOLDER = f"""
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from bookmarks.models import Bookmark, Folder
from determinations.models import Determination
owner = get_user_model().objects.create_user("bench", "bench@example.org", "a pass phrase")
EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
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
        person = _signed_in(address)
        times, size = zip(*(_pack(person, address) for _ in range(ROUNDS)), strict=True)
    told = f"{max(times):.1f} s, {max(size) / 1_000_000:.1f} MB long"
    yield (f"exhibit pack of {LETTERS} letters through gunicorn, slowest of {ROUNDS}", told, f"{SECONDS} s")


def _signed_in(address: str) -> OpenerDirector:
    person = build_opener(HTTPCookieProcessor(CookieJar()))
    asked = f"{address}/accounts/login/"
    _post(person, asked, {"login": "bench@example.org", "password": "a pass phrase"})
    return person


def _pack(person: OpenerDirector, address: str) -> tuple[float, int]:
    started = time.perf_counter()
    made = _post(person, f"{address}/bookmarks/exhibits/folders/1/", _FILLED_IN)
    if not made.startswith(b"%PDF-"):
        raise RuntimeError("the portal answered with a page and no pack")
    return time.perf_counter() - started, len(made)


def _post(person: OpenerDirector, url: str, fields: dict[str, str]) -> bytes:
    """Fill in a page's form; the page is fetched first, as a browser does, for what the form carries."""
    page = person.open(url).read().decode()
    carried = {name: _value(page, name) for name in ("csrfmiddlewaretoken", "shown")}
    content: bytes = person.open(url, urlencode({**fields, **carried}).encode()).read()
    return content


def _value(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


if __name__ == "__main__":
    with TemporaryDirectory(prefix="imr-bench-") as folder:
        print_table(("measured", "figure", "to reach"), measure(Path(folder)))
