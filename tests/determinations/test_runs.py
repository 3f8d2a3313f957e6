"""The history of runs: what each leaves behind, also one that was stopped."""

from datetime import timedelta

import pytest

import determinations.ingest as ingest_module
from determinations.ingest import ingest
from determinations.models import Determination, IngestRun, Letter
from determinations.reparse import MOST_AT_ONCE, reparse, reparse_rejected
from letters.parsing import PARSER_VERSION
from tests.determinations.letters import write_letter
from tests.determinations.reparsing import refusing

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(django_user_model):
    return django_user_model.objects.create_user("sam", "sam@example.org", "s3cret-words", is_staff=True)


def counts(run: IngestRun) -> dict[str, int]:
    names = ("stored", "replaced", "changed", "unchanged", "rejected")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def write_no_letter(path, words="A shopping list."):
    path.write_text(words, encoding="utf-8")


def test_an_ingest_leaves_what_it_was_given_and_what_became_of_it(inbox):
    write_letter(inbox / "one.txt")
    write_no_letter(inbox / "list.txt")
    ingest([inbox])
    run = IngestRun.objects.get()
    assert (run.kind, run.paths, run.paths_given) == ("ingest", [str(inbox)], 1)
    assert (run.started_by, run.parser_version) == (None, PARSER_VERSION)
    assert counts(run) == {"stored": 1, "rejected": 1}
    assert timedelta(0) <= run.duration < timedelta(minutes=1)
    assert run.ended_at


def test_a_letter_knows_the_run_that_stored_or_rejected_it(inbox):
    write_letter(inbox / "one.txt")
    write_no_letter(inbox / "list.txt")
    ingest([inbox])
    first = IngestRun.objects.get()
    write_letter(inbox / "one.txt", history="She was seen last in March.")
    ingest([inbox])
    second = IngestRun.objects.get(pk__gt=first.pk)
    assert counts(second) == {"replaced": 1, "rejected": 1}
    runs = dict(Letter.objects.values_list("status", "run"))
    assert runs == {"parsed": second.pk, "replaced": first.pk, "rejected": first.pk}


def test_a_run_that_is_stopped_stays_without_an_end_and_with_its_counts(inbox, monkeypatch):
    store, calls = ingest_module.store, []

    def store_one(batch, run):
        calls.append(batch)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return store(batch, run)

    monkeypatch.setattr(ingest_module, "BATCH", 1)
    monkeypatch.setattr(ingest_module, "store", store_one)
    monkeypatch.setattr("determinations.runs.WRITTEN_EACH", 0)
    for number in range(2):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099004{number}")
    with pytest.raises(KeyboardInterrupt):
        ingest([inbox])
    run = IngestRun.objects.get()
    assert run.ended_at is None
    assert counts(run) == {"stored": 1}


def test_a_reparse_leaves_a_row_and_a_dry_run_none(inbox):
    write_letter(inbox / "one.txt")
    ingest([inbox])
    reparse(every=True, dry_run=True)
    assert IngestRun.objects.count() == 1
    reparse(every=True)
    run = IngestRun.objects.filter(kind="reparse").get()
    assert counts(run) == {"unchanged": 1}
    assert run.ended_at


def test_a_name_that_is_no_text_is_written_down_all_the_same(inbox):
    odd = inbox / "odd\udcff"
    ingest([odd])
    assert IngestRun.objects.get().paths == [str(inbox / "odd?")]


@pytest.fixture
def refused(inbox, monkeypatch):
    """Letters that an earlier parser refused, by how many are wanted."""

    def make(count: int) -> list[int]:
        with monkeypatch.context() as patched:
            patched.setattr("determinations.parsers.parse_letter", lambda text: refusing(text))
            for first in range(0, count, 15):  # so few are parsed in this process
                for number in range(first, min(first + 15, count)):
                    write_letter(inbox / f"{number}.txt", case_number=f"CM16-09900{number:02}")
                ingest([inbox])
        return list(Letter.objects.order_by("pk").values_list("pk", flat=True))

    return make


def test_a_rejected_letter_that_now_parses_becomes_a_determination(refused, staff):
    (letter,) = refused(1)
    run = reparse_rejected([letter], staff)
    assert counts(run) == {"stored": 1}
    assert (run.kind, run.started_by) == ("rejected", staff)
    determination = Determination.objects.get()
    assert determination.letter_id == letter
    assert determination.items.filter(indexed_at=None).count() == 2
    assert determination.letter.run == run


def test_a_letter_that_still_does_not_parse_says_why(inbox, staff):
    write_no_letter(inbox / "list.txt")
    ingest([inbox])
    letter = Letter.objects.get()
    run = reparse_rejected([letter.pk], staff)
    assert counts(run) == {"rejected": 1}
    again = Letter.objects.get()
    assert again.run == run
    assert again.rejection == letter.rejection


def test_a_letter_of_which_nothing_is_left_keeps_its_reason(inbox, staff):
    (inbox / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    ingest([inbox])
    letter = Letter.objects.get()
    (inbox / "scan.pdf").unlink()
    run = reparse_rejected([letter.pk], staff)
    assert counts(run) == {"rejected": 1}
    assert Letter.objects.get().rejection == letter.rejection != ""


def test_only_rejected_letters_are_parsed_again_and_so_many_at_a_time(refused, inbox, staff):
    letters = refused(MOST_AT_ONCE + 2)
    run = reparse_rejected(letters, staff)
    assert counts(run) == {"stored": MOST_AT_ONCE}
    assert counts(reparse_rejected(letters[:3], staff)) == {}
    assert Letter.objects.filter(status="rejected").count() == 2
