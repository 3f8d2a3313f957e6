"""What the parts of the contract share: documents to search among, and how they are asked for."""

import pytest

from search.engines.base import Engine, IndexDocument
from search.query.tree import (
    MatchAll,
)
from search.request import SearchRequest


def document(number: int, determination: int | None = None, **values) -> IndexDocument:
    """A document with id ``number``, of a determination of its own unless one is given."""
    held = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
    return IndexDocument(number, determination or number, held)


def build(engine: Engine, *documents: IndexDocument) -> None:
    with engine.rebuild() as index:
        for one in documents:
            index.add(one)


class DiskFull(Exception):
    """What goes wrong in a failing run."""


def run_out_of_disk(opened, *documents: IndexDocument, remove: int = 0) -> None:
    """Write as far as it goes, then fail."""
    with opened as index:
        index.remove(remove)
        for one in documents:
            index.add(one)
        raise DiskFull


class Promises:
    """Some of the contract. Those who run it give ``engine_class``."""

    engine_class: type[Engine]

    @pytest.fixture
    def engine(self, tmp_path) -> Engine:
        return self.engine_class(tmp_path / "index")

    @staticmethod
    def found(engine: Engine, query=None, **request) -> list[int]:
        """The ids that a query finds, in the engine's order."""
        return [hit.id for hit in engine.search(SearchRequest(query or MatchAll(), **request)).hits]

    @staticmethod
    def counts(engine: Engine, field: str, query=None, **selected: set[str]) -> dict[str, int]:
        request = SearchRequest(
            query or MatchAll(),
            selected={name: frozenset(values) for name, values in selected.items()},
            facets=(field,),
        )
        return {one.value: one.count for one in engine.search(request).facets[field]}
