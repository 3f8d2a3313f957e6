"""Generations of the index in OpenSearch: each rebuild fills an index of its own beside the one in use."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from uuid import uuid4

from django.conf import settings
from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, TransportError

from search.engines.base import IndexUnavailableError
from search.engines.opensearch.connection import WRITE_SECONDS, told_plainly
from search.engines.opensearch.schema import index_body

_COPIES_SECONDS = 60
"""So long a rebuild waits for its copies; without them it is put in use nevertheless."""
_REFRESH_SECONDS = 60
_FAST = {"cluster_manager_timeout": "30s", "request_timeout": WRITE_SECONDS}


def write_alias(index: str) -> str:
    """The name through which an index is written; it exists only as long as the index."""
    return f"{index}-write"


@contextmanager
def fresh_index(client: OpenSearch) -> Iterator[str]:
    """The name of a new, empty index; deleted again if the block fails."""
    index = f"{settings.OPENSEARCH_INDEX}-{uuid4().hex[:12]}"
    try:
        with told_plainly():
            client.indices.create(
                index=index, body={**index_body(), "aliases": {write_alias(index): {}}}, params=_FAST
            )
            wait_for_copies(client, index)
        yield index
    except BaseException:
        # Of a cluster that is away it remains; the next rebuild deletes it.
        with suppress(OpenSearchException):
            client.indices.delete(index=index, params={"ignore_unavailable": "true"})
        raise


def wait_for_copies(client: OpenSearch, index: str) -> None:
    """Return when every copy is there, or has been waited for long enough."""
    params = {"wait_for_status": "green", "timeout": f"{_COPIES_SECONDS}s", "request_timeout": WRITE_SECONDS}
    with suppress(TransportError):  # 408: not in time
        client.cluster.health(index=index, params=params)


def show(client: OpenSearch, index: str) -> None:
    """Let searches see all that was written."""
    deadline = monotonic() + _REFRESH_SECONDS
    # A copy that missed the refresh would go on to answer with the old content.
    while not _is_refreshed(client, index):
        if monotonic() > deadline:
            raise IndexUnavailableError(
                "OpenSearch does not show what was written. See its cluster health, then run this again."
            )
        sleep(0.5)


def count_items(client: OpenSearch, index: str) -> int:
    """How many documents searches see. Raises what OpenSearch raises where not all of them can be seen."""
    answer = client.search(
        index=index,
        body={"size": 0, "track_total_hits": True},
        params={"allow_partial_search_results": "false"},
    )
    return int(answer["hits"]["total"]["value"])


def delete_unused(client: OpenSearch, used: set[str]) -> None:
    """Delete this portal's indices but for those in use; also what killed runs left behind."""
    prefix = settings.OPENSEARCH_INDEX
    ours = re.compile(rf"{re.escape(prefix)}-[0-9a-f]{{12}}")
    # The index in use is complete; what cannot be deleted now goes with the next rebuild.
    with suppress(OpenSearchException):
        for index in client.indices.get(index=f"{prefix}-*", params={"ignore_unavailable": "true"}):
            if ours.fullmatch(index) and index not in used:
                client.indices.delete(index=index, params={"ignore_unavailable": "true"})


def _is_refreshed(client: OpenSearch, index: str) -> bool:
    try:
        shards = client.indices.refresh(index=index, params={"request_timeout": WRITE_SECONDS})["_shards"]
    except TransportError as error:
        if error.status_code in ("N/A", "TIMEOUT") or (
            isinstance(error.status_code, int) and error.status_code >= 500
        ):
            return False
        raise
    return not shards["failed"] and bool(shards["successful"])
