"""People who keep things in a portal on PostgreSQL: their alerts, and a folder that two of them share."""

import http.client
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.imrsite.serving import ROOT, environment, manage
from tests.postgresql.server import Server
from tests.search.test_index_killed import KILLED_AT

PEOPLE = ("kim", "lee", "pat")
SAVE_SEARCHES = """
import sys, django
django.setup()
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
call_command("ingest", sys.argv[1], workers=1, verbosity=0)
call_command("update_index", verbosity=0)
for name in sys.argv[2:]:
    client = Client(headers={"Host": "localhost"})
    user = User.objects.create(username=name, email=f"{name}@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    client.force_login(user)
    answer = client.post("/bookmarks/searches/save/", {"name": "All", "alert": "daily"})
    assert answer.status_code == 302, answer.content
"""
ADD = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("ingest", *sys.argv[1:], workers=1, verbosity=0)
call_command("update_index", verbosity=0)
"""
SHARE_A_FOLDER = """
import json, sys, django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from bookmarks.keeping.filing import keep
from bookmarks.keeping.forms import new_folder
from bookmarks.keeping.targets import target_of
from bookmarks.models import FolderShare
from determinations.models import Determination
call_command("ingest", *sys.argv[1:], workers=1, verbosity=0)
kim, lee = (User.objects.create(username=name, email=f"{name}@example.org") for name in ("kim", "lee"))
folder = new_folder(kim, "Alvarez")
FolderShare.objects.create(folder=folder, user=lee, can_write=True)
people = []
for person in (kim, lee):
    client = Client()
    client.force_login(person)
    kept = [keep(person, target_of(one, "")).pk for one in Determination.objects.order_by("pk")]
    people.append({"session": client.cookies["sessionid"].value, "bookmarks": kept})
print(json.dumps({"folder": folder.pk, "people": people}))
"""


@dataclass(frozen=True)
class Workspace:
    """A portal whose mails are written into files."""

    server: Server
    folder: Path
    url: str

    @property
    def variables(self) -> dict[str, str]:
        mails = self.folder / "mails"
        mails.mkdir(exist_ok=True)
        return environment(
            self.folder,
            DATABASE_URL=self.url,
            IMR_SEARCH_ENGINE="whoosh",
            EMAIL_URL=f"file:///{mails}",
            DJANGO_SETTINGS_MODULE="imrsite.settings",
        )

    def script(self, code: str, *arguments: str | Path) -> str:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def started(self, *command: str) -> subprocess.Popen[str]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen(manage(*command), cwd=ROOT, env=self.variables, text=True, **pipes)

    def killed_at(self, *moment: str | int) -> None:
        """``send_alerts`` that dies at a moment; see ``KILLED_AT``."""
        command = (sys.executable, "-c", KILLED_AT, "send_alerts", *map(str, moment))
        done = subprocess.run(command, cwd=ROOT, env=self.variables, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, (done.stdout, done.stderr)

    def ask(self, question: str) -> list[tuple]:
        name = self.url.rpartition("/")[2]
        with psycopg.connect(host=str(self.server.folder), user="postgres", dbname=name) as database:
            done = database.execute(question)  # type: ignore[arg-type]
            return done.fetchall() if done.description else []

    def days_pass(self) -> None:
        self.ask("update bookmarks_alertmail set started_at = started_at - interval '3 days'")

    def mails(self) -> Counter[str]:
        """To whom mails went."""
        return Counter(re.search(r"^To: (\w+)@", mail, re.MULTILINE)[1] for mail in self._mails())

    def told(self) -> Counter[tuple[str, str]]:
        """How often each person was told of each item."""
        return Counter(
            (re.search(r"^To: (\w+)@", mail, re.MULTILINE)[1], link)
            for mail in self._mails()
            for link in re.findall(
                r"^ +http\S+#item-\d+$", mail.partition("Content-Type: text/html")[0], re.M
            )
        )

    def _mails(self) -> list[str]:
        files = [path.read_text(encoding="utf-8") for path in (self.folder / "mails").glob("*.log")]
        return [mail for file in files for mail in re.split(r"^-{79}$", file, flags=re.M) if mail.strip()]


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in to a portal that gunicorn serves."""

    port: int
    session: str
    bookmarks: list[int]

    def post(self, path: str, **data: str | int) -> int:
        """The answer's status; a connection for each request: whichever worker is free answers."""
        token = "a" * 32
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("POST", path, urlencode(data), headers)
        return connection.getresponse().status


def two_people(workspace: Workspace, port: int, letters: list[Path]) -> tuple[int, list[Person]]:
    """A folder's key, and two who may write in it and have each bookmarked every determination."""
    told = json.loads(workspace.script(SHARE_A_FOLDER, *letters))
    return told["folder"], [Person(port, one["session"], one["bookmarks"]) for one in told["people"]]
