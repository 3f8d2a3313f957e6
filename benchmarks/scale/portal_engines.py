"""The portal's own engines as contestants."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.scale.answers import Answer, Contestant, bytes_in
from search.engines import ENGINES
from search.engines.base import IndexDocument
from search.request import SearchRequest


class PortalEngine(Contestant):
    """One of ``ENGINES``, by its name."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder)
        self.name = name
        self._engine = ENGINES[name](folder)

    def build(self, documents: Iterable[IndexDocument]) -> None:
        with self._engine.rebuild() as index:
            for document in documents:
                index.add(document)

    def open(self) -> None:
        self._engine.search(SearchRequest(limit=1))

    def answer(self, request: SearchRequest) -> Answer:
        response = self._engine.search(request)
        counted = (count.count for counts in response.facets.values() for count in counts)
        ids = tuple(hit.id for hit in response.hits)
        return Answer(ids, response.total, response.determinations, sum(counted))

    def size(self) -> int:
        return bytes_in(self.folder)
