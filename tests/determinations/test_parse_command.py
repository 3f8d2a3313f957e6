"""``manage.py parse``: what letters say, on standard output, with nothing stored."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.determinations.letters import letter, write_letter


def run(*arguments) -> tuple[str, str, int]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("parse", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), err.getvalue(), code


def test_each_letter_is_one_json_object_a_line_with_its_path_first(inbox):
    write_letter(inbox / "b.txt", case_number="CM16-0990002")
    write_letter(inbox / "a" / "c.txt", case_number="CM16-0990001")
    out, err, code = run(inbox, "--json")
    first, second = map(json.loads, out.splitlines())
    assert [Path(one["path"]).name for one in (first, second)] == ["b.txt", "c.txt"]
    assert next(iter(first)) == "path"
    assert second["case_number"] == "CM16-0990001"
    assert [item["outcome"] for item in first["items"]] == ["upheld", "overturned"]
    assert (err, code) == ("", 0)


def test_the_path_is_printed_as_it_was_given(inbox):
    given = inbox / ".." / inbox.name / "a.txt"
    write_letter(given)
    out, _, _ = run(given, "--json")
    assert json.loads(out)["path"] == str(given)


def test_a_refused_file_is_named_on_standard_error_and_the_command_ends_with_1(inbox):
    write_letter(inbox / "a.txt")
    (inbox / "empty.txt").touch()
    out, err, code = run(inbox, "--json")
    assert len(out.splitlines()) == 1
    assert err == f"{inbox}/empty.txt: The file is empty.\n"
    assert code == 1


def test_a_files_name_cannot_forge_a_line_or_steer_the_terminal(inbox):
    (inbox / "a\nb.txt: all is well\x1b[2J\u202e.txt").touch()
    write_letter(inbox / "c\n\x9b2J.txt")
    out, err, _ = run(inbox)
    assert err == f"{inbox}/a\\nb.txt: all is well\\x1b[2J\\u202e.txt: The file is empty.\n"
    assert "c\\n\\x9b2J.txt" in out


def test_without_json_each_letter_is_summed_up_for_a_reader(inbox):
    write_letter(inbox / "a.txt")
    out, _, _ = run(inbox)
    assert "CM16-0990001, decided 2016-03-21: partially overturned" in out
    assert "  2. Tizanidine 4mg #60: overturned\n" in out


def test_a_path_that_does_not_exist_is_named(inbox):
    with pytest.raises(CommandError, match=r"there is no file or folder .*/nowhere"):
        run(inbox / "nowhere")


def test_a_folder_without_letters_is_said_to_have_none(inbox):
    out, err, code = run(inbox, "--json")
    assert "no .txt, .pdf or .zip file" in err
    assert (out, code) == ("", 0)


def test_many_letters_come_out_in_the_order_of_their_names(inbox):
    for number in range(45):
        write_letter(inbox / f"{number:02}.txt", case_number=f"CM16-09901{number:02}")
    out, _, _ = run(inbox, "--json", "--workers=2")
    cases = [json.loads(line)["case_number"] for line in out.splitlines()]
    assert cases == [f"CM16-09901{number:02}" for number in range(45)]


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(inbox):
    for number in range(60):
        (inbox / f"{number:02}.txt").write_text(letter(history="Pain. " * 50), encoding="utf-8")
    command = subprocess.Popen(
        [sys.executable, "manage.py", "parse", str(inbox), "--json", "--workers=1"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "IMR_DATA_DIR": str(inbox / "data")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr.read() == b""
    command.stderr.close()
    assert command.wait(timeout=30) == 0
