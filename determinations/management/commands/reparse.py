"""``manage.py reparse``: stored letters parsed again, and what a changed parser makes of them."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from determinations.management.arguments import add_workers_argument
from determinations.management.change_words import in_words
from determinations.management.counting import counted
from determinations.management.database import to_go_on
from determinations.management.exit_codes import INTERRUPTED
from determinations.management.progress import Progress
from determinations.management.tables import table
from determinations.management.terminal import on_one_line
from determinations.reparse import reparse
from determinations.reparse_report import EXAMPLES_KEPT, Example, ReparseReport, is_of_items

EXAMPLES_SHOWN = 3
REFUSALS_SHOWN = 20
GO_ON = "What was done is stored; give the same command again to go on."
NOTHING_WRITTEN = "Nothing was written: this was a dry run."


class Command(BaseCommand):
    help = (
        "Parse again the stored letters that an earlier version of the parser read, store what became "
        "different, and say what did, field by field. A letter that no longer parses keeps its facts, is "
        "listed, and the command ends with 1. The run can be stopped at any time; the same command goes on."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="every letter, whichever parser read it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument(
            "--reread",
            action="store_true",
            help="read the original files anew, instead of parsing the text that is stored",
        )
        parser.add_argument(
            "--examples",
            type=_examples,
            default=EXAMPLES_SHOWN,
            metavar="N",
            help=f"changes shown of each field, 0 to {EXAMPLES_KEPT} (default: {EXAMPLES_SHOWN})",
        )
        add_workers_argument(parser)

    def handle(self, *, examples: int, verbosity: int, **options: Any) -> None:
        progress = Progress("Reparsing", self.stdout, not verbosity, "letter")
        report = self._reparse(progress, options)
        lines = _lines(report, examples, dry_run=options["dry_run"], seconds=progress.seconds)
        progress.say("\n".join(map(on_one_line, lines)))
        if report.refused:
            sys.exit(1)

    def _reparse(self, progress: Progress, options: dict[str, Any]) -> ReparseReport:
        try:
            with progress:
                return reparse(
                    every=options["all"],
                    reread=options["reread"],
                    dry_run=options["dry_run"],
                    workers=options["workers"],
                    on_progress=progress,
                )
        except KeyboardInterrupt:
            next_step = NOTHING_WRITTEN if options["dry_run"] else GO_ON
            self.stderr.write(
                f"Stopped after {progress.done:,} of {counted(progress.total, 'letter')}. {next_step}"
            )
            sys.exit(INTERRUPTED)
        except DatabaseError as problem:
            raise CommandError(f"The run had to stop. {to_go_on(problem, GO_ON)}") from problem
        except (OSError, BrokenProcessPool) as problem:
            raise CommandError(f"The run had to stop: {problem}. {GO_ON}") from problem


def _lines(report: ReparseReport, examples: int, *, dry_run: bool, seconds: float) -> Iterator[str]:
    if not report.done:
        yield "Every letter is as the present parser reads it: nothing to do. Use --all to parse all again."
        return
    if report.fields:
        yield from _changes(report, examples)
        yield ""
    rate = report.done / max(seconds, 0.001)
    yield f"Done: {counted(report.done, 'letter')} in {seconds:.1f} seconds ({rate:,.0f} a second)."
    yield f"  {report.unchanged:,} unchanged"
    yield f"  {report.changed:,} changed"
    yield f"  {report.newly_parsed:,} newly parsed: rejected before"
    yield f"  {report.still_rejected:,} still rejected"
    if report.gone:
        yield f"  {report.gone:,} replaced or removed by another run meanwhile"
    yield f"  {len(report.refused):,} newly rejected: they keep the facts that they have"
    yield from _refusals(report)
    if dry_run:
        yield NOTHING_WRITTEN
    elif report.changed or report.newly_parsed:
        yield "Now bring the search index up to date: manage.py update_index"


def _changes(report: ReparseReport, examples: int) -> Iterator[str]:
    names = sorted(report.fields, key=lambda name: (is_of_items(name), name))
    counts = [(name, report.fields[name].letters, report.fields[name].items) for name in names]
    header, *lines = table(("Changed field", "Letters", "Items"), counts)
    yield header
    for name, line in zip(names, lines, strict=True):
        yield line
        yield from map(_example, report.fields[name].examples[:examples])


def _example(example: Example) -> str:
    item = "" if example.change.item is None else f" item {example.change.item}"
    return f"    {example.letter}{item}: {in_words(example.change)}"


def _refusals(report: ReparseReport) -> Iterator[str]:
    for one in report.refused[:REFUSALS_SHOWN]:
        yield f"    {one.path}: {one.reason}"
    if more := len(report.refused[REFUSALS_SHOWN:]):
        yield f"    and {more:,} more"


def _examples(typed: str) -> int:
    if typed.isdecimal() and int(typed) <= EXAMPLES_KEPT:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number of examples; give 0 to {EXAMPLES_KEPT}")
