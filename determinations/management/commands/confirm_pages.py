"""``manage.py confirm_pages``: the page map's unconfirmed topics, held against the letters."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from determinations.management.database import in_words
from determinations.management.pipes import reader_may_leave
from determinations.management.tables import table
from determinations.page_topics import DETERMINATIONS_NEEDED, Support, confirm
from vocabularies.guidelines import MAPPED_EDITION, MAPPED_GUIDELINE, UNCONFIRMED_TOPICS, PageTopic

INTERRUPTED = 130
NOTHING_CHANGED = "Nothing was changed."


class Command(BaseCommand):
    help = (
        f"Count which unconfirmed topics of the page map of {MAPPED_GUIDELINE} {MAPPED_EDITION} the letters' "
        "own citations bear out; those with enough determinations are shown beside their pages from now on. "
        "Sample letters never count."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--needed",
            type=_determinations,
            default=DETERMINATIONS_NEEDED,
            metavar="N",
            help=f"determinations that confirm a topic (default: {DETERMINATIONS_NEEDED})",
        )

    def handle(self, *, needed: int, verbosity: int, **options: Any) -> None:
        if verbosity:
            self.stdout.write(
                f"{len(UNCONFIRMED_TOPICS):,} unconfirmed topics of {MAPPED_GUIDELINE} {MAPPED_EDITION}."
            )
        try:
            supports = confirm(needed)
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped. {NOTHING_CHANGED}")
            sys.exit(INTERRUPTED)
        except DatabaseError as problem:
            raise CommandError(f"{in_words(problem)} {NOTHING_CHANGED}") from problem
        if verbosity:
            with reader_may_leave():
                self.stdout.write("\n".join(_lines(supports, needed)))


def _lines(supports: Sequence[Support], needed: int) -> Iterator[str]:
    rows = [
        (
            support.topic.topic,
            _pages(support.topic),
            support.determinations,
            "confirmed" if support.confirmed else "not confirmed",
        )
        for support in supports
    ]
    yield from table(("Topic", "Pages", "Support", ""), rows)
    confirmed = sum(support.confirmed for support in supports)
    yield f"Done: {confirmed:,} of {len(supports):,} confirmed, by {needed:,} determinations or more each."


def _pages(topic: PageTopic) -> str:
    return str(topic.first_page) if topic.length == 1 else f"{topic.first_page}-{topic.last_page}"


def _determinations(typed: str) -> int:
    if typed.isdecimal() and int(typed) > 0:
        return int(typed)
    raise ArgumentTypeError(f"{typed!r} is no number of determinations; give a whole number above zero")
