"""Nodes die while the portal searches, updates and rebuilds: nothing is lost, and no answer is wrong."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Thread
from uuid import uuid4

import pytest
from opensearchpy import OpenSearch

from search.engines.base import Engine, IndexUnavailableError
from search.engines.memory import MemoryEngine
from search.engines.opensearch import OpenSearchEngine
from search.engines.opensearch.writing import Bulk
from search.manifest import read_manifest
from search.query.tree import And, HasValue, Near, Not, Phrase, Prefix, Unit, Words
from search.request import SearchRequest, Sort
from tests.opensearch.nodes import Cluster
from tests.search.engines.contract import document

pytestmark = pytest.mark.opensearch

ITEMS = 1_000
CHANGED = 600
SEARCHERS = 2
AWAY_SECONDS = 20
"""No search is refused for longer."""
QUERIES = (
    Words("pain spasm"),
    Phrase("version one"),
    Phrase("version two"),
    And((HasValue("drug", ("tizanidine",)), Not(Words("spasm")))),
    Near((Words("pain"),), (Words("version"),), Unit.SENTENCE),
    Prefix("spa"),
)
REQUESTS = tuple(SearchRequest(query, sort=Sort.NEWEST, facets=("drug", "page")) for query in QUERIES)


def items(version: str, count: int) -> Iterator:
    drugs = ("tizanidine", "norco", "tramadol")
    for n in range(1, count + 1):
        said = f"Pain{' and spasm' * (n % 3)} of version {version}. Item {n} {'is like the others ' * 10}"
        facts = {"drug": drugs[n % 3], "page": f"p:{n % 40}", "decided": date(2015, 1, n % 28 + 1)}
        yield document(n, n // 2 + 1, rationale=said, **facts)


def write(opened, documents) -> None:
    with opened as index:
        for one in documents:
            index.add(one)


def answer(engine: Engine, request: SearchRequest) -> tuple:
    """All but the scores, which the reference counts in its own way."""
    response = engine.search(request)
    return [hit.id for hit in response.hits], response.total, response.determinations, response.facets


def right_answers(engine: Engine) -> list[tuple]:
    return [answer(engine, request) for request in REQUESTS]


@dataclass
class Watch:
    """What the searching threads saw."""

    searches: int = 0
    refused: int = 0
    wrong: list = field(default_factory=list)
    longest_away: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.searches} answers, {self.refused} refused, {self.longest_away:.1f} s without any at most"
        )


@contextmanager
def watched(engine: Engine, right: list[tuple]) -> Iterator[Watch]:
    """Searches all the while; for each request one of the right answers has to come, whole."""
    watch, ended = Watch(), Event()

    def look() -> None:
        last_answer = time.monotonic()
        while not ended.is_set():
            for request, allowed in zip(REQUESTS, right, strict=True):
                try:
                    found = answer(engine, request)
                except IndexUnavailableError:
                    watch.refused += 1
                    continue
                watch.longest_away = max(watch.longest_away, time.monotonic() - last_answer)
                last_answer = time.monotonic()
                watch.searches += 1
                if found not in allowed:
                    watch.wrong.append((request.query, found[1]))
            time.sleep(0.02)

    threads = [Thread(target=look) for _ in range(SEARCHERS)]
    for thread in threads:
        thread.start()
    try:
        yield watch
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def reference(tmp_path):
    """The right answers before the update and after it."""
    engine = MemoryEngine(tmp_path)
    write(engine.rebuild(), items("one", ITEMS))
    before = right_answers(engine)
    write(engine.update(), items("two", CHANGED))
    after = right_answers(engine)
    assert before != after
    return before, after


class Killer:
    """Kills the node that has the primary shard of the index being written, while a chunk is on its way."""

    def __init__(self, cluster: Cluster, monkeypatch, at_chunk: int) -> None:
        self.cluster = cluster
        self.killed: int | None = None
        self._chunks, self._at = 0, at_chunk
        self._sent = Bulk._sent
        monkeypatch.setattr("search.engines.opensearch.writing._CHUNK_DOCUMENTS", 50)
        monkeypatch.setattr(Bulk, "_sent", lambda bulk, waiting: self._count(bulk, waiting))

    def _count(self, bulk: Bulk, waiting):
        self._chunks += bool(waiting)
        if self._chunks == self._at and self.killed is None:
            self.killed = self._primary(bulk)
            Thread(target=self.cluster.kill, args=(self.killed,)).start()
        return self._sent(bulk, waiting)

    def _primary(self, bulk: Bulk) -> int:
        shards = bulk._client.cat.shards(index=bulk._target.removesuffix("-write"), format="json")
        (node,) = [shard["node"] for shard in shards if shard["prirep"] == "p"]
        return int(node.removeprefix("node-")) - 1


@pytest.fixture
def engine(three_nodes, settings, tmp_path):
    settings.OPENSEARCH_URL = three_nodes.urls
    settings.OPENSEARCH_INDEX = f"kill-{uuid4().hex}"
    engine = OpenSearchEngine(tmp_path / "index")
    write(engine.rebuild(), items("one", ITEMS))
    return engine


def test_nodes_die_while_items_are_indexed_and_searched(engine, three_nodes, monkeypatch, reference, capsys):
    before, after = reference
    assert right_answers(engine) == before

    begun = time.monotonic()
    with monkeypatch.context() as patch, watched(engine, list(zip(before, after, strict=True))) as updating:
        killer = Killer(three_nodes, patch, at_chunk=5)
        write(engine.update(), items("two", CHANGED))
        updated = time.monotonic() - begun
        assert right_answers(engine) == after
        three_nodes.restart(killer.killed)
        three_nodes.wait()
    green = time.monotonic() - begun
    report = f"update with a kill {updated:.1f} s, green again after {green:.1f} s; {updating}\n"

    begun = time.monotonic()
    with monkeypatch.context() as patch, watched(engine, [(right,) for right in after]) as rebuilding:
        killer = Killer(three_nodes, patch, at_chunk=10)
        run = Thread(target=write, args=(engine.rebuild(), newest_items()))
        run.start()
        while killer.killed is None and run.is_alive():
            time.sleep(0.05)
        time.sleep(2)
        three_nodes.restart(killer.killed)
        run.join()
        rebuilt = time.monotonic() - begun
        three_nodes.wait()
    green = time.monotonic() - begun
    report += f"rebuild with a kill {rebuilt:.1f} s, green again after {green:.1f} s; {rebuilding}"
    with capsys.disabled():
        print(f"\n{report}")  # noqa: T201

    assert not updating.wrong
    assert not rebuilding.wrong
    assert max(updating.longest_away, rebuilding.longest_away) < AWAY_SECONDS
    assert right_answers(engine) == after
    assert every_copy_holds(three_nodes, read_manifest(engine.directory).generation, ITEMS)


def newest_items():
    yield from items("two", CHANGED)
    yield from (one for one in items("one", ITEMS) if one.id > CHANGED)


def every_copy_holds(cluster: Cluster, index: str, count: int) -> bool:
    """Each copy of the index is asked by itself."""
    body = {"size": 0, "track_total_hits": True}
    with OpenSearch(cluster.urls) as client:
        copies = [shard["id"] for shard in client.cat.shards(index=index, format="json", h="id")]
        found = [client.search(index=index, body=body, preference=f"_only_nodes:{node}") for node in copies]
    return [one["hits"]["total"]["value"] for one in found] == [count] * 2
