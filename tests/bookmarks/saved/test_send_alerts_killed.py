"""``send_alerts`` killed at any moment, or run at the same time: nothing is mailed twice, nothing is lost."""

import re
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.imrsite.serving import ROOT, environment, manage
from tests.search.test_index_killed import KILLED_AT

LETTERS = 12
BEGIN = """
import sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
call_command("migrate", verbosity=0)
call_command("make_letters", sys.argv[2], "--seed", "1", "--out", sys.argv[1], verbosity=0)
first = sorted(Path(sys.argv[1]).glob("*.txt"))[0]
call_command("ingest", str(first), workers=1, verbosity=0)
call_command("update_index", verbosity=0)
client = Client(headers={"Host": "localhost"})
pat = User.objects.create_user("pat", "pat@example.org", "s3cret-words")
EmailAddress.objects.create(user=pat, email=pat.email, primary=True, verified=True)
client.force_login(pat)
answer = client.post("/bookmarks/searches/save/", {"name": "All", "alert": "daily", "has_feed": "on"})
assert answer.status_code == 302, answer.content
"""
ADD = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("ingest", sys.argv[1], workers=1, verbosity=0)
call_command("update_index", verbosity=0)
"""
SENDING = "bookmarks.saved.sending"
MOMENTS = (
    ("bookmarks.saved.finding", "_note", "after", 1),
    (SENDING, "look", "after", 1),
    (SENDING, "claim", "before", 1),
    (SENDING, "claim", "after", 1),
    ("django.core.mail:EmailMessage", "send", "before", 1),
    ("django.core.mail:EmailMessage", "send", "after", 1),
    (SENDING, "note_sent", "after", 1),
)
"""Where a run dies: before or after the call of that number."""


@dataclass(frozen=True)
class Portal:
    """A portal with one alert about all items, whose mails are written into files."""

    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        mails = f"file:///{self.folder / 'mails'}"
        return environment(
            self.folder,
            IMR_SEARCH_ENGINE="whoosh",
            EMAIL_URL=mails,
            DJANGO_SETTINGS_MODULE="imrsite.settings",
        )

    def script(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", *command], cwd=ROOT, env=self.variables, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def add_letter(self, number: int) -> None:
        self.script(ADD, str(sorted((self.folder / "letters").glob("*.txt"))[number]))

    def started(self) -> subprocess.Popen:
        return subprocess.Popen(
            manage("send_alerts"), cwd=ROOT, env=self.variables, stdout=subprocess.PIPE, text=True
        )

    def killed_at(self, *moment: str | int) -> None:
        arguments = (sys.executable, "-c", KILLED_AT, "send_alerts", *map(str, moment))
        done = subprocess.run(arguments, cwd=ROOT, env=self.variables, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, (done.stdout, done.stderr)

    def ask(self, question: str) -> list[tuple]:
        with sqlite3.connect(self.folder / "portal.sqlite3", timeout=30) as database:
            return list(database.execute(question))

    def days_pass(self) -> None:
        self.ask("UPDATE bookmarks_alertmail SET started_at = datetime(started_at, '-3 days')")

    def mailed(self) -> Counter[str]:
        """How often each item's link stands in a mail's text."""
        mails = [path.read_text(encoding="utf-8") for path in (self.folder / "mails").glob("*.log")]
        texts = [text.partition("Content-Type: text/html")[0] for text in mails]
        return Counter(link for text in texts for link in re.findall(r"^ +http\S+#item-\d+$", text, re.M))

    def new_items(self) -> int:
        """Those of all letters but the first one, which was there when the alert was made."""
        ((count,),) = self.ask(
            "SELECT count(*) FROM determinations_disputeditem AS item"
            " JOIN determinations_determination AS one ON one.id = item.determination_id"
            " WHERE one.id != (SELECT min(id) FROM determinations_determination)"
        )
        return count

    def uncertain(self) -> int:
        ((count,),) = self.ask(
            "SELECT coalesce(sum(count), 0) FROM bookmarks_alertmail WHERE state = 'uncertain'"
        )
        return count


@pytest.fixture
def portal(tmp_path) -> Portal:
    portal = Portal(tmp_path)
    (tmp_path / "mails").mkdir()
    portal.script(BEGIN, str(tmp_path / "letters"), str(LETTERS))
    return portal


def test_killed_at_whatever_step_it_sends_nothing_twice_and_loses_nothing(portal):
    for number, moment in enumerate(MOMENTS, start=1):
        portal.add_letter(number)
        before = portal.uncertain()
        portal.killed_at(*moment)
        with portal.started() as run:
            said = run.stdout.read()
        told = "of an earlier run interrupted while being sent" in said
        assert told == (portal.uncertain() > before)
        assert run.returncode == int(told)
        portal.days_pass()
    mailed = portal.mailed()
    assert set(mailed.values()) == {1}
    # What was being sent when it was killed arrived or not; its items stand on the page and in the feed.
    assert portal.new_items() - portal.uncertain() <= len(mailed) <= portal.new_items()
    ((found,),) = portal.ask("SELECT sum(count) FROM bookmarks_finding")
    assert found == portal.new_items()
    assert portal.ask("SELECT count(*) FROM bookmarks_finding WHERE mail_id IS NULL") == [(0,)]


def test_several_runs_at_once_send_each_item_once(portal):
    for number in (1, 2):
        portal.add_letter(number)
        runs = [portal.started() for _ in range(3)]
        said = [run.communicate()[0] for run in runs]
        assert [run.returncode for run in runs] == [0, 0, 0], said
        assert sum("1 mail sent" in one for one in said) == 1
        portal.days_pass()
    mailed = portal.mailed()
    assert set(mailed.values()) == {1}
    assert len(mailed) == portal.new_items()
