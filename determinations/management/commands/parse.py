"""``manage.py parse``: what letters say, with nothing stored."""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from determinations.files import read_file
from determinations.management.arguments import NO_FILES, add_path_arguments
from determinations.management.exit_codes import INTERRUPTED
from determinations.management.pipes import reader_may_leave
from determinations.management.terminal import on_one_line
from determinations.parsers import Parsed, Parsers
from letters.parsed_letter import ParsedLetter
from letters.reading.sources import find_sources


class Command(BaseCommand):
    help = (
        "Print what the letters (.txt, .pdf) of files, folders and .zip archives say; nothing is stored. "
        "The reasons of refused files go to standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_path_arguments(parser)
        parser.add_argument(
            "--json",
            action="store_true",
            help="one JSON object a letter, by docs/parsed-letter.md, with its path",
        )

    def handle(self, *, paths: list[Path], workers: int, **options: Any) -> None:
        refused = 0
        try:
            with reader_may_leave():
                refused = self._print_all(paths, workers, as_json if options["json"] else in_words)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except BrokenProcessPool as problem:
            raise CommandError(f"The processes that parse had to stop: {problem}") from problem
        if refused:
            sys.exit(1)

    def _print_all(self, paths: list[Path], workers: int, shown: Callable[[str, ParsedLetter], str]) -> int:
        parsed = refused = 0
        with Parsers(workers) as parsers:
            for file, parse in parsers.parse(map(read_file, find_sources(paths))):
                if isinstance(parse, Parsed):
                    parsed += 1
                    self.stdout.write(shown(file.path, parse.letter))
                else:
                    refused += 1
                    self.stderr.write(on_one_line(f"{file.path}: {parse.reason}"))
        if not parsed + refused:
            self.stderr.write(NO_FILES)
        return refused


def as_json(path: str, letter: ParsedLetter) -> str:
    """The letter by the contract, on one line, with its path first."""
    return json.dumps({"path": path, **letter.as_json()})


def in_words(path: str, letter: ParsedLetter) -> str:
    """The letter's case, its items and what the parser missed in it, to be read."""
    return "\n".join(map(on_one_line, _lines(path, letter)))


def _lines(path: str, letter: ParsedLetter) -> Iterator[str]:
    decided = f"decided {letter.dates.decision}" if letter.dates.decision else "no decision date"
    yield f"{letter.case_number or 'No case number'}, {decided}: {letter.outcome} ({path})"
    for item in letter.items:
        yield f"  {item.number}. {item.treatment}: {item.outcome}"
    for warning in letter.warnings:
        about = f"item {warning.item}: " if warning.item else ""
        yield f"  Warning: {about}{warning.message}"
