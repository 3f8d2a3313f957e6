"""``manage.py reparse``: a run that fails, stops or is spread over processes leaves the letters whole."""

import pytest
from django.core.management import CommandError
from django.db import DataError, OperationalError

from determinations import ingest as ingest_module
from determinations import redoing
from determinations import reparse as reparse_module
from determinations.ingest import ingest
from determinations.models import DisputedItem, Letter
from letters.parsing import PARSER_VERSION
from tests.determinations.letters import write_letter
from tests.determinations.reparsing import EARLIER, better, run, stale
from tests.determinations.test_ingest import everything_stored

pytestmark = pytest.mark.django_db


def test_a_letter_that_the_database_refuses_keeps_its_facts_and_leaves_the_others_alone(
    inbox, parser, monkeypatch
):
    for number in range(3):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099007{number}")
    ingest([inbox])
    parser(better)
    write = redoing.rewrite_facts

    def refuse_the_second(rewrites):
        if any(one.determination.case_number == "CM16-0990071" for one in rewrites):
            raise DataError("value too long")
        write(rewrites)

    monkeypatch.setattr(redoing, "rewrite_facts", refuse_the_second)
    out, _, code = run()
    assert "  2 changed" in out
    assert "1.txt: The database does not take its new facts (value too long)." in out
    assert code == 1
    assert Letter.objects.filter(parser_version=PARSER_VERSION).count() == 2


@pytest.mark.parametrize(
    ("problem", "said"),
    [(KeyboardInterrupt(), "Stopped after 2 of 3 letters"), (OperationalError("disk full"), "disk full")],
)
def test_a_run_that_stops_keeps_what_is_done_and_the_next_goes_on(inbox, parser, monkeypatch, problem, said):
    for number in range(3):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099007{number}")
    ingest([inbox])
    parser(better)
    redo, calls = reparse_module.redo, []

    def redo_twice(batch, of_run):
        calls.append(batch)
        if len(calls) > 2:
            raise problem
        return redo(batch, of_run)

    with monkeypatch.context() as patched:
        patched.setattr(ingest_module, "BATCH", 1)
        patched.setattr(reparse_module, "redo", redo_twice)
        try:
            _, err, code = run()
        except CommandError as error:
            err, code = str(error), error.returncode
    assert said in err
    assert "give the same command again" in err
    assert code != 0
    assert Letter.objects.filter(parser_version=PARSER_VERSION).count() == 2
    assert run()[0].startswith("Reparsing 1 letter.")
    assert DisputedItem.objects.filter(drugs__strength="4 mg").count() == 3


def test_a_failure_between_two_writes_leaves_the_letters_as_they_were(inbox, parser, monkeypatch):
    ingest([write_letter(inbox / "a.txt")])
    parser(better)
    before = everything_stored()

    def failing(letters):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(redoing, "_describe", failing)
        with pytest.raises(RuntimeError, match="power cut"):
            run()
    assert everything_stored() == before
    run()
    assert stale() == [2]


def test_many_letters_are_parsed_in_other_processes(inbox):
    for number in range(25):
        write_letter(inbox / f"{number:02}.txt", case_number=f"CM16-09901{number:02}")
    ingest([inbox], workers=2)
    Letter.objects.update(parser_version=EARLIER)
    out, _, code = run("--workers=2")
    assert "  25 unchanged" in out
    assert code == 0
