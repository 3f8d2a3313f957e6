"""A killed ``rebuild_index`` or ``update_index`` leaves a usable Whoosh index, and the next run mends it."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from search.engines.whoosh import WhooshEngine
from search.manifest import read_manifest
from search.request import SearchRequest
from tests.imrsite.serving import ROOT, environment, manage

LETTERS, MORE = 30, 10
COMMANDS = ("rebuild_index", "update_index")
STORE_LETTERS = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("make_letters", sys.argv[2], "--seed", "1", "--out", sys.argv[1], verbosity=0)
"""
KILLED_AT = """
import os, signal, sys
from importlib import import_module
import django
django.setup()
command, owner, name, when, calls = sys.argv[1:]
module, _, of_class = owner.partition(":")
owner = getattr(import_module(module), of_class) if of_class else import_module(module)
real, left = getattr(owner, name), int(calls)
def dies(*args, **options):
    global left
    left -= 1
    if left == 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = real(*args, **options)
    if left == 0 and when == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
setattr(owner, name, dies)
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", command])
"""
MOMENTS = (
    ("search.index", "index_document", "before", 1),
    ("search.index", "index_document", "after", 3),
    ("whoosh.writing:SegmentWriter", "commit", "before", 1),
    ("whoosh.writing:SegmentWriter", "commit", "after", 1),
    ("search.engines.generations", "write_manifest", "before", 1),
    ("search.engines.generations", "write_manifest", "after", 1),
    ("search.index", "note_indexed_until", "after", 1),
)
"""Where a run dies: before or after the call of that number."""


@dataclass(frozen=True)
class Portal:
    """A data folder, whose database and index other processes write."""

    folder: Path

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def run(self, *command: str) -> None:
        variables = environment(self.folder, IMR_SEARCH_ENGINE="whoosh")
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def ingest(self, number: int) -> None:
        """One letter more, of those that were set aside."""
        path = sorted((self.folder / "letters").glob("*.txt"))[LETTERS + number]
        self.run(*manage("ingest", str(path), "--workers", "1", "--verbosity", "0"))

    def rows(self) -> set[int]:
        with sqlite3.connect(self.folder / "portal.sqlite3") as database:
            return {pk for (pk,) in database.execute("SELECT id FROM determinations_disputeditem")}

    def found(self) -> set[int]:
        """What a process that opens the index now finds."""
        answer = WhooshEngine(self.index).search(SearchRequest(limit=10_000))
        assert answer.total == len(answer.hits)
        return {hit.id for hit in answer.hits}

    def killed_at(self, command: str, *moment: str | int) -> None:
        variables = environment(
            self.folder, IMR_SEARCH_ENGINE="whoosh", DJANGO_SETTINGS_MODULE="imrsite.settings"
        )
        arguments = (sys.executable, "-c", KILLED_AT, command, *map(str, moment))
        done = subprocess.run(arguments, cwd=ROOT, env=variables, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr

    def killed_after(self, command: str, seconds: float) -> None:
        """Killed so long after it has said what it is about to do, if it is not through by then."""
        variables = environment(self.folder, IMR_SEARCH_ENGINE="whoosh", PYTHONUNBUFFERED="1")
        with subprocess.Popen(manage(command), cwd=ROOT, env=variables, stdout=subprocess.PIPE) as child:
            assert child.stdout.readline().startswith(b"Indexing ")
            time.sleep(seconds)
            child.kill()
            child.stdout.read()
        assert child.returncode in (0, -signal.SIGKILL)

    def is_whole_and_tidy(self) -> bool:
        """Every row is found, and no folder is left but that of the index and of the one before."""
        manifest = read_manifest(self.index)
        folders = {path.name for path in self.index.glob("generation-*")}
        assert folders <= {manifest.generation, manifest.previous}
        assert manifest.items == len(self.rows())
        # Of a killed run Whoosh leaves files that the next commit removes.
        assert not list((self.index / manifest.generation).glob("**/*.tmp/*"))
        return self.found() == self.rows()


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A portal with an index of some letters, and more letters set aside."""
    portal = Portal(tmp_path_factory.mktemp("portal"))
    letters = portal.folder / "letters"
    portal.run(sys.executable, "-c", STORE_LETTERS, str(letters), str(LETTERS + MORE))
    paths = sorted(map(str, letters.glob("*.txt")))[:LETTERS]
    portal.run(*manage("ingest", *paths, "--workers", "1", "--verbosity", "0"))
    portal.run(*manage("update_index", "--verbosity", "0"))
    return portal


@pytest.fixture
def portal(stored, tmp_path):
    shutil.copytree(stored.folder, tmp_path / "data")
    return Portal(tmp_path / "data")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_killed_at_whatever_step_leaves_a_usable_index_and_the_next_one_mends_it(portal, command):
    for number, moment in enumerate(MOMENTS):
        before = portal.found()
        portal.ingest(number)  # between one kill and the next
        portal.killed_at(command, *moment)
        assert portal.found() in (before, portal.rows())
    portal.run(*manage("update_index", "--verbosity", "0"))
    assert portal.is_whole_and_tidy()


def test_an_update_collects_what_a_killed_rebuild_left(portal):
    for moment in MOMENTS[1:3]:
        portal.killed_at("rebuild_index", *moment)
    assert len(list(portal.index.glob("generation-*"))) == 3
    portal.run(*manage("update_index", "--verbosity", "0"))
    assert portal.is_whole_and_tidy()


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_moment_it_leaves_a_usable_index_and_the_next_one_mends_it(portal, command):
    for number, seconds in enumerate((0, 0.05, 0.2)):
        before = portal.found()
        portal.ingest(number)
        portal.killed_after(command, seconds)
        assert portal.found() in (before, portal.rows())
    portal.ingest(3)
    portal.run(*manage("update_index", "--verbosity", "0"))
    assert portal.is_whole_and_tidy()
