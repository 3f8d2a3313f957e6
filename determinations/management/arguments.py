"""What the commands that read letters have in common on the command line."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandParser

from determinations.management.terminal import on_one_line

NO_FILES = "There is no .txt, .pdf or .zip file in what you named."


def add_path_arguments(parser: CommandParser) -> None:
    """``PATH...`` and ``--workers``."""
    parser.add_argument(
        "paths", nargs="+", type=_existing, metavar="PATH", help="a file, a folder or a .zip archive"
    )
    add_workers_argument(parser)


def add_workers_argument(parser: CommandParser) -> None:
    """``--workers``."""
    parser.add_argument(
        "--workers",
        type=_workers,
        default=settings.INGEST_WORKERS,
        metavar="N",
        help="processes that read and parse (default: IMR_INGEST_WORKERS; 0: one on each core)",
    )


def _existing(typed: str) -> Path:
    path = Path(typed)
    if path.exists():
        return path
    raise ArgumentTypeError(on_one_line(f"there is no file or folder {typed}"))


def _workers(typed: str) -> int:
    if typed.isdecimal():
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number of processes; give 0 or a whole number above it")
