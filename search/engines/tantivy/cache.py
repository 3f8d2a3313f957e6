"""Sets of documents that were asked for, kept as long as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from pyroaring import BitMap

from search.engines.tantivy.sets import bytes_of


class SetCache:
    """The sets asked for last, up to so many bytes. Nobody may change a set that is kept here."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[BitMap, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], BitMap]) -> BitMap:
        """The set of that key, made where it is not kept."""
        with self._lock:
            if kept := self._kept.get(key):
                self._kept.move_to_end(key)
                return kept[0]
        made = make()
        with self._lock:
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, documents: BitMap) -> None:
        if key in self._kept:
            return
        size = bytes_of(documents)
        self._kept[key] = documents, size
        self._bytes += size
        while self._bytes > self._most:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed
