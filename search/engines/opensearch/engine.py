"""The OpenSearch engine behind the seam."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from pyroaring import BitMap

from search.engines.base import Engine, IndexStatus, IndexUnavailableError, IndexWriter, SimilarRequest
from search.engines.generations import put_in_use, republish
from search.engines.opensearch.connection import cluster, told_plainly
from search.engines.opensearch.indices import (
    count_items,
    delete_unused,
    fresh_index,
    show,
    wait_for_copies,
)
from search.engines.opensearch.searching import matching_ids, search
from search.engines.opensearch.similarity import similar
from search.engines.opensearch.spelling import similar_words
from search.engines.opensearch.writing import Bulk, spooling
from search.manifest import Manifest, fingerprint, read_manifest
from search.request import SearchRequest, SearchResponse, SimilarItem

_HOW_TO_BUILD = "Run manage.py rebuild_index."


class OpenSearchEngine(Engine):
    """One OpenSearch index a generation; the manifest in the portal's folder names it."""

    name = "opensearch"
    is_remote = True

    @contextmanager
    def rebuild(self) -> Iterator[IndexWriter]:
        """Fill a new index and put it in use; the one before stays for its readers, others are deleted."""
        client = cluster()
        self.directory.mkdir(parents=True, exist_ok=True)
        old = read_manifest(self.directory)
        with fresh_index(client) as index:
            bulk = Bulk(client, index)
            yield bulk
            bulk.flush()
            with told_plainly():
                wait_for_copies(client, index)
                show(client, index)
                put_in_use(self.directory, self.name, index, items=count_items(client, index))
        delete_unused(client, {index, old.generation if old else ""})

    @contextmanager
    def update(self) -> Iterator[IndexWriter]:
        """Set changes aside, send them when the block ends well, then let searches see them all.

        If OpenSearch fails while they are sent, some of them are in the index, unseen. They show when
        the next run has sent the rest, or earlier where a node that restarts opens its copy anew.
        """
        client, index = cluster(), self._manifest().generation
        with told_plainly():
            count_items(client, index)
        with spooling(self.directory) as spool:
            yield spool
            spool.replay(Bulk(client, index))
        with told_plainly():
            show(client, index)
            republish(self.directory, items=count_items(client, index), updated_at=timezone.now())

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search the index in use."""
        index = self._manifest().generation
        with told_plainly():
            return search(cluster(), index, request)

    def matching(self, request: SearchRequest) -> BitMap:
        """All matches in the index in use."""
        index = self._manifest().generation
        with told_plainly():
            return matching_ids(cluster(), index, request)

    def similar(self, request: SimilarRequest) -> tuple[SimilarItem, ...]:
        """Similar items of the index in use."""
        index = self._manifest().generation
        with told_plainly():
            return similar(cluster(), index, request)

    def similar_words(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the index in use."""
        index = self._manifest().generation
        with told_plainly():
            return similar_words(cluster(), index, word, limit)

    def status(self) -> IndexStatus:
        """What the manifest says, and whether OpenSearch can search that index now."""
        try:
            manifest = self._manifest()
            with told_plainly():
                items = count_items(cluster(), manifest.generation)
        except IndexUnavailableError as problem:
            is_there = read_manifest(self.directory) is not None
            return IndexStatus("unavailable" if is_there else "missing", self.name, message=str(problem))
        return IndexStatus("ok", self.name, items, manifest.built_at)

    def _manifest(self) -> Manifest:
        manifest = read_manifest(self.directory)
        if not manifest or manifest.engine != self.name:
            raise IndexUnavailableError(f"There is no search index yet. {_HOW_TO_BUILD}")
        if manifest.fingerprint != fingerprint():
            raise IndexUnavailableError(f"The search index is of another version. {_HOW_TO_BUILD}")
        return manifest
