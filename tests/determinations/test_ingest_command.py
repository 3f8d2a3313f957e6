"""``manage.py ingest`` as the person at the terminal meets it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from determinations import ingest as ingest_module
from determinations.models import Determination
from tests.determinations.letters import write_letter

pytestmark = pytest.mark.django_db


def run(*arguments, **options) -> tuple[str, str, int]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), err.getvalue(), code


def test_the_first_line_says_the_total_and_the_last_what_to_do_next(inbox):
    write_letter(inbox / "a.txt")
    out, err, code = run(inbox)
    lines = out.splitlines()
    assert lines[0] == "Ingesting 1 file."
    assert lines[1].startswith("Done: 1 file in ")
    assert "1 new" in out
    assert lines[-1].startswith("Stored 2 disputed items.")
    assert lines[-1].endswith("manage.py update_index")
    assert (err, code) == ("", 0)


def test_a_run_that_changes_nothing_asks_for_no_update_of_the_index(inbox):
    write_letter(inbox / "a.txt")
    run(inbox)
    out, _, code = run(inbox)
    assert "1 unchanged" in out
    assert "update_index" not in out
    assert code == 0


def test_rejected_files_are_listed_with_their_reasons_and_the_command_ends_with_1(inbox):
    (inbox / "empty.txt").touch()
    write_letter(inbox / "z.txt")
    out, _, code = run(inbox)
    assert f"{inbox}/empty.txt: The file is empty." in out
    assert "1 rejected" in out
    assert code == 1
    assert Determination.objects.count() == 1


def test_a_rejected_files_name_cannot_forge_a_line(inbox):
    (inbox / "a\n  7 new\x1b[2J.txt").touch()
    out, _, _ = run(inbox)
    assert "a\\n  7 new\\x1b[2J.txt: The file is empty." in out


def test_only_the_first_twenty_rejections_are_listed(inbox):
    for number in range(25):
        (inbox / f"{number}.txt").write_text(f"No letter {number}.", encoding="utf-8")
    out, _, code = run(inbox)
    assert out.count(f"{inbox}/") == 20
    assert "and 5 more" in out
    assert code == 1


def test_a_path_that_does_not_exist_is_named_before_anything_is_done(inbox):
    write_letter(inbox / "a.txt")
    with pytest.raises(CommandError, match=r"there is no file or folder .*/nowhere"):
        run(inbox, inbox / "nowhere")
    assert not Determination.objects.exists()


def test_a_folder_without_letters_is_said_to_have_none(inbox):
    out, _, code = run(inbox)
    assert "no .txt, .pdf or .zip file" in out
    assert code == 0


@pytest.mark.parametrize("workers", ["-1", "many"])
def test_a_number_of_workers_that_is_none_is_refused(inbox, workers):
    with pytest.raises(CommandError, match="no number of processes"):
        run(inbox, f"--workers={workers}")


@pytest.mark.parametrize(
    ("problem", "said"),
    [(KeyboardInterrupt(), "Stopped after 2 of 3 files"), (OperationalError("disk full"), "disk full")],
)
def test_a_run_that_stops_says_how_far_it_came_and_how_to_go_on(inbox, monkeypatch, problem, said):
    real_store = ingest_module.store
    calls = []

    def store_twice(batch, of_run):
        calls.append(batch)
        if len(calls) > 2:
            raise problem
        return real_store(batch, of_run)

    monkeypatch.setattr(ingest_module, "BATCH", 1)
    monkeypatch.setattr(ingest_module, "store", store_twice)
    for number in range(3):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099004{number}")
    try:
        _, err, code = run(inbox)
    except CommandError as error:
        err, code = str(error), error.returncode
    assert said in err
    assert "give the same command again" in err
    assert code != 0
    assert Determination.objects.count() == 2


def test_verbosity_0_says_nothing(inbox):
    write_letter(inbox / "a.txt")
    assert run(inbox, verbosity=0) == ("", "", 0)
