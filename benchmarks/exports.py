"""How long an export of ten thousand items takes, and how large its process grows.

Each form in a process of its own.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory, TemporaryFile

from benchmarks.portal import ROOT, Portal
from benchmarks.table import Row, print_table

_LETTERS = 6_500
"""That have more than ten thousand disputed items."""
_MEGABYTE = 1024 * 1024
_UNIT = 1024 if sys.platform == "linux" else 1
_TO_REACH = {"csv": "10", "xlsx": "15", "docx": "20", "ris": "10", "bibtex": "10"}
"""Seconds of processor time: gunicorn gives a process up after 60 seconds."""


def portal_of_many(data: Path) -> Portal:
    """A portal with more items than an export may have."""
    portal = Portal(data)
    letters = str(data / "letters")
    portal.manage("make_letters", str(_LETTERS), "--seed", "1", "--out", letters)
    portal.manage("ingest", letters)
    portal.manage("rebuild_index", "--engine", "tantivy")
    return portal


def measure(data: Path) -> Iterator[Row]:
    """The same search, which finds everything, in every form; without the server and the network."""
    portal = portal_of_many(data)
    for form, to_reach in _TO_REACH.items():
        told = _run(form, portal.environment)
        items, seconds, megabytes, before, after = told
        yield (f"{form} of {items} items, {megabytes} MB, seconds of processor time", seconds, to_reach)
        yield (f"{form}, memory at its highest, MB; {before} before", after, "-")


def _run(form: str, environment: dict[str, str]) -> list[str]:
    command = [sys.executable, "-m", "benchmarks.exports", form]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.split()


def _export(form_name: str) -> None:
    """Print the number of items, seconds, megabytes written, and the process's memory before and after."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imrsite.settings")
    import django

    django.setup()
    from bookmarks.exports.forms import FORM, StreamedForm
    from bookmarks.exports.of_search import selection_of_search
    from search.address import SearchAddress
    from search.index import open_engine

    form = FORM[form_name]
    engine = open_engine()
    next(selection_of_search(engine, SearchAddress(), "https://imr.example").items())
    before = _peak()
    started = time.process_time()
    selection = selection_of_search(engine, SearchAddress(), "https://imr.example")
    with TemporaryFile() as file:
        if isinstance(form, StreamedForm):
            for piece in form.pieces(selection):
                file.write(piece)
        else:
            form.write(selection, file)
        size = file.seek(0, os.SEEK_END)
    seconds = time.process_time() - started
    print(selection.total, f"{seconds:.1f} {size / _MEGABYTE:.1f} {before:.0f} {_peak():.0f}")


def _peak() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss * _UNIT / _MEGABYTE


if __name__ == "__main__":
    if sys.argv[1:]:
        _export(sys.argv[1])
    else:
        with TemporaryDirectory(prefix="imr-bench-") as made:
            print_table(("measured", "figure", "to reach"), measure(Path(made)))
