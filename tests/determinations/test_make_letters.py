"""``manage.py make_letters``: sample letters with their true facts beside them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from letters.fictional import is_fictional


def make(count: object, out: Path, seed: int = 1) -> str:
    said = StringIO()
    call_command("make_letters", str(count), "--seed", str(seed), "--out", str(out), stdout=said)
    return said.getvalue()


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_each_letter_lies_beside_its_true_facts(tmp_path):
    out = tmp_path / "new" / "samples"
    assert make(5, out) == f"Wrote 5 fictional letters into {out} (seed 1).\n"
    letters = sorted(out.glob("*.txt"))
    assert len(letters) == 5
    for path in letters:
        text = path.read_text(encoding="utf-8")
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert is_fictional(text)
        assert facts["case_number"] in text
        assert facts["items"]


def test_the_same_seed_gives_the_same_letters_and_another_seed_others(tmp_path):
    make(3, tmp_path / "a")
    make(3, tmp_path / "b")
    make(3, tmp_path / "c", seed=2)
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != contents(tmp_path / "c")


def test_a_second_run_replaces_the_first_and_leaves_no_other_letter(tmp_path):
    make(5, tmp_path / "a", seed=1)
    make(3, tmp_path / "a", seed=2)
    make(3, tmp_path / "b", seed=2)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_run_that_was_stopped_can_be_run_again(tmp_path):
    make(3, tmp_path / "a")
    before = contents(tmp_path / "a")
    last = sorted((tmp_path / "a").glob("*.txt"))[-1]
    last.with_suffix(".json").unlink()
    last.write_text("", encoding="utf-8")
    make(3, tmp_path / "a")
    assert contents(tmp_path / "a") == before


@pytest.mark.parametrize("name", ["thesis.txt", "photo.jpg", "facts.json"])
def test_a_folder_with_other_files_is_left_alone(tmp_path, name):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match=f"such as {name}"):
        make(3, tmp_path)
    assert contents(tmp_path) == {name: "mine"}


@pytest.mark.parametrize("count", ["0", "-3", "many", "1.5"])
def test_a_number_that_is_none_is_refused(tmp_path, count):
    with pytest.raises(CommandError):
        make(count, tmp_path)


def test_a_file_where_the_folder_should_be_is_said_so(tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(CommandError, match="Cannot write letters into"):
        make(1, tmp_path / "out")
