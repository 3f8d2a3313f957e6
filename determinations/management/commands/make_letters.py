"""``manage.py make_letters``: fictional letters with their true facts beside them."""

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from determinations.management.counting import counted
from letters.fictional import MARK, is_fictional
from letters.samples import make_letters


class Command(BaseCommand):
    help = (
        "Write N fictional letters (NAME.txt) with their true facts (NAME.json) into a folder of their own. "
        "The same seed gives the same letters; those of an earlier run in the folder are replaced."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=_count, metavar="N", help="how many letters")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="which letters (default: 1)")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write into")

    def handle(self, *, count: int, seed: int, out: Path, **options: Any) -> None:
        try:
            self._write(count, seed, out)
        except OSError as problem:
            raise CommandError(f"Cannot write letters into {out}: {problem.strerror}.") from problem
        if options["verbosity"]:
            self.stdout.write(f"Wrote {counted(count, 'fictional letter')} into {out} (seed {seed}).")

    def _write(self, count: int, seed: int, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        earlier = set(out.iterdir())
        if foreign := sorted(earlier - _samples(earlier)):
            raise CommandError(
                f"{out} holds files that are no sample letters, such as {foreign[0].name}. "
                "Name a new or empty folder."
            )
        written = set()
        for letter in make_letters(count, seed):
            text, facts = out / f"{letter.name}.txt", out / f"{letter.name}.json"
            text.write_text(letter.text, encoding="utf-8")
            facts.write_text(json.dumps(letter.facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            written |= {text, facts}
        for path in earlier - written:
            path.unlink()


def _samples(files: set[Path]) -> set[Path]:
    """Which of the files an earlier run may have written: fictional letters, and the facts beside them."""
    letters = {file for file in files if file.suffix == ".txt" and file.is_file() and _is_sample(file)}
    facts = {letter.with_suffix(".json") for letter in letters}
    return letters | (facts & files)


def _is_sample(letter: Path) -> bool:
    with letter.open(encoding="utf-8", errors="replace") as file:
        opening = file.read(4 * len(MARK))
    return is_fictional(opening) or not opening  # empty: the earlier run was stopped there


def _count(typed: str) -> int:
    if typed.isdecimal() and int(typed) > 0:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number of letters; give a whole number above zero")
