"""``manage.py send_alerts``: look for what saved searches newly find, and send the mails that are due."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from bookmarks.mail_addresses import portal_sends_mail
from bookmarks.saved.sending import AlertRun, MailServerError, send_alerts
from determinations.management.database import to_go_on
from determinations.management.exit_codes import INTERRUPTED
from determinations.management.progress import Progress
from determinations.management.terminal import on_one_line
from search.engines.base import IndexUnavailableError

AGAIN = "Nothing is lost: the next run tells of it."


class Command(BaseCommand):
    help = (
        "Look for what saved searches with an alert newly find, and send the mails that are due: one a day "
        "or one a week for each search, none where nothing is new. It can be run as often as one likes, "
        "twice at once, and stopped at any time: no item is sent twice. Have it run after update_index."
    )
    requires_migrations_checks = True

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if not portal_sends_mail():
            raise CommandError(
                "No mail server is set, so no alert can be sent. Set EMAIL_URL, such as "
                "submission://user:password@host:587, IMR_FROM_EMAIL and IMR_BASE_URL. "
                "Feeds need no mail server."
            )
        progress = Progress("Checking", self.stdout, not verbosity, "alert")
        run = AlertRun()
        try:
            with progress:
                send_alerts(run, progress)
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped after {progress.done:,} of {progress.total:,} alerts. {AGAIN}")
            sys.exit(INTERRUPTED)
        except IndexUnavailableError as problem:
            raise CommandError(f"{problem} {_so_far(run, progress)}") from problem
        except MailServerError as problem:
            sentence = on_one_line(f"The mail server cannot be used ({problem}). See EMAIL_URL.")
            raise CommandError(f"{sentence} {_so_far(run, progress)}") from problem
        except DatabaseError as problem:
            raise CommandError(to_go_on(problem, AGAIN)) from problem
        progress.say("\n".join(_lines(run, progress.seconds)))
        if not run.is_well:
            sys.exit(1)


def _so_far(run: AlertRun, progress: Progress) -> str:
    done = f"{progress.done:,} of {progress.total:,} alerts done, {_mails(run.sent)} sent."
    return f"{done} {AGAIN}"


def _lines(run: AlertRun, seconds: float) -> Iterator[str]:
    yield f"Done in {seconds:.1f} seconds: {run.found:,} new item{'' if run.found == 1 else 's'} found."
    yield f"  {_mails(run.sent)} sent, with {run.items_sent:,} item{'' if run.items_sent == 1 else 's'}"
    if run.without_address:
        yield f"  {_mails(run.without_address)} not sent: the owners have not confirmed their address"
    if run.refused:
        yield f"  {_mails(run.refused)} not taken by the mail server: the next run tries again"
    if run.uncertain:
        yield (
            f"  {_mails(run.uncertain)} broken off on the way to the mail server: perhaps not arrived, "
            "and not sent again; the search's page, its feed and its next mail say so"
        )
    if run.interrupted:
        yield (
            f"  {_mails(run.interrupted)} of an earlier run interrupted while being sent: perhaps not "
            "arrived, and not sent again; the search's page, its feed and its next mail say so"
        )
    if run.unanswered:
        searches = "1 search" if run.unanswered == 1 else f"{run.unanswered:,} searches"
        yield f"  {searches} that the search engine refused: its owner has to narrow it"


def _mails(count: int) -> str:
    return "1 mail" if count == 1 else f"{count:,} mails"
