"""The Tantivy engine keeps the contract, and what is its own."""

from search.engines.tantivy import TantivyEngine
from tests.search.engines.contract import EngineContract


class TestTantivy(EngineContract):
    engine_class = TantivyEngine
