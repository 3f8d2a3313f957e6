"""How quickly the search page answers on the demo's corpus, through gunicorn."""

import statistics
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.portal import Portal
from benchmarks.table import Row

ROUNDS = 15
PATHS = (
    "/",
    "/?sort=oldest&page=5",
    "/?q=medically+necessary",
    "/?q=%22not+medically+necessary%22",
    "/?q=%22functional+improvement%22&outcome=overturned",
    "/?q=drug%3Atizanidine+outcome%3Aoverturned",
    "/?q=norco",
    "/?q=pain+-opioid&category=Pharmaceuticals&outcome=upheld",
    "/?q=%28acupuncture+OR+chiropractic%29+decided%3A2015..2016",
    "/?body_part=low+back&body_part=neck&outcome=upheld&sort=newest",
    "/?drug=hydrocodone&drug=tramadol&page=2",
    "/?q=no+such+word+anywhere",
)


def measure(data: Path) -> Iterator[Row]:
    """Each address in turn, one after another, every page whole: facets, snippets, HTML."""
    portal = Portal(data)
    folder = str(data / "letters")
    portal.manage("make_letters", "300", "--seed", "1", "--out", folder)
    portal.manage("ingest", folder)
    portal.manage("rebuild_index")
    with portal.served() as connection:
        for path in PATHS:
            _milliseconds(connection, path)  # both workers open the index before the clock starts
        times = {path: [_milliseconds(connection, path) for _ in range(ROUNDS)] for path in PATHS}
    every = [value for values in times.values() for value in values]
    slowest = max(PATHS, key=lambda path: statistics.median(times[path]))
    yield (f"search page, median of {len(every)} requests, ms", f"{statistics.median(every):.0f}", "-")
    yield ("search page, 95th percentile, ms", f"{statistics.quantiles(every, n=20)[-1]:.0f}", "150")
    yield (f"search page, slowest: {slowest}, median ms", f"{statistics.median(times[slowest]):.0f}", "-")


def _milliseconds(connection: HTTPConnection, path: str) -> float:
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    elapsed = (time.perf_counter() - started) * 1000
    if response.status != 200 or b"</html>" not in body:
        raise RuntimeError(f"{path} answered {response.status}")
    return elapsed
