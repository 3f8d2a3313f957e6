"""Documents on their way to OpenSearch: set aside in a file, sent in chunks, sent again if need be."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep
from typing import IO, Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError, TransportError

from search.engines.base import IndexDocument, IndexUnavailableError
from search.engines.opensearch.connection import GONE, WRITE_SECONDS, told_plainly
from search.engines.opensearch.indices import write_alias
from search.engines.opensearch.schema import source_of

_CHUNK_LETTERS = 4_000_000
_CHUNK_DOCUMENTS = 500
_PAUSES = (0.5, 1, 2, 4, 8, 15, 30)
"""Seconds before each further try: a cluster that loses a node is itself again within a minute."""
_NOT_FOUND = 404
_TOO_BUSY = 429
_ITS_OWN_FAULT = 500


class Bulk:
    """The writer of one index. What it is given is sent when a chunk is full, and at ``flush``."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self._client = client
        self._target = write_alias(index)
        self._waiting: dict[str, str] = {}
        self._letters = 0

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""
        self.put(str(document.id), _json(source_of(document)))

    def remove(self, document_id: int) -> None:
        """Forget a document; one that is not there is no error."""
        self.put(str(document_id), "")

    def put(self, document_id: str, source: str) -> None:
        """Store a source, or forget the document where it is empty. In a chunk the last word counts."""
        self._waiting[document_id] = source
        self._letters += len(source)
        if len(self._waiting) >= _CHUNK_DOCUMENTS or self._letters >= _CHUNK_LETTERS:
            self.flush()

    def flush(self) -> None:
        """Send what waits. Raises ``IndexUnavailableError`` if that fails for more than a minute."""
        waiting, self._waiting, self._letters = self._waiting, {}, 0
        with told_plainly():
            for pause in _PAUSES:
                waiting = self._tried(waiting)
                if not waiting:
                    return
                sleep(pause)
            if self._sent(waiting):
                raise IndexUnavailableError(
                    "OpenSearch is too busy to write. Run this again when it has less to do."
                )

    def _tried(self, waiting: dict[str, str]) -> dict[str, str]:
        """What has to be sent again."""
        try:
            return self._sent(waiting)
        except TransportError as error:
            if isinstance(error, ConnectionError) or _will_pass(error.status_code):
                return waiting
            raise

    def _sent(self, waiting: dict[str, str]) -> dict[str, str]:
        if not waiting:
            return {}
        body = "".join(_action(document_id, source) for document_id, source in waiting.items())
        # Through the alias, lest OpenSearch makes an index of its own where somebody deleted ours.
        answer = self._client.bulk(
            body=body, index=self._target, require_alias=True, request_timeout=WRITE_SECONDS
        )
        return {one: waiting[one] for one in _to_repeat(answer)} if answer["errors"] else {}


class Spool:
    """Changes set aside in a file, for all of them to be sent when a run has ended well."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def add(self, document: IndexDocument) -> None:
        """Store a document in place of the one with the same id."""
        self._file.write(f"{document.id}\t{_json(source_of(document))}\n")

    def remove(self, document_id: int) -> None:
        """Forget a document; one that is not there is no error."""
        self._file.write(f"{document_id}\t\n")

    def replay(self, bulk: Bulk) -> None:
        """Send everything, in order."""
        self._file.seek(0)
        for line in self._file:
            document_id, _, source = line.rstrip("\n").partition("\t")
            bulk.put(document_id, source)
        bulk.flush()


@contextmanager
def spooling(directory: Path) -> Iterator[Spool]:
    """A spool whose file goes with the block, or with the process."""
    with TemporaryFile("w+", encoding="utf-8", newline="\n", dir=directory) as file:
        yield Spool(file)


def _json(source: dict[str, Any]) -> str:
    return json.dumps(source, separators=(",", ":"))


def _action(document_id: str, source: str) -> str:
    if not source:
        return f'{{"delete":{{"_id":"{document_id}"}}}}\n'
    return f'{{"index":{{"_id":"{document_id}"}}}}\n{source}\n'


def _to_repeat(answer: dict[str, Any]) -> Iterator[str]:
    """The ids of what failed for a time. Raises for what fails for good."""
    for item in answer["items"]:
        ((kind, result),) = item.items()
        status = result["status"]
        if status < 300 or (kind == "delete" and status == _NOT_FOUND and "error" not in result):
            continue
        if status == _NOT_FOUND:
            raise IndexUnavailableError(GONE)
        if not _will_pass(status):
            reason = result["error"].get("reason", "no reason given")
            raise IndexUnavailableError(
                f"OpenSearch does not take disputed item {result['_id']}: {reason}."
                " Nothing was put in use; report this as a fault of the portal."
            )
        yield result["_id"]


def _will_pass(status: str | int) -> bool:
    return isinstance(status, int) and (status == _TOO_BUSY or status >= _ITS_OWN_FAULT)
