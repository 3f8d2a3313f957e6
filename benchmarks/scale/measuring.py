"""One contestant, built and asked in processes of its own, so that each one's memory is its own."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from benchmarks.scale.answers import Answer, CannotAskError, Contestant
from benchmarks.scale.corpus import base_documents, documents
from benchmarks.scale.portal_engines import PortalEngine
from benchmarks.scale.postgresql_full_text import PostgresqlFullText
from benchmarks.scale.questions import QUESTIONS
from benchmarks.scale.sqlite_full_text import SqliteFullText


@dataclass(frozen=True)
class Result:
    """What was measured of one contestant."""

    name: str
    built_in: float
    """Seconds, without the time that the making of the documents took."""
    items: int
    size: int
    memory: int
    times: dict[int, list[float]]
    """Milliseconds by question, the first time it was asked first; none where it cannot be asked."""
    answers: dict[int, Answer]

    columns = (
        "build items/s",
        "index MB",
        "memory MB",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "first time p95",
        "asked",
    )

    @property
    def row(self) -> tuple[str, ...]:
        """The table's line."""
        again = sorted(one for times in self.times.values() for one in times[1:])
        first = [times[0] for times in self.times.values()]
        cuts = quantiles(again, n=100)
        return (
            self.name,
            f"{self.items / self.built_in:,.0f}",
            f"{self.size / 2**20:,.0f}",
            f"{self.memory / 2**20:,.0f}",
            f"{median(again):,.1f}",
            f"{cuts[94]:,.1f}",
            f"{cuts[98]:,.1f}",
            f"{quantiles(first, n=20)[-1]:,.1f}",
            f"{len(self.times)} of {len(QUESTIONS)}",
        )

    def kinds(self) -> dict[str, str]:
        """The median of each kind of question, and of its first times."""
        again, first = defaultdict(list), defaultdict(list)
        for number, times in self.times.items():
            again[QUESTIONS[number].kind] += times[1:]
            first[QUESTIONS[number].kind].append(times[0])
        return {kind: f"{median(again[kind]):,.1f} ({median(first[kind]):,.1f})" for kind in again}


def measure(name: str, items: int, data: Path, rounds: int) -> Result:
    """Build and ask; the index is removed again."""
    _in_a_process(base_documents, data)
    folder = data / f"{name}-index"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        built_in = _in_a_process(_build, name, folder, items, data)
        return Result(name, built_in, items, *_in_a_process(_ask, name, folder, rounds))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_a_process(work, *arguments):
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(work, *arguments).result()


def _contestant(name: str, folder: Path) -> Contestant:
    others = {one.name: one for one in (SqliteFullText, PostgresqlFullText)}
    return others[name](folder) if name in others else PortalEngine(folder, name)


def _build(name: str, folder: Path, items: int, data: Path) -> float:
    made = _Clocked(documents(base_documents(data), items))
    started = time.perf_counter()
    _contestant(name, folder).build(made)
    return time.perf_counter() - started - made.seconds


class _Clocked:
    """Documents, and how long their making took: that is not the contestant's time."""

    def __init__(self, made: Iterator) -> None:
        self._made = made
        self.seconds = 0.0

    def __iter__(self):
        while True:
            started = time.perf_counter()
            one = next(self._made, None)
            self.seconds += time.perf_counter() - started
            if one is None:
                return
            yield one


def _ask(name: str, folder: Path, rounds: int):
    contestant = _contestant(name, folder)
    contestant.open()
    times: dict[int, list[float]] = defaultdict(list)
    answers: dict[int, Answer] = {}
    for _ in range(rounds):
        for number, question in enumerate(QUESTIONS):
            started = time.perf_counter()
            try:
                answers[number] = contestant.answer(question.request)
            except CannotAskError:
                continue
            times[number].append((time.perf_counter() - started) * 1000)
    memory = sum(_resident(pid or "self") for pid in (0, *contestant.server_processes()))
    size = contestant.size()
    if close := getattr(contestant, "close", None):
        close()
    return size, memory, dict(times), answers


def _resident(pid: int | str) -> int:
    """Bytes of resident memory, pages of mapped files included."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0
