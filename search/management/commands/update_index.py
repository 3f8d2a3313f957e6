"""Bring the search index up to date with the database."""

from typing import Any

from django.core.management.base import BaseCommand

from determinations.management.counting import counted
from determinations.management.progress import Progress
from search.index import rebuild_index, update_index, why_no_update
from search.management.problems import told_plainly


class Command(BaseCommand):
    help = (
        "Bring the search index up to date after an ingest; where there is none that can be read, build it."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        with told_plainly(), Progress("Indexing", self.stdout, not verbosity, "disputed item") as progress:
            if reason := why_no_update():
                progress.say(f"{reason}: it is built anew.")
                summary = rebuild_index(on_progress=progress)
            else:
                summary = update_index(progress)
        progress.say(
            f"Wrote {counted(summary.written, 'disputed item')} and removed {summary.removed:,}"
            f" in {progress.seconds:.1f} seconds; the {summary.engine} index now holds {summary.items:,}."
        )
