"""Several gunicorn workers: each answers from the new index as soon as another process has put it in use."""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.imrsite.serving import ROOT, Server, environment, manage, serving

PAUSE = 0.05
STORE_LETTERS = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("make_letters", "20", "--seed", "1", "--out", sys.argv[1], verbosity=0)
call_command("ingest", sys.argv[1], "--workers", "1", verbosity=0)
"""
WRITE_A_WORD = """
import sys, django
django.setup()
from determinations.models import DisputedItem
item = DisputedItem.objects.earliest("pk")
item.rationale, item.indexed_at = sys.argv[1], None
item.save()
"""
STAFF_SENDS = """
import sys, django
django.setup()
from django.contrib.auth.models import User
from django.test import Client
from determinations.models import DisputedItem
from tests.imrsite.staff.people import signed_in_with_second_step
staff, _ = User.objects.get_or_create(username="sam", is_staff=True)
client = signed_in_with_second_step(staff, Client(headers={"host": "localhost"}))
determination = DisputedItem.everything.earliest("pk").determination_id
answer = client.post(f"/staff/determinations/{determination}/{sys.argv[1]}/", {"reason": "privacy"})
assert answer.status_code == 302, answer.status_code
"""
_numbers = count(1)


def found_by_worker(server: Server, word: str) -> dict[str, set[bool]]:
    """Whether the word is found, in all answers of each worker; asked until both have answered often."""
    answers: dict[str, set[bool]] = {}
    times: dict[str, int] = {}
    for _ in range(30):
        asked = [next(_numbers) for _ in range(8)]
        with ThreadPoolExecutor(4) as threads:
            pages = dict(
                zip(asked, threads.map(lambda n: server.get(f"/?q={word}&n={n}"), asked), strict=True)
            )
        for number, (status, html) in pages.items():
            assert status == 200
            worker = worker_of(server, number)
            answers.setdefault(worker, set()).add("1 disputed item in 1 determination" in html)
            times[worker] = times.get(worker, 0) + 1
        if len(times) == 2 and min(times.values()) >= 5:
            return answers
    pytest.fail(f"Not both workers answered: {times}")


def worker_of(server: Server, number: int) -> str:
    """The process that answered a question, as the log says."""
    for _ in range(100):
        if line := re.search(rf"^<(\d+)> .*[?&]?n={number}$", server.log.read_text(), re.MULTILINE):
            return line[1]
        time.sleep(PAUSE)
    pytest.fail(f"No line of the log for question {number}: {server.log.read_text()}")


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_every_worker_answers_from_the_new_index_without_a_restart(tmp_path, engine):
    variables = {"IMR_SEARCH_ENGINE": engine}

    def run(*command: str) -> None:
        subprocess.run(command, cwd=ROOT, env=environment(tmp_path, **variables), check=True)

    run(sys.executable, "-c", STORE_LETTERS, str(tmp_path / "letters"))
    options = ("--access-logformat", "%(p)s %(q)s")
    with serving(tmp_path, *options, IMR_SERVER_WORKERS="2", **variables) as server:
        workers = set(found_by_worker(server, "zebra"))
        for word, command in (
            ("zebra", "update_index"),
            ("giraffe", "rebuild_index"),
            ("okapi", "update_index"),
        ):
            assert found_by_worker(server, word) == {worker: {False} for worker in workers}
            run(sys.executable, "-c", WRITE_A_WORD, word)
            run(*manage(command, "--verbosity", "0"))
            assert found_by_worker(server, word) == {worker: {True} for worker in workers}
        for step, is_found in (("withdraw", False), ("restore", True)):
            run(sys.executable, "-c", STAFF_SENDS, step)
            assert found_by_worker(server, "okapi") == {worker: {is_found} for worker in workers}
