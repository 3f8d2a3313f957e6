"""The Whoosh engine behind the seam."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from django.utils import timezone
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.reading import CorruptIndexError

from search import analysis
from search.engines.base import (
    Engine,
    IndexDocument,
    IndexStatus,
    IndexUnavailableError,
    IndexWriter,
    SimilarRequest,
)
from search.engines.generations import fresh_generation, publish, republish
from search.engines.whoosh.opened import OpenedIndex
from search.engines.whoosh.schema import schema, whoosh_document
from search.engines.whoosh.searching import search
from search.engines.whoosh.similarity import similar
from search.manifest import Manifest, fingerprint, manifest_version, read_manifest
from search.request import SearchRequest, SearchResponse, SimilarItem

_BUILD_MEGABYTES = 256
_HOW_TO_BUILD = "Run manage.py rebuild_index."


class WhooshEngine(Engine):
    """One Whoosh index a generation, in a folder named by the manifest."""

    name = "whoosh"

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._opening = Lock()
        self._opened: tuple[tuple[int, int] | None, OpenedIndex] | None = None

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
        index = FileIndex(FileStorage(str(self._folder())))
        with _writing(index, is_empty=False) as writer:
            yield writer
        republish(self.directory, items=index.doc_count(), updated_at=timezone.now())

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the generation in use."""
        return search(self._open(), request)

    def similar(self, request: SimilarRequest) -> tuple[SimilarItem, ...]:
        """Similar items of the generation in use."""
        return similar(self._open(), request)

    def similar_words(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the generation in use."""
        return self._open().similar_words("".join(analysis.words(word)), limit)

    def status(self) -> IndexStatus:
        """What the manifest says."""
        try:
            manifest = self._manifest()
        except IndexUnavailableError as problem:
            is_there = read_manifest(self.directory) is not None
            return IndexStatus("unavailable" if is_there else "missing", self.name, message=str(problem))
        return IndexStatus("ok", self.name, manifest.items, manifest.built_at)

    def _manifest(self) -> Manifest:
        manifest = read_manifest(self.directory)
        if not manifest or manifest.engine != self.name:
            raise IndexUnavailableError(f"There is no search index yet. {_HOW_TO_BUILD}")
        if manifest.fingerprint != fingerprint():
            raise IndexUnavailableError(f"The search index is of another version. {_HOW_TO_BUILD}")
        if not (self.directory / manifest.generation).is_dir():
            raise IndexUnavailableError(f"The search index's files are gone. {_HOW_TO_BUILD}")
        return manifest

    def _folder(self) -> Path:
        return self.directory / self._manifest().generation

    def _open(self) -> OpenedIndex:
        """The index in use; opened again only when the manifest was replaced."""
        version = manifest_version(self.directory)
        opened = self._opened
        if opened and opened[0] == version and version:
            return opened[1]
        with self._opening:
            if not self._opened or self._opened[0] != version or not version:
                self._opened = version, self._open_anew()
            return self._opened[1]

    def _open_anew(self) -> OpenedIndex:
        try:
            return OpenedIndex(self._folder())
        except (EmptyIndexError, CorruptIndexError, OSError, ValueError) as error:
            raise IndexUnavailableError(f"The search index cannot be read. {_HOW_TO_BUILD}") from error


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
