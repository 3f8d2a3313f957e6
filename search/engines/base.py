"""The seam between the portal and a search engine.

Each engine passes the whole suite in ``tests/search/engines/contract.py``; where one cannot
keep a promise, its test class overrides that test and says why in words.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from pyroaring import BitMap

from search.likeness import LIKENESS, Basis, Likeness
from search.request import SearchRequest, SearchResponse, SimilarItem


@dataclass(frozen=True)
class IndexDocument:
    """One disputed item as an engine stores it.

    ``values`` maps a field of the field table to its values: text and keywords as ``str``,
    dates as ``date``, numbers as ``int``; a field without values is absent.
    """

    id: int
    """The item's primary key."""
    determination: int
    """Its determination's primary key: results are counted by it, and similar items leave it out."""
    values: Mapping[str, tuple[str | date | int, ...]]


@dataclass(frozen=True)
class SimilarRequest:
    """A search for items that are like a given one."""

    like: int | IndexDocument
    """The id of an indexed item, or a document that need not be in the index."""
    basis: Basis = Basis.BLENDED
    selected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Only items with one of these values, by field, are wanted."""
    limit: int = 10

    @property
    def likeness(self) -> Likeness:
        """What counts, and how much."""
        return LIKENESS[self.basis]


class IndexUnavailableError(Exception):
    """There is no index to search, or the engine is away; ``str(error)`` says what to do."""


class QuestionTooLargeError(IndexUnavailableError):
    """The engine does not take so large a question; ``str(error)`` tells whoever asked what to change."""


@dataclass(frozen=True)
class IndexStatus:
    """What is known of the index without searching it."""

    state: Literal["ok", "missing", "unavailable"]
    engine: str
    items: int = 0
    built_at: datetime | None = None
    message: str = ""
    """What is wrong and what to do about it; empty while all is well."""


class IndexWriter(Protocol):
    """Receives documents inside ``rebuild()`` or ``update()``."""

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""

    def remove(self, document_id: int) -> None:
        """Forget a document; one that is not there is no error."""


class Engine(ABC):
    """A search engine over the field table."""

    name: ClassVar[str]
    is_remote: ClassVar[bool] = False
    """Whether the index lies elsewhere, so that it may be away for a while and come back."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @abstractmethod
    def rebuild(self) -> AbstractContextManager[IndexWriter]:
        """A writer of a fresh index, swapped in if the block ends well; else the old one stays in use."""

    @abstractmethod
    def update(self) -> AbstractContextManager[IndexWriter]:
        """A writer into the present index; all of its changes appear together when the block ends well."""

    @abstractmethod
    def search(self, request: SearchRequest) -> SearchResponse:
        """The items that match. Raises ``IndexUnavailableError`` where there is nothing to search."""

    @abstractmethod
    def matching(self, request: SearchRequest) -> BitMap:
        """The ids of all items that match, however many; the request's order, page and facets are ignored.

        Cheap: a million ids take a tenth of a second and at most a few hundred kB. Raises as ``search`` does.
        """

    @abstractmethod
    def similar(self, request: SimilarRequest) -> tuple[SimilarItem, ...]:
        """Items of other determinations that share most with the given one, the closest first.

        None for an id that is not in the index.
        """

    @abstractmethod
    def similar_words(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the index spelt nearly like this one (``analysis.is_nearly``), never the word itself.

        Only words of the text fields that are searched unasked, in lower case; those that most
        items have come first, then by the alphabet.
        """

    @abstractmethod
    def status(self) -> IndexStatus:
        """Whether an index is there to be searched; never raises."""

    def examined(self) -> IndexStatus:
        """As ``status``, but thoroughly, however long it takes: what ``update_index`` must know."""
        return self.status()
