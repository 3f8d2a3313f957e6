"""The history of runs: each ingest and reparse leaves a row, also one that is killed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from django.contrib.auth.models import User
from django.utils import timezone

from determinations.models import IngestRun
from determinations.reparse_report import ReparseReport
from determinations.summary import IngestSummary
from letters.parsing import PARSER_VERSION

PATHS_KEPT = 100
"""A shell makes many paths of one star."""
WRITTEN_EACH = 1.0
"""Seconds: so old are at most the counts of a run that was killed, and so seldom is its row written."""
_COUNTS = ("stored", "replaced", "changed", "unchanged", "rejected")


class RunRecord:
    """The row of a run under way."""

    def __init__(self, row: IngestRun) -> None:
        self.row = row
        self._written_at = monotonic()

    def count_ingested(self, summary: IngestSummary) -> None:
        """What the ingest did until now."""
        self.row.stored, self.row.replaced = summary.new, summary.replaced
        self.row.unchanged, self.row.rejected = summary.unchanged, len(summary.rejected)
        self._write_now_and_then()

    def count_reparsed(self, report: ReparseReport) -> None:
        """What the reparse did until now; a letter that no longer parses and keeps its facts is rejected."""
        self.row.stored, self.row.changed = report.newly_parsed, report.changed
        self.row.unchanged = report.unchanged
        self.row.rejected = report.still_rejected + len(report.refused)
        self._write_now_and_then()

    def end(self) -> None:
        """The run has come to its end."""
        self.row.counted_at = self.row.ended_at = timezone.now()
        self.row.save(update_fields=[*_COUNTS, "counted_at", "ended_at"])

    def _write_now_and_then(self) -> None:
        if monotonic() - self._written_at < WRITTEN_EACH:
            return
        self.row.counted_at = timezone.now()
        self.row.save(update_fields=[*_COUNTS, "counted_at"])
        self._written_at = monotonic()


@contextmanager
def recorded_run(
    kind: IngestRun.Kind, paths: Sequence[Path] = (), started_by: User | None = None
) -> Iterator[RunRecord]:
    """The record of a run; its end is noted where the block ends well, and at no interruption or failure."""
    now = timezone.now()
    row = IngestRun.objects.create(
        kind=kind,
        started_by=started_by,
        started_at=now,
        counted_at=now,
        # A name on disk may hold bytes that are no text, which no database takes.
        paths=[str(path).encode(errors="replace").decode() for path in paths[:PATHS_KEPT]],
        paths_given=len(paths),
        parser_version=PARSER_VERSION,
    )
    record = RunRecord(row)
    yield record
    record.end()
