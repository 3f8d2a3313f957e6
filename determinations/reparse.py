"""Stored letters parsed again, where a better parser would say something else of them.

As in an ingest, worker processes parse and this process alone writes, batch after batch, each
in a transaction. A run that was stopped goes on where it stopped: what it has redone bears the
present parser's version. A letter that no longer parses keeps the facts that it has.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext

from django.contrib.auth.models import User
from django.db.models import QuerySet

from determinations.ingest import batches
from determinations.models import IngestRun, Letter
from determinations.parsers import CHUNK_FILES, Parsers
from determinations.redoing import redo
from determinations.reparse_report import ReparseReport
from determinations.runs import RunRecord, recorded_run
from determinations.stored_letters import letters_to_reparse, stored_letters

Progress = Callable[[int, int], None]

MOST_AT_ONCE = 25
"""Letters that a page parses again within its request; for more there is the command."""


def reparse(
    *,
    every: bool = False,
    reread: bool = False,
    dry_run: bool = False,
    workers: int = 0,
    on_progress: Progress = lambda done, total: None,
) -> ReparseReport:
    """Parse again the letters that another parser read, or with ``every`` all, and say what changed.

    The letters' stored text is parsed; ``reread`` reads the original files anew. A ``dry_run``
    says the same and writes nothing. ``workers`` and ``on_progress`` are those of ``ingest``.
    """
    letters = letters_to_reparse(every=every, reread=reread)
    report = ReparseReport()
    with nullcontext() if dry_run else recorded_run(IngestRun.Kind.REPARSE) as record:
        _reparse(letters, report, record, reread=reread, workers=workers, on_progress=on_progress)
    return report


def reparse_rejected(letters: Sequence[int], started_by: User) -> IngestRun:
    """Parse again some rejected letters, at most ``MOST_AT_ONCE``, by their keys; what became of them.

    One without stored text is read anew, if its file can still be had. A letter that now parses
    becomes a determination as in an ingest. Others that are no rejected letters are left alone.
    """
    rejected = Letter.objects.filter(pk__in=letters[:MOST_AT_ONCE], status=Letter.Status.REJECTED)
    keys = sorted(rejected.values_list("pk", flat=True))
    report = ReparseReport()
    with recorded_run(IngestRun.Kind.REPARSE_OF_REJECTED, started_by=started_by) as record:
        # Fewer than for which processes are started: texts are parsed within a request.
        for first in range(0, len(keys), CHUNK_FILES - 1):
            some = Letter.objects.filter(pk__in=keys[first : first + CHUNK_FILES - 1])
            _reparse(some.exclude(text=""), report, record)
            _reparse(some.filter(text="", status=Letter.Status.REJECTED), report, record, reread=True)
    return record.row


def _reparse(
    letters: QuerySet[Letter],
    report: ReparseReport,
    record: RunRecord | None,
    *,
    reread: bool = False,
    workers: int = 1,
    on_progress: Progress = lambda done, total: None,
) -> None:
    total = letters.count()
    on_progress(0, total)
    with Parsers(workers) as parsers:
        for batch in batches(parsers.parse(stored_letters(letters, reread=reread))):
            report.add(redo(batch, record.row if record else None))
            if record:
                record.count_reparsed(report)
            on_progress(min(report.done, total), total)
