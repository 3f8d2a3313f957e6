"""The Whoosh engine behind the seam."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone
from pyroaring import BitMap
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search import analysis
from search.engines.base import IndexDocument, IndexWriter, SimilarRequest
from search.engines.embedded import EmbeddedEngine
from search.engines.generations import fresh_generation, publish, republish
from search.engines.sums import note_sums
from search.engines.whoosh.opened import OpenedIndex
from search.engines.whoosh.schema import schema, whoosh_document
from search.engines.whoosh.searching import matching_ids, search
from search.engines.whoosh.similarity import similar
from search.request import SearchRequest, SearchResponse, SimilarItem

_BUILD_MEGABYTES = 256


class WhooshEngine(EmbeddedEngine[OpenedIndex]):
    """Whoosh keeps the words, memory keeps the facts."""

    name = "whoosh"

    def open_folder(self, folder: Path) -> OpenedIndex:
        """Open a generation for reading."""
        return OpenedIndex(folder)

    @contextmanager
    def rebuild(self) -> Iterator[IndexWriter]:
        """Fill a new generation and put it in use."""
        with fresh_generation(self.directory) as folder:
            index = FileStorage(str(folder)).create_index(schema())
            with _writing(index, is_empty=True) as writer:
                yield writer
            publish(self.directory, self.name, folder, items=index.doc_count())

    @contextmanager
    def update(self) -> Iterator[IndexWriter]:
        """Change the generation in use."""
        self.opened()  # says so where it cannot be read
        folder = self.folder()
        index = FileIndex(FileStorage(str(folder)))
        with _writing(index, is_empty=False) as writer:
            yield writer
        note_sums(folder)
        republish(self.directory, items=index.doc_count(), updated_at=timezone.now())

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the generation in use."""
        with self.reading() as opened:
            return search(opened, request)

    def matching(self, request: SearchRequest) -> BitMap:
        """All matches in the generation in use."""
        with self.reading() as opened:
            return matching_ids(opened, request)

    def similar(self, request: SimilarRequest) -> tuple[SimilarItem, ...]:
        """Similar items of the generation in use."""
        with self.reading() as opened:
            return similar(opened, request)

    def similar_words(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the generation in use."""
        with self.reading() as opened:
            return opened.similar_words("".join(analysis.words(word)), limit)


class _Writer:
    """Documents into a Whoosh writer."""

    def __init__(self, writer: Any, *, is_empty: bool) -> None:
        self._writer = writer
        self._seen: set[int] | None = set() if is_empty else None

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""
        # In a new index only a document seen before has to be looked for, which is costly.
        if self._seen is None or document.id in self._seen:
            self._writer.update_document(**whoosh_document(document))
        else:
            self._seen.add(document.id)
            self._writer.add_document(**whoosh_document(document))

    def remove(self, document_id: int) -> None:
        """Forget a document; one that is not there is no error."""
        self._writer.delete_by_term("id", str(document_id))


@contextmanager
def _writing(index: FileIndex, *, is_empty: bool) -> Iterator[_Writer]:
    """A writer whose changes take effect when the block ends well, and not at all otherwise."""
    writer = index.writer(limitmb=_BUILD_MEGABYTES)
    try:
        yield _Writer(writer, is_empty=is_empty)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
