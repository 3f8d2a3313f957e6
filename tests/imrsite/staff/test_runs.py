"""The history of runs on the staff's pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from determinations.ingest import ingest
from determinations.models import IngestRun
from tests.determinations.letters import write_letter

pytestmark = pytest.mark.django_db


def run_of(client, run: IngestRun) -> str:
    return client.get(run.get_absolute_url()).content.decode()


def test_a_run_tells_what_it_was_given_stored_and_rejected(tmp_path, staff):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_letter(inbox / "letter.txt")
    (inbox / "list.txt").write_text("No letter.", encoding="utf-8")
    ingest([inbox])
    page = run_of(staff, IngestRun.objects.get())
    for told in (str(inbox), "manage.py ingest", "<strong>1</strong> stored", "<strong>1</strong> rejected"):
        assert told in page
    assert "CM16-0990001" in page
    assert str(inbox / "list.txt") in page
    ingest([inbox])
    page = run_of(staff, IngestRun.objects.first())
    assert "<strong>1</strong> unchanged" in page
    assert "1 of the 1 is not listed here: rejected by an earlier run" in page


def test_a_run_that_was_killed_stays_as_not_ended(staff):
    started = timezone.now() - timedelta(hours=1)
    killed = IngestRun.objects.create(
        kind="ingest",
        started_at=started,
        counted_at=started + timedelta(seconds=90),
        stored=7,
        paths=["/a", "/b"],
    )
    assert "This run has not ended" in run_of(staff, killed)
    listed = staff.get(reverse("staff:runs"), {"end": "unfinished"}).content.decode()
    assert "Not ended" in listed
    assert "2 minutes known" in listed
    assert "1 run, the latest first" in listed
    assert "0 runs" in staff.get(reverse("staff:runs"), {"end": "ended"}).content.decode()


def test_a_list_of_runs_is_paged_and_asks_a_fixed_number_of_queries(
    staff, sam, django_assert_max_num_queries
):
    now = timezone.now()
    IngestRun.objects.bulk_create(
        IngestRun(kind="rejected", started_by=sam, started_at=now, counted_at=now, ended_at=now)
        for _ in range(30)
    )
    staff.get("/about/")  # the first request of a session notes it
    with django_assert_max_num_queries(8):
        page = staff.get(reverse("staff:runs"), {"kind": "rejected"}).content.decode()
    assert page.count("sam@example.org ·") == 25
