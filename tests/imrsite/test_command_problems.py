"""What keeps a command from its work is one sentence, with the reason and what to do, and no stack trace."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from tests.determinations.letters import write_letter
from tests.imrsite.serving import ROOT, environment, manage

MIGRATE = "Run manage.py migrate."
DAMAGED = "The database cannot be used (file is not a database). It is damaged: put a backup in its place."
AGAIN = "give the same command again"
NEED_THE_DATABASE = (
    *(("reparse",), ("confirm_pages",), ("clearsessions",), ("update_index",), ("rebuild_index",)),
    *(("confirm_address", "somebody@example.org"), ("remove_second_step", "somebody@example.org")),
)


def said_by(*command: str, folder: Path, limit: int = 0, **variables: str) -> str:
    """What a command that ends with 1 says to standard error; ``limit``: bytes that a file may have."""

    def bound() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ended = subprocess.run(
        manage(*command),
        cwd=ROOT,
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        preexec_fn=bound,
    )
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.fixture
def letters(tmp_path) -> str:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(3):
        write_letter(folder / f"{number}.txt", case_number=f"CM16-099008{number}")
    return str(folder)


@pytest.mark.parametrize("command", NEED_THE_DATABASE)
def test_without_its_tables_a_command_says_to_migrate(tmp_path, command):
    said = said_by(*command, folder=tmp_path)
    assert "The database cannot be used (no such table: " in said
    assert MIGRATE in said


def test_an_ingest_without_tables_does_not_say_to_give_the_same_command_again(tmp_path, letters):
    for command in (("ingest", letters), ("reparse",)):
        said = said_by(*command, folder=tmp_path)
        assert MIGRATE in said
        assert AGAIN not in said


@pytest.mark.parametrize("command", [*NEED_THE_DATABASE, ("ingest", "."), ("migrate",), ("send_alerts",)])
def test_a_database_that_is_none_is_told_as_damaged(tmp_path, command):
    (tmp_path / "portal.sqlite3").write_bytes(os.urandom(10_000))
    said = said_by(*command, folder=tmp_path)
    assert DAMAGED in said
    assert "migrate" not in said
    assert AGAIN not in said


def test_a_database_that_is_away_is_told_with_the_variable_that_names_it(tmp_path):
    said = said_by("clearsessions", folder=tmp_path, DATABASE_URL="postgres://a:b@127.0.0.1:1/c")
    assert said.startswith("The database cannot be used (connection failed: ")
    assert said.endswith("See whether it is running, and DATABASE_URL.\n")
    assert len(said.splitlines()) == 1


def test_a_full_disk_is_told_as_one_and_how_to_go_on(tmp_path, letters):
    subprocess.run(
        manage("migrate", "--verbosity", "0"), cwd=ROOT, env=environment(tmp_path), check=True, timeout=60
    )
    # Enough for the index of SQLite's log, not for the log of three letters.
    said = said_by("ingest", letters, "--workers", "1", folder=tmp_path, limit=40_000)
    assert "The run had to stop. The database cannot be used (" in said
    assert "See whether the disk is full or failing." in said
    assert AGAIN in said
    assert "migrate" not in said


def test_a_search_of_items_that_the_database_no_longer_gives_is_told_so(tmp_path, letters):
    for command in (("migrate",), ("ingest", letters, "--workers", "1"), ("update_index",)):
        subprocess.run(
            manage(*command, "--verbosity", "0"), cwd=ROOT, env=environment(tmp_path), check=True, timeout=60
        )
    (tmp_path / "portal.sqlite3").write_bytes(os.urandom(10_000))
    assert DAMAGED in said_by("search", folder=tmp_path)


def test_where_is_shown_to_whoever_asks(tmp_path):
    ended = subprocess.run(
        manage("clearsessions", "--traceback"),
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert "Traceback" in ended.stderr


def test_a_data_folder_that_is_a_file_is_a_wrong_setting(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        said = said_by("check", folder=folder)
        assert said.startswith(
            'Environment variable "IMR_DATA_DIR": Must be a folder that the portal can write to ('
        )
        assert said.endswith("README.md lists the settings.\n")
