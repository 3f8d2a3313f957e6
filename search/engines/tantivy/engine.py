"""The Tantivy engine behind the seam."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyroaring import BitMap

from search import analysis
from search.engines.base import IndexWriter, SimilarRequest
from search.engines.embedded import EmbeddedEngine
from search.engines.generations import fresh_generation, publish
from search.engines.tantivy.facts import Facts
from search.engines.tantivy.opened import OpenedIndex
from search.engines.tantivy.searching import matching_ids, search
from search.engines.tantivy.similarity import similar
from search.engines.tantivy.writing import FACTS_FOLDER, link_segments, writing
from search.request import SearchRequest, SearchResponse, SimilarItem


class TantivyEngine(EmbeddedEngine[OpenedIndex]):
    """Every change is a generation of its own, put in use in one step.

    A run that is killed leaves a folder that no manifest names; the next run that ends well removes it.
    """

    name = "tantivy"

    def open_folder(self, folder: Path) -> OpenedIndex:
        """Open a generation for reading."""
        return OpenedIndex(folder)

    @contextmanager
    def rebuild(self) -> Iterator[IndexWriter]:
        """Fill a new generation and put it in use."""
        with fresh_generation(self.directory) as folder:
            with writing(folder) as writer:
                yield writer
            publish(self.directory, self.name, folder, items=writer.count)

    @contextmanager
    def update(self) -> Iterator[IndexWriter]:
        """Change a generation that begins with the files of the one in use, and put it in use."""
        self.opened()  # says so where it cannot be read
        present = self.folder()
        with fresh_generation(self.directory) as folder:
            link_segments(present, folder)
            with writing(folder, Facts(present / FACTS_FOLDER)) as writer:
                yield writer
            publish(self.directory, self.name, folder, items=writer.count)

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
