"""Stored letters parsed again, where a better parser would say something else of them.

As in an ingest, worker processes parse and this process alone writes, batch after batch, each
in a transaction. A run that was stopped goes on where it stopped: what it has redone bears the
present parser's version. A letter that no longer parses keeps the facts that it has.
"""

from collections.abc import Callable

from determinations.ingest import batches
from determinations.parsers import Parsers
from determinations.redoing import redo
from determinations.reparse_report import ReparseReport
from determinations.stored_letters import letters_to_reparse, stored_letters

Progress = Callable[[int, int], None]


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
    total = letters.count()
    report = ReparseReport()
    on_progress(0, total)
    with Parsers(workers) as parsers:
        for batch in batches(parsers.parse(stored_letters(letters, reread=reread))):
            report.add(redo(batch, dry_run=dry_run))
            on_progress(min(report.done, total), total)
    return report
