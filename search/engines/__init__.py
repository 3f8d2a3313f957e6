"""Search engines behind one seam: values in, values out."""

from search.engines.base import Engine
from search.engines.opensearch import OpenSearchEngine
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine

ENGINES: dict[str, type[Engine]] = {
    engine.name: engine for engine in (WhooshEngine, TantivyEngine, OpenSearchEngine)
}
"""By the name that ``IMR_SEARCH_ENGINE`` and the manifest use."""
