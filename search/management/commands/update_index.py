"""Bring the search index up to date with the database."""

from typing import Any

from django.core.management.base import BaseCommand

from determinations.management.counting import counted
from determinations.management.progress import Progress
from search.index import can_be_updated, rebuild_index, update_index
from search.management.problems import told_plainly


class Command(BaseCommand):
    help = "Bring the search index up to date after an ingest; where there is none to update, build it."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        with told_plainly(), Progress("Indexing", self.stdout, not verbosity, "disputed item") as progress:
            if can_be_updated():
                summary = update_index(progress)
            else:
                progress.say("There is no index of the present fields to update: it is built anew.")
                summary = rebuild_index(on_progress=progress)
        progress.say(
            f"Wrote {counted(summary.written, 'disputed item')} and removed {summary.removed:,}"
            f" in {progress.seconds:.1f} seconds; the {summary.engine} index now holds {summary.items:,}."
        )
