"""Rejected letters on the staff's pages: found, read, and parsed again."""

import pytest
from django.urls import reverse

from determinations.ingest import ingest
from determinations.models import Determination, IngestRun, Letter
from search.index import rebuild_index
from tests.determinations.letters import write_letter
from tests.determinations.reparsing import refusing

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def refused(inbox, monkeypatch) -> Letter:
    """A letter that an earlier parser refused, in a portal that has an index."""
    rebuild_index()
    write_letter(inbox / "letter.txt")
    with monkeypatch.context() as patched:
        patched.setattr("determinations.parsers.parse_letter", refusing)
        ingest([inbox])
    return Letter.objects.get()


def write_no_letters(inbox, *names):
    for name in names:
        (inbox / name).write_text(f"No letter: <b>{name}</b>", encoding="utf-8")
    ingest([inbox])


def reparse(client, **chosen):
    return client.post(reverse("staff:reparse"), chosen, follow=True)


def listed(client, **filters) -> set[str]:
    answer = client.get(reverse("staff:rejected"), filters)
    return {letter.path.rpartition("/")[2] for letter in answer.context["letters"]}


def test_the_list_is_narrowed_by_reason_path_kind_and_date(inbox, staff):
    write_no_letters(inbox, "list.txt", "notes.txt")
    (inbox / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    ingest([inbox])
    assert listed(staff) == {"list.txt", "notes.txt", "scan.pdf"}
    assert listed(staff, rejection="damaged") == {"scan.pdf"}
    assert listed(staff, path="notes") == {"notes.txt"}
    assert listed(staff, media_type="text/plain") == {"list.txt", "notes.txt"}
    assert listed(staff, media_type="none") == {"scan.pdf"}
    assert listed(staff, rejected_from="2100-01-01") == set()
    assert listed(staff, rejected_to="2100-01-01") == {"list.txt", "notes.txt", "scan.pdf"}


def test_its_page_has_reason_text_run_and_file(inbox, staff):
    write_no_letters(inbox, "list.txt")
    letter = Letter.objects.get()
    page = staff.get(reverse("staff:rejected_letter", args=[letter.pk])).content.decode()
    assert "no IMR determination letter of a known layout" in page
    assert "&lt;b&gt;list.txt&lt;/b&gt;" in page
    assert "<b>list.txt" not in page
    assert letter.run.get_absolute_url() in page
    answer = staff.get(reverse("staff:rejected_original", args=[letter.pk]))
    assert answer.content == b"No letter: <b>list.txt</b>"
    assert answer["Content-Disposition"] == f'attachment; filename="rejected-{letter.pk}.txt"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_gone_or_another_by_now_is_not_given_out(inbox, staff):
    write_no_letters(inbox, "list.txt")
    (inbox / "list.txt").write_text("Something else.", encoding="utf-8")
    letter = Letter.objects.get()
    assert staff.get(reverse("staff:rejected_original", args=[letter.pk])).status_code == 404
    page = staff.get(reverse("staff:rejected_letter", args=[letter.pk])).content.decode()
    assert "not where it lay any more" in page


def test_a_very_long_text_is_shown_in_part(inbox, staff):
    (inbox / "long.txt").write_text("word " * 30_000 + "the-very-end", encoding="utf-8")
    ingest([inbox])
    page = staff.get(reverse("staff:rejected_letter", args=[Letter.objects.get().pk])).content.decode()
    assert "50,012 more characters are left out" in page
    assert "the-very-end" not in page


def test_a_letter_that_parses_by_now_becomes_a_determination_that_search_finds(refused, staff, client, sam):
    answer = reparse(staff, letters=[refused.pk])
    determination = Determination.objects.get()
    run = IngestRun.objects.get(kind="rejected")
    assert (run.started_by, run.stored) == (sam, 1)
    assert answer.redirect_chain[-1][0] == run.get_absolute_url()
    assert determination.case_number in answer.content.decode()
    assert determination.case_number in client.get("/?q=tizanidine").content.decode()
    again = staff.get(reverse("staff:rejected_letter", args=[refused.pk]))
    assert again["Location"] == reverse("staff:determination", args=[determination.pk])


def test_while_the_index_is_away_the_determination_is_stored_and_the_page_says_that_search_waits(
    refused, staff, monkeypatch, settings, tmp_path
):
    settings.INDEX_DIR = tmp_path / "none"
    page = reparse(staff, letters=[refused.pk]).content.decode()
    assert "Search does not find the new determinations yet. There is no search index yet." in page
    assert Determination.objects.count() == 1


def test_a_letter_that_still_does_not_parse_is_listed_with_the_reason(inbox, staff):
    write_no_letters(inbox, "list.txt", "notes.txt")
    answer = reparse(staff, which="page", shown=list(Letter.objects.values_list("pk", flat=True)))
    page = answer.content.decode()
    assert page.count("no IMR determination letter of a known layout") == 2
    assert IngestRun.objects.get(kind="rejected").rejected == 2


def test_nothing_chosen_and_nonsense_change_nothing(refused, staff):
    for chosen in ({}, {"letters": ["", "x", "-1", "9" * 40, "\x00", "²"]}, {"which": "page"}):
        assert "Choose at least one letter." in reparse(staff, **chosen).content.decode()
    assert "No letters" in reparse(staff, letters=["123456789"]).content.decode()
    assert Letter.objects.get().status == "rejected"


def test_more_than_a_request_can_do_are_not_done(refused, staff):
    answer = reparse(staff, letters=[*range(10_000, 10_030), refused.pk])
    assert "At most 25 letters" in answer.content.decode()
    assert Letter.objects.get().status == "rejected"
