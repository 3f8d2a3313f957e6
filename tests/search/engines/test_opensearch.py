"""The OpenSearch engine keeps the contract on a real node, and what is its own."""

from uuid import uuid4

import pytest
from opensearchpy import OpenSearch

from search.engines.opensearch import OpenSearchEngine
from tests.search.engines.contract import EngineContract

pytestmark = pytest.mark.opensearch


@pytest.fixture
def node(opensearch_url):
    with OpenSearch([opensearch_url]) as client:
        yield client


@pytest.fixture(autouse=True)
def own_indices(settings, opensearch_url, node):
    """Each test has indices of its own, which go with it."""
    settings.OPENSEARCH_URL = [opensearch_url]
    settings.OPENSEARCH_INDEX = f"test-{uuid4().hex}"
    yield settings.OPENSEARCH_INDEX
    settings.OPENSEARCH_URL = [opensearch_url]
    node.indices.delete(index=f"{settings.OPENSEARCH_INDEX}-*")


class TestOpenSearch(EngineContract):
    engine_class = OpenSearchEngine
