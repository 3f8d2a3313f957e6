"""``manage.py ingest``: store letters."""

import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from determinations.ingest import ingest
from determinations.management.arguments import NO_FILES, add_path_arguments
from determinations.management.counting import counted
from determinations.management.database import to_go_on
from determinations.management.exit_codes import INTERRUPTED
from determinations.management.progress import Progress
from determinations.management.terminal import on_one_line
from determinations.summary import IngestSummary

GO_ON = "What was done is stored; give the same command again to go on."
REJECTIONS_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Store the letters (.txt, .pdf) of files, folders and .zip archives. The same file twice changes "
        "nothing. The run can be stopped at any time; the same command again goes on."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        add_path_arguments(parser)

    def handle(self, *, paths: list[Path], workers: int, verbosity: int, **options: Any) -> None:
        progress = Progress("Ingesting", self.stdout, quiet=not verbosity)
        try:
            with progress:
                summary = ingest(paths, workers, progress)
        except KeyboardInterrupt:
            self.stderr.write(
                f"Stopped after {progress.done:,} of {counted(progress.total, 'file')}. {GO_ON}"
            )
            sys.exit(INTERRUPTED)
        except DatabaseError as problem:
            raise CommandError(f"The run had to stop. {to_go_on(problem, GO_ON)}") from problem
        except (OSError, BrokenProcessPool) as problem:
            raise CommandError(f"The run had to stop: {problem}. {GO_ON}") from problem
        progress.say(in_words(summary, progress.seconds))
        if summary.rejected:
            sys.exit(1)


def in_words(summary: IngestSummary, seconds: float) -> str:
    """What the run did, for the person who started it."""
    if not summary.done:
        return NO_FILES
    rate = summary.done / max(seconds, 0.001)
    lines = [
        f"Done: {counted(summary.done, 'file')} in {seconds:.1f} seconds ({rate:,.0f} a second).",
        f"  {summary.new:,} new",
        f"  {summary.replaced:,} replaced an earlier letter of their case",
        f"  {summary.unchanged:,} unchanged: stored before",
        f"  {len(summary.rejected):,} rejected",
        *_rejections(summary),
    ]
    if summary.stored:
        lines.append(
            f"Stored {counted(summary.items, 'disputed item')}. "
            "Now bring the search index up to date: manage.py update_index"
        )
    return "\n".join(lines)


def _rejections(summary: IngestSummary) -> list[str]:
    shown = [on_one_line(f"    {one.path}: {one.reason}") for one in summary.rejected[:REJECTIONS_SHOWN]]
    if more := len(summary.rejected) - len(shown):
        shown.append(f"    and {more:,} more")
    return shown
