"""Whatever happens in whatever order, no item is mailed twice, and each newly matching one arrives."""

import random
import re
import smtplib
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.test import Client
from django.utils import timezone

from bookmarks.models import AlertMail
from bookmarks.saved import sending
from bookmarks.saved.tokens import feed_path
from determinations.models import DisputedItem
from search.index import rebuild_index, update_index
from tests.bookmarks.saved.alerts import add_item, read_anew, save, send_alerts

pytestmark = pytest.mark.django_db
STEPS = 60
MATCHING, OTHER = "Spasticity was documented.", "Nothing was documented."


class Killed(BaseException):
    """The process ends here, at once."""


class World:
    """A portal, one alert, and what should have been told of."""

    def __init__(self, client, seed: int, monkeypatch) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a test's
        self.monkeypatch = monkeypatch
        self.now = datetime(2026, 5, 4, 16, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        self.items = [add_item(rationale=self.words()) for _ in range(6)]
        rebuild_index()
        self.saved = save(client, "q=spasticity", has_feed="on")
        self.baseline = self.matching()
        self.due: set[int] = set()
        """Items that matched when the portal looked, and not when the alert was made."""

    def words(self) -> str:
        return self.random.choice((MATCHING, OTHER))

    def matching(self) -> set[int]:
        rows = DisputedItem.objects.filter(rationale=MATCHING, indexed_at__isnull=False)
        return set(rows.values_list("pk", flat=True))

    def ingest(self) -> None:
        self.items.append(add_item(rationale=self.words()))
        self.index()

    def reparse(self) -> None:
        read_anew(self.random.choice(self.items), self.words())
        self.index()

    def index(self) -> None:
        update_index()

    def days_pass(self) -> None:
        self.now += timedelta(hours=self.random.choice((1, 12, 30)))

    def looked(self) -> None:
        self.due |= self.matching() - self.baseline

    def run(self) -> None:
        send_alerts()
        self.looked()

    def run_refused(self) -> None:
        with self.monkeypatch.context() as patched:
            patched.setattr(
                locmem.EmailBackend, "send_messages", raises(smtplib.SMTPDataError(451, b"later"))
            )
            self.run()

    def run_killed(self) -> None:
        """As by SIGKILL: from that moment on the run does nothing more, whatever it would have done."""
        module, name, before = self.random.choice(
            (
                (sending, "claim", True),
                (sending, "claim", False),
                (locmem.EmailBackend, "send_messages", True),
                (locmem.EmailBackend, "send_messages", False),
                (sending, "note_sent", True),
            )
        )
        with self.monkeypatch.context() as patched:
            patched.setattr(module, name, dies(getattr(module, name), before=before))
            for after in ("note_uncertain", "give_back"):
                patched.setattr(sending, after, raises(Killed()))
            with suppress(Killed):
                send_alerts()
        self.looked()

    def feed(self) -> set[int]:
        found = feedparser.parse(Client().get(feed_path(self.saved)).content)
        assert not found.bozo
        self.looked()
        return {int(entry.id.rpartition("-")[2]) for entry in found.entries}

    def mailed(self) -> list[int]:
        numbers = {item.determination.case_number: item.pk for item in self.items}
        texts = (message.body for message in mail.outbox)
        return [
            numbers[one] for text in texts for one in re.findall(r"determinations/(\S+)/#item-1$", text, re.M)
        ]

    def perhaps_mailed(self) -> set[int]:
        mails = AlertMail.objects.filter(state="uncertain")
        return {pk for one in mails for finding in one.findings.all() for pk in finding.items}


def raises(problem):
    def fails(*args, **options):
        raise problem

    return fails


def dies(real, *, before):
    def at_the_moment(*args, **options):
        if before:
            raise Killed
        real(*args, **options)
        raise Killed

    return at_the_moment


@pytest.mark.parametrize("seed", range(6))
def test_no_item_is_mailed_twice_and_each_newly_matching_one_arrives(own, seed, monkeypatch):
    world = World(own, seed, monkeypatch)
    steps = (
        *(world.ingest, world.reparse, world.reparse, world.days_pass, world.days_pass),
        *(world.run, world.run, world.run_refused, world.run_killed, world.feed),
    )
    for _ in range(STEPS):
        world.random.choice(steps)()
        mailed = world.mailed()
        assert len(mailed) == len(set(mailed)), "mailed twice"
        assert set(mailed) <= world.due
    world.now += timedelta(days=2)
    world.run()
    assert world.due, "nothing ever was new: a test of nothing"
    assert set(world.mailed()) | world.perhaps_mailed() == world.due
    assert world.feed() == world.due
