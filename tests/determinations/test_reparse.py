"""``manage.py reparse``: what a changed parser makes of the facts of stored letters, and how it is told."""

from dataclasses import replace

import pytest
from django.core.management import CommandError

from determinations.ingest import ingest
from determinations.models import Determination, DisputedItem, Letter, RemovedItem, Specialty
from letters.parsed_letter import ParseWarning
from letters.parsing import PARSER_VERSION, parse_letter
from tests.determinations.letters import write_letter
from tests.determinations.reparsing import CASE, better, run, stale
from tests.determinations.test_ingest import everything_stored

pytestmark = pytest.mark.django_db


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
