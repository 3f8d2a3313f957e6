"""An index that the portal's user may not open: pages and commands say that it is not permitted."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from search import index as search_index
from search.manifest import read_manifest
from tests.search.world import build_world

pytestmark = pytest.mark.django_db

NOBODY = 65534
SAID = "it is not permitted. Give the portal's user write access to the index in the data folder."


@pytest.fixture
def index(settings, client, monkeypatch) -> Iterator[Path]:
    """A Tantivy index in a folder that anybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        settings.INDEX_DIR = Path(folder) / "index"
        # What these pages import is loaded now: nobody may not read the program everywhere.
        assert client.get("/", {"q": "tizanidine"}).status_code == 503
        build_world()
        call_command("rebuild_index", "--engine", "tantivy", verbosity=0)
        assert client.get("/", {"q": "tizanidine"}).status_code == 200
        monkeypatch.setattr(search_index, "_in_use", None)
        yield settings.INDEX_DIR


@contextmanager
def as_one_who_may_only_read(index: Path) -> Iterator[None]:
    """Root may do everything: it becomes nobody; anybody else gives the right to write away."""
    if os.geteuid() != 0:
        for lock in index.rglob("*lock"):
            lock.chmod(0o444)
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_pages_say_that_the_index_is_not_permitted_and_not_to_build_it_anew(index, client, caplog):
    with as_one_who_may_only_read(index):
        answer, health = client.get("/", {"q": "tizanidine"}), client.get(reverse("health"))
    assert (answer.status_code, health.status_code) == (503, 503)
    assert SAID in caplog.text
    assert "rebuild_index" not in caplog.text + answer.content.decode()


def test_the_search_command_says_so_too(index):
    with as_one_who_may_only_read(index), pytest.raises(CommandError) as problem:
        call_command("search", "tizanidine")
    assert SAID in str(problem.value)


def test_one_who_may_write_to_its_locks_reads_an_index_of_somebody_else(index, client):
    for lock in index.rglob("*lock"):
        lock.chmod(0o666)
    if os.geteuid() == 0:
        with as_one_who_may_only_read(index):
            assert client.get(reverse("health")).status_code == 200
    folder = index / read_manifest(index).generation
    permissions = {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.*") if path.suffix != ".lock"}
    assert len(permissions) == 1
