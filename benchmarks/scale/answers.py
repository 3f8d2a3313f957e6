"""What each contestant is asked for, so that all do the same job."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.engines.base import IndexDocument
from search.request import SearchRequest


@dataclass(frozen=True)
class Answer:
    """What a page of results shows, by numbers that can be compared."""

    ids: tuple[int, ...]
    total: int
    determinations: int
    counts: int
    """All facet counts added up."""


class CannotAskError(Exception):
    """The contestant has no such kind of search; ``str(error)`` names it."""


class Contestant(ABC):
    """Something that can index documents and answer requests."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def build(self, documents: Iterable[IndexDocument]) -> None:
        """Index the documents; called once, in a process of its own."""

    @abstractmethod
    def open(self) -> None:
        """Get ready to answer, in another process than the one that built."""

    @abstractmethod
    def answer(self, request: SearchRequest) -> Answer:
        """Hits with snippets, totals and every facet. Raises ``CannotAskError``."""

    @abstractmethod
    def size(self) -> int:
        """Bytes on disk."""

    def server_processes(self) -> list[int]:
        """Processes whose memory counts besides this one's."""
        return []


def bytes_in(folder: Path) -> int:
    """What a folder holds, each file once though several names lead to it."""
    return sum({stat.st_ino: stat.st_size for path in folder.rglob("*") if (stat := path.stat())}.values())
