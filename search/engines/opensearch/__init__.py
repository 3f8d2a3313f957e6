"""A cluster, when one machine is not enough: OpenSearch finds and counts, the words are the portal's."""

from search.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
