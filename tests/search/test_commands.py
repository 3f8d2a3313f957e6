"""rebuild_index, update_index and search, as typed in a shell."""

import json
import os
import resource
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, OperationalError

from determinations.models import DisputedItem
from search.manifest import write_lock
from tests.search.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def indexed(world):
    call_command("rebuild_index", verbosity=0)
    return world


def output_of(*command, **options) -> str:
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def search(*arguments) -> dict:
    return json.loads(output_of("search", *arguments, "--json"))


def test_a_rebuild_says_the_total_first_and_a_summary_last(world, capsys):
    lines = output_of("rebuild_index").splitlines()
    assert lines[0] == "Indexing 12 disputed items."
    assert lines[-1].startswith("Built the whoosh index: 12 disputed items in ")
    assert capsys.readouterr().err == ""


def test_a_quiet_rebuild_says_nothing(world):
    assert output_of("rebuild_index", verbosity=0) == ""


def test_an_engine_can_be_named(world):
    assert "whoosh" in output_of("rebuild_index", "--engine", "whoosh")
    with pytest.raises(CommandError, match="invalid choice"):
        output_of("rebuild_index", "--engine", "lucene")


def test_an_unknown_engine_in_the_settings_is_named_with_what_to_use(world, settings):
    settings.SEARCH_ENGINE = "lucene"
    with pytest.raises(CommandError, match=r"'lucene'\. Use one of: auto, whoosh"):
        output_of("rebuild_index")


@pytest.mark.parametrize(("most", "engine"), [(12, "whoosh"), (11, "tantivy")])
def test_the_number_of_items_chooses_the_engine(world, settings, most, engine):
    settings.WHOOSH_MAX_ITEMS = most
    err = StringIO()
    assert f"Built the {engine} index: 12 disputed items" in output_of("rebuild_index", stderr=err)
    assert err.getvalue() == ""
    assert search()["total"] == len(world)


def test_more_items_than_whoosh_searches_quickly_are_warned_of_where_it_is_named(world, settings):
    settings.WHOOSH_MAX_ITEMS = 11
    err = StringIO()
    output_of("rebuild_index", "--engine", "whoosh", stderr=err)
    assert "12 disputed items are more than Whoosh searches quickly (11)" in err.getvalue()
    assert "--engine tantivy" in err.getvalue()


def test_an_update_without_an_index_builds_it(world):
    said = output_of("update_index")
    assert said.startswith("There is no index of the present fields to update: it is built anew.")
    assert search()["total"] == len(world)


def test_an_update_says_what_it_did(indexed):
    DisputedItem.objects.filter(pk=indexed["norco"].pk).update(indexed_at=None)
    said = output_of("update_index")
    assert said.startswith("Indexing 1 disputed item.")
    assert "Wrote 1 disputed item and removed 0" in said
    assert "now holds 12." in said


@pytest.mark.parametrize("command", ["rebuild_index", "update_index"])
def test_a_busy_index_is_left_alone(indexed, settings, command):
    with write_lock(settings.INDEX_DIR), pytest.raises(CommandError, match="Another process"):
        output_of(command)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (KeyboardInterrupt(), "Interrupted. The old index stays in use."),
        (BrokenPipeError(), "Nobody reads the output any more: stopped. The old index stays in use."),
        (OSError("No space left on device"), "No space left on device"),
        (OperationalError("no such table: a"), "Run manage.py migrate."),
        (OperationalError("attempt to write a readonly database"), "Give the portal's user write access"),
        (OperationalError("disk I/O error"), "(disk I/O error). See whether the disk is full or failing."),
        (OperationalError("database is locked"), "Another process is writing to it"),
        (DataError("value too long"), "(value too long). Give the command with --traceback to see where."),
    ],
)
@pytest.mark.parametrize("command", ["rebuild_index", "update_index"])
def test_a_failure_is_told_in_a_sentence_and_the_old_index_stays(
    indexed, monkeypatch, command, failure, said
):
    def fail(item):
        raise failure

    DisputedItem.objects.update(indexed_at=None)
    with monkeypatch.context() as broken:
        broken.setattr("search.index.index_document", fail)
        with pytest.raises(CommandError) as problem:
            output_of(command)
    assert said in str(problem.value)
    assert search()["total"] == len(indexed)
    assert "Wrote 12 disputed items" in output_of("update_index")


@pytest.fixture
def full_disk():
    """No file can grow beyond a few kB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_rebuild_on_a_full_disk_is_told_in_a_sentence_whatever_the_engine(indexed, engine, full_disk):
    with pytest.raises(CommandError) as problem:
        output_of("rebuild_index", "--engine", engine)
    assert str(problem.value).startswith("The index cannot be written (")
    assert str(problem.value).endswith("The old index stays in use.")
    assert search()["total"] == len(indexed)


@pytest.mark.parametrize("command", ["rebuild_index", "update_index"])
def test_a_first_build_that_is_interrupted_leaves_no_index_and_says_so(world, monkeypatch, command):
    def interrupt(item):
        raise KeyboardInterrupt

    monkeypatch.setattr("search.index.index_document", interrupt)
    with pytest.raises(CommandError) as problem:
        output_of(command)
    assert str(problem.value) == ("Interrupted. There is no search index yet. Run manage.py rebuild_index.")
    assert problem.value.returncode == 130


@pytest.fixture
def reader_has_left(monkeypatch):
    """Standard output is a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        yield


def test_the_index_is_built_though_nobody_reads_the_output(world, reader_has_left):
    call_command("rebuild_index")
    assert search()["total"] == len(world)
    DisputedItem.objects.update(indexed_at=None)
    call_command("update_index")
    assert not DisputedItem.objects.filter(indexed_at=None).exists()


def test_a_search_may_leave_out_other_names(indexed):
    assert search("zanaflex")["total"] > search("zanaflex", "--as-typed")["total"] == 1
    assert search("zanaflex", "--as-typed")["also_searched"] == []


@pytest.mark.parametrize("form", ["--facets", "--json"])
def test_a_search_ends_quietly_when_its_reader_leaves(indexed, reader_has_left, form):
    call_command("search", form)


def test_an_interrupted_search_ends_quietly(indexed, monkeypatch, capsys):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr("search.management.commands.search.open_engine", interrupt)
    with pytest.raises(SystemExit) as ended:
        call_command("search", "pain")
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_drug_and_outcome_hold_on_the_same_item(indexed):
    answer = search("drug:tizanidine outcome:overturned")
    assert answer["understood"] == "Disputed items where drug is tizanidine and outcome is overturned."
    assert answer["total"] == answer["determinations"] == 1
    (hit,) = answer["hits"]
    assert (
        hit.items()
        >= {
            "case_number": "CM14-9000002",
            "item": 1,
            "treatment": "Zanaflex 4mg #30",
            "outcome": "overturned",
            "decided": "2014-11-03",
        }.items()
    )
    assert search("drug:cyclobenzaprine outcome:overturned")["total"] == 0


def test_not_medically_necessary_is_not_medically_necessary(indexed):
    upheld = {hit["treatment"] for hit in search('"not medically necessary"', "--limit=50")["hits"]}
    every = {hit["treatment"] for hit in search('"medically necessary"', "--limit=50")["hits"]}
    assert upheld < every
    assert "Zanaflex 4mg #30" in every - upheld


def test_facets_are_counted_when_asked_for(indexed):
    assert search("tizanidine")["facets"] == {}
    facets = search("drug:tizanidine", "--facets")["facets"]
    assert facets["outcome"] == {"overturned": 1, "upheld": 1}
    assert facets["page"]["chronic-pain-2009:66"] == 2
    assert "Outcome: overturned (1), upheld (1)" in output_of("search", "drug:tizanidine", "--facets")


def test_the_limit_bounds_the_items_not_the_total(indexed):
    answer = search("--limit=2")
    assert (len(answer["hits"]), answer["total"]) == (2, 12)


@pytest.mark.parametrize("limit", ["0", "-1", "many", "²"])
def test_a_limit_that_is_none_is_told_what_is_wanted(indexed, limit):
    with pytest.raises(CommandError, match=r"Write a whole number from 1 on\."):
        search(f"--limit={limit}")


def test_a_year_that_cannot_be_is_told_which_can(indexed):
    answer = search("decided:9999")
    assert "from 1900 to 2100" in answer["notes"][0]


def test_results_are_readable(indexed):
    said = output_of("search", "drug:Zanaflex", "spasm")
    assert said.startswith("Disputed items where drug is tizanidine and the text has “spasm”.")
    assert "Note: Zanaflex is a brand name of tizanidine." in said
    assert "2 disputed items of 2 determinations." in said
    assert "CM14-9000002, item 1: Zanaflex 4mg #30" in said
    assert "Overturned, decided 2014-11-03" in said
    assert "low back pain with spasm" in said


def test_one_of_a_kind_is_counted_in_the_singular(indexed):
    assert "1 disputed item of 1 determination.\n" in output_of("search", "drug:lidocaine")


def test_a_case_without_number_or_date_is_shown_too(indexed):
    assert "Case number not in this copy" in output_of("search", "lidocaine")
    assert "decided date not stated" in output_of("search", "arthroscopy")


def test_what_was_not_understood_is_said(indexed):
    assert search("drug:tramdol")["notes"] == [
        "No drug called tramdol: did you mean tramadol? Searched as words."
    ]


def test_a_word_that_no_item_has_is_met_with_likelier_ones_as_on_the_page(indexed):
    assert "No item has “tramdol”: did you mean tramadol (1 item)?" in output_of("search", "tramdol")
    assert search("tramdol")["misspellings"] == {"tramdol": {"tramadol": 1}}
    assert search("tramadol")["misspellings"] == {}


def test_a_search_without_an_index_says_what_to_do(world):
    with pytest.raises(CommandError, match=r"Run manage.py rebuild_index"):
        output_of("search", "heat")
