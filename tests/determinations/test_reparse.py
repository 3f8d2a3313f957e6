"""``manage.py reparse``: what a changed parser makes of the stored letters."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, OperationalError
from django.utils import timezone

from determinations import ingest as ingest_module
from determinations import redoing
from determinations import reparse as reparse_module
from determinations.ingest import ingest
from determinations.models import Determination, DisputedItem, Letter, RemovedItem, Specialty
from determinations.originals import original_path
from letters.errors import NotADetermination
from letters.parsed_letter import ParseWarning
from letters.parsing import PARSER_VERSION, parse_letter
from tests.determinations.letters import KNEE_MRI, letter, write_letter
from tests.determinations.test_ingest import everything_stored

pytestmark = pytest.mark.django_db

CASE = "CM16-0990001"
EARLIER = "an earlier one"
INDEXED = "2016-04-01T12:00Z"


def run(*arguments, **options) -> tuple[str, str, int]:
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("reparse", *arguments, stdout=out, stderr=err, **options)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), err.getvalue(), code


@pytest.fixture
def parser(monkeypatch):
    """Sets the parser from here on; every letter stored before bears an earlier version and is indexed."""

    def changed_to(parse):
        monkeypatch.setattr("determinations.parsers.parse_letter", parse)
        Letter.objects.update(parser_version=EARLIER)
        DisputedItem.objects.update(indexed_at=INDEXED)

    return changed_to


def better(text):
    """A parser that finds another strength of the second item's drug, and is otherwise the one there is."""
    parsed = parse_letter(text)
    first, second = parsed.items
    drug = replace(second.drugs[0], strength="4 mg")
    return replace(parsed, items=(first, replace(second, drugs=(drug,))))


def refusing(text):
    raise NotADetermination("No known layout.")


def stale() -> list[int]:
    return list(DisputedItem.objects.filter(indexed_at=None).values_list("number", flat=True))


def test_letters_of_the_present_parser_are_left_alone(inbox):
    ingest([write_letter(inbox / "a.txt")])
    before = everything_stored()
    out, _, code = run()
    assert out.splitlines() == [
        "Reparsing 0 letters.",
        "Every letter is as the present parser reads it: nothing to do. Use --all to parse all again.",
    ]
    assert code == 0
    assert everything_stored() == before


def test_a_letter_whose_facts_are_the_same_only_gets_the_parsers_version(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(parse_letter)
    before = everything_stored()
    out, err, code = run()
    assert "  1 unchanged" in out
    assert "update_index" not in out
    assert (err, code) == ("", 0)
    before["Letter"][0]["parser_version"] = PARSER_VERSION
    assert everything_stored() == before


def test_only_the_item_that_changed_is_written_and_waits_for_the_index(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(better)
    items = list(DisputedItem.objects.values_list("pk", flat=True))
    run()
    assert stale() == [2]
    assert list(DisputedItem.objects.values_list("pk", flat=True)) == items
    assert DisputedItem.objects.get(number=2).drugs.get().strength == "4 mg"
    assert Letter.objects.get().parser_version == PARSER_VERSION


def test_the_report_counts_letters_and_items_by_field_with_examples(inbox, parser):
    for number in range(3):
        write_letter(inbox / f"{number}.txt", case_number=f"CM16-099007{number}")
    ingest([inbox])
    parser(better)
    out, _, code = run("--examples=2")
    lines = out.splitlines()
    assert lines[0] == "Reparsing 3 letters."
    assert lines[1].split() == ["Changed", "field", "Letters", "Items"]
    assert lines[2].split() == ["items.drugs.strength", "3", "3"]
    assert lines[3:5] == [f"    CM16-099007{number} item 2: 4mg -> 4 mg" for number in range(2)]
    assert "  3 changed" in lines
    assert lines[-1].endswith("manage.py update_index")
    assert code == 0


def test_a_dry_run_says_the_same_and_writes_nothing(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(better)
    before = everything_stored()
    dry, _, _ = run("--dry-run")
    assert dry.splitlines()[-1] == "Nothing was written: this was a dry run."
    assert everything_stored() == before
    wet, _, _ = run()
    assert wet.splitlines()[:3] == dry.splitlines()[:3]


def test_a_changed_fact_of_the_case_makes_all_its_items_wait_for_the_index(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(lambda text: replace(parse_letter(text), injured_body_parts=("neck", "psyche")))
    out, _, _ = run()
    assert "    CM16-0990001: " in out
    assert stale() == [1, 2]
    parts = Determination.objects.get().injured_body_parts.values_list("name", flat=True)
    assert sorted(parts) == ["neck", "psyche"]
    assert Specialty.objects.count() == 2


def test_a_changed_warning_is_stored_and_leaves_the_index_alone(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    Letter.objects.update(warnings=[{"code": "none-such", "message": "As it was.", "item": None}])
    parser(lambda text: replace(parse_letter(text), warnings=(ParseWarning("none-such", "As it is."),)))
    out, _, _ = run()
    assert f"    {CASE}: As it was. -> As it is." in out
    assert stale() == []
    [warning] = Letter.objects.get().warnings
    assert warning["message"] == "As it is."


def test_an_item_that_a_better_parser_does_not_find_is_removed_and_one_more_is_added(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    gone = DisputedItem.objects.get(number=2)
    parser(lambda text: replace(parse_letter(text), items=parse_letter(text).items[:1]))
    out, _, _ = run()
    assert "item 2: Tizanidine 4mg #60 -> nothing" in out
    assert not DisputedItem.objects.filter(pk=gone.pk).exists()
    assert RemovedItem.objects.get().item_id == gone.pk
    parser(parse_letter)
    out, _, _ = run()
    assert "item 2: nothing -> Tizanidine 4mg #60" in out
    assert DisputedItem.objects.count() == 2


def test_all_parses_letters_of_the_present_parser_too(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(better)
    Letter.objects.update(parser_version=PARSER_VERSION)
    assert run()[0].startswith("Reparsing 0 letters.")
    out, _, _ = run("--all")
    assert "  1 changed" in out


class TestALetterThatNoLongerParses:
    @pytest.fixture(autouse=True)
    def _stored(self, inbox, parser):
        ingest([write_letter(inbox / "a.txt")])
        parser(refusing)

    def test_it_keeps_its_facts_and_is_reported(self, inbox):
        before = everything_stored()
        out, _, code = run()
        assert f"    {inbox}/a.txt: No longer parsed: No known layout." in out
        assert code == 1
        assert everything_stored() == before

    def test_it_is_tried_again_by_every_run(self, parser):
        run()
        assert run()[0].startswith("Reparsing 1 letter.")
        parser(parse_letter)
        assert run()[2] == 0


class TestALetterThatWasRejected:
    @pytest.fixture(autouse=True)
    def _rejected(self, inbox, parser):
        parser(refusing)
        self.inbox = inbox
        self.parser = parser
        ingest([write_letter(inbox / "a.txt")])

    def test_it_is_stored_as_ingest_would_store_it(self):
        self.parser(parse_letter)
        out, _, code = run()
        assert "  1 newly parsed" in out
        assert code == 0
        stored = Letter.objects.get()
        assert (stored.status, stored.rejection) == (Letter.Status.PARSED, "")
        assert Determination.objects.get().case_number == CASE
        assert stale() == [1, 2]
        assert original_path(stored).read_text(encoding="utf-8") == letter()

    def test_it_may_stay_rejected_for_another_reason(self):
        def refusing_otherwise(text):
            raise NotADetermination("No item.")

        self.parser(refusing_otherwise)
        out, _, code = run()
        assert "  1 still rejected" in out
        assert code == 0
        stored = Letter.objects.get()
        assert (stored.rejection, stored.parser_version) == ("No item.", PARSER_VERSION)
        assert stored.text == letter()

    def test_it_does_not_take_the_place_of_a_letter_of_its_case_that_came_later(self):
        self.parser(parse_letter)
        ingest([write_letter(self.inbox / "b.txt", items=[KNEE_MRI])])
        run()
        assert DisputedItem.objects.get().treatment == KNEE_MRI[0]
        assert Letter.objects.get(path__endswith="a.txt").status == Letter.Status.REPLACED

    def test_it_takes_the_place_of_a_letter_of_its_case_that_came_earlier(self):
        self.parser(parse_letter)
        ingest([write_letter(self.inbox / "b.txt", items=[KNEE_MRI])])
        Letter.objects.filter(path__endswith="a.txt").update(ingested_at=timezone.now())
        run()
        assert DisputedItem.objects.count() == 2
        assert Letter.objects.get(path__endswith="b.txt").status == Letter.Status.REPLACED

    def test_a_sample_never_takes_the_place_of_a_real_letter(self):
        self.parser(refusing)
        ingest([write_letter(self.inbox / "c.txt", fictional=True)])
        self.parser(parse_letter)
        run()
        assert not Determination.objects.get().letter.is_fictional
        sample = Letter.objects.get(path__endswith="c.txt")
        run("--all")
        assert "never takes the place of a real one" in sample.rejection


def test_a_file_of_which_no_text_is_stored_is_left_to_ingest(inbox, parser):
    (inbox / "empty.txt").touch()
    ingest([inbox])
    parser(parse_letter)
    assert run()[0].startswith("Reparsing 0 letters.")


def test_a_case_number_of_another_letter_is_not_taken(inbox, parser):
    ingest([write_letter(inbox / "a.txt"), write_letter(inbox / "b.txt", case_number="CM16-0990002")])
    parser(lambda text: replace(parse_letter(text), case_number=CASE))
    out, _, code = run()
    assert f"b.txt: Its case number is now read as {CASE}, which is that of another letter." in out
    assert code == 1
    assert set(Determination.objects.values_list("case_number", flat=True)) == {CASE, "CM16-0990002"}


def test_a_copy_that_lost_its_case_number_may_get_it(inbox, parser):
    ingest([write_letter(inbox / "a.txt", case_number=None)])
    parser(lambda text: replace(parse_letter(text), case_number=CASE))
    determination = Determination.objects.get()
    run()
    determination.refresh_from_db()
    assert determination.case_number == CASE


class TestReread:
    """The original files are read anew, instead of the text that is stored."""

    @pytest.fixture(autouse=True)
    def _stored_badly(self, inbox):
        self.path = write_letter(inbox / "a.txt")
        ingest([self.path])
        Letter.objects.update(text="As an earlier reader read it.", parser_version=EARLIER)

    def test_the_kept_original_is_read(self):
        self.path.unlink()
        out, _, code = run("--reread")
        assert "text" in out
        assert code == 0
        assert Letter.objects.get().text == letter()

    def test_without_an_original_the_letter_keeps_its_facts(self):
        original_path(Letter.objects.get()).unlink()
        self.path.write_text("Another file of the same name.", encoding="utf-8")
        before = everything_stored()
        out, _, code = run("--reread")
        assert "Its original file is not in the data folder any more" in out
        assert code == 1
        assert everything_stored() == before


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

    def redo_twice(batch, **options):
        calls.append(batch)
        if len(calls) > 2:
            raise problem
        return redo(batch, **options)

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


def test_a_long_text_is_shown_around_the_first_difference(inbox, parser):
    ingest([write_letter(inbox / "a.txt", history="Pain in the neck. " * 20 + "She was seen in January.")])
    Determination.objects.update(case_summary="Pain in the neck. " * 20 + "He was seen in January.")
    parser(parse_letter)
    out, _, _ = run()
    [shown] = [line for line in out.splitlines() if line.startswith(f"    {CASE}: ")]
    assert len(shown) < 200
    assert shown.startswith(f"    {CASE}: …") or "…" in shown


@pytest.mark.parametrize("typed", ["-1", "some", "1000"])
def test_a_number_of_examples_that_is_none_is_refused(typed):
    with pytest.raises(CommandError, match="no number of examples"):
        run(f"--examples={typed}")


def test_verbosity_0_says_nothing(inbox, parser):
    ingest([write_letter(inbox / "a.txt")])
    parser(better)
    assert run(verbosity=0) == ("", "", 0)
    assert stale() == [2]
