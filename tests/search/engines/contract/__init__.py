"""What every engine promises. Each engine's test module runs all of it."""

from tests.search.engines.contract.closeness import ClosenessPromises
from tests.search.engines.contract.life import LifePromises
from tests.search.engines.contract.likeness import LikenessPromises
from tests.search.engines.contract.order import OrderPromises
from tests.search.engines.contract.promises import DiskFull, build, document, run_out_of_disk
from tests.search.engines.contract.values import ValuePromises
from tests.search.engines.contract.words import WordPromises

__all__ = ["DiskFull", "EngineContract", "build", "document", "run_out_of_disk"]


class EngineContract(
    WordPromises, ClosenessPromises, ValuePromises, OrderPromises, LikenessPromises, LifePromises
):
    """All of it. Subclasses give ``engine_class``."""
