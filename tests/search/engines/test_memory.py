"""The reference engine keeps the contract too."""

from search.engines.memory import MemoryEngine
from tests.search.engines.contract import EngineContract


class TestMemory(EngineContract):
    engine_class = MemoryEngine
