"""Build the search index anew from the database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from determinations.management.counting import counted
from determinations.management.progress import Progress
from determinations.models import DisputedItem
from search.engines import ENGINES
from search.index import chosen_engine, rebuild_index
from search.management.problems import told_plainly


class Command(BaseCommand):
    help = (
        "Build the search index anew beside the old one, then swap. If that fails, the old one stays in use."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--engine",
            default="auto",
            choices=["auto", *ENGINES],
            help="The search engine to build with; auto takes IMR_SEARCH_ENGINE, or goes by their number.",
        )

    def handle(self, *args: Any, engine: str, verbosity: int, **options: Any) -> None:
        with told_plainly():
            self._warn_of_size(chosen_engine(engine))
            with Progress("Indexing", self.stdout, not verbosity, "disputed item") as progress:
                summary = rebuild_index(engine, progress)
        progress.say(
            f"Built the {summary.engine} index: {counted(summary.items, 'disputed item')}"
            f" in {progress.seconds:.1f} seconds."
        )

    def _warn_of_size(self, engine: str) -> None:
        count = DisputedItem.objects.count()
        if engine == "whoosh" and count > settings.WHOOSH_MAX_ITEMS:
            self.stderr.write(
                f"{count:,} disputed items are more than Whoosh searches quickly"
                f" ({settings.WHOOSH_MAX_ITEMS:,}): searches will be slow."
                " Build with --engine tantivy."
            )
