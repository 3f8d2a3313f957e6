"""Sets of documents, by name, in one file that is read only where it is asked.

After the number of sets come the places where their names end and where they end themselves,
then all names in ascending order, then all sets.
"""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

_COUNT_BYTES = 8
_SET_BYTES = 200


def set_of(ordinals: NDArray[np.integer]) -> BitMap:
    """The set of these documents."""
    return set_in_order(np.sort(ordinals).astype(np.uint32))


def set_in_order(ordinals: NDArray[np.uint32]) -> BitMap:
    """The set of these documents, given in ascending order."""
    return BitMap(array("I", ordinals.tobytes()))


def ordinals_of(documents: BitMap) -> NDArray[np.uint32]:
    """The documents of a set, in ascending order."""
    return np.frombuffer(documents.to_array(), dtype=np.uint32)


def bytes_of(documents: BitMap) -> int:
    """About how much memory a set takes."""
    held = documents.get_statistics()
    containers = (
        held["n_bytes_array_containers"],
        held["n_bytes_bitset_containers"],
        held["n_bytes_run_containers"],
    )
    return sum(map(int, containers)) + _SET_BYTES


class StoredSets:
    """The sets of one file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.count = int.from_bytes(self._content[:_COUNT_BYTES], "little")
        ends = np.frombuffer(self._content, np.int64, count=2 * self.count, offset=_COUNT_BYTES)
        self._name_ends, self._set_ends = ends[: self.count], ends[self.count :]
        self._names_at = _COUNT_BYTES + ends.nbytes
        self._sets_at = self._names_at + (int(self._name_ends[-1]) if self.count else 0)

    def get(self, name: str) -> BitMap | None:
        """The set of that name, if there is one."""
        wanted = name.encode("utf-8", "surrogatepass")
        number = bisect_left(range(self.count), wanted, key=self._name)
        return self._set(number) if number < self.count and self._name(number) == wanted else None

    def __iter__(self) -> Iterator[tuple[str, BitMap]]:
        for number in range(self.count):
            yield self._name(number).decode("utf-8", "surrogatepass"), self._set(number)

    def raw(self) -> Iterator[tuple[bytes, bytes]]:
        """Names and sets as they stand in the file."""
        for number in range(self.count):
            yield self._name(number), self._set_bytes(number)

    def _name(self, number: int) -> bytes:
        return self._piece(self._names_at, self._name_ends, number)

    def _set(self, number: int) -> BitMap:
        return BitMap.deserialize(self._set_bytes(number))

    def _set_bytes(self, number: int) -> bytes:
        return self._piece(self._sets_at, self._set_ends, number)

    def _piece(self, start: int, ends: NDArray[np.int64], number: int) -> bytes:
        begins = int(ends[number - 1]) if number else 0
        return self._content[start + begins : start + int(ends[number])]


def write_sets(path: Path, sets: Iterable[tuple[bytes, bytes]]) -> None:
    """Store sets, given with their names in ascending order."""
    names, contents = [], []
    for name, content in sets:
        names.append(name)
        contents.append(content)
    with path.open("wb") as file:
        file.write(len(names).to_bytes(_COUNT_BYTES, "little"))
        for pieces in (names, contents):
            file.write(np.cumsum([len(piece) for piece in pieces], dtype=np.int64).tobytes())
        for pieces in (names, contents):
            file.writelines(pieces)


def with_more(
    stored: Iterable[tuple[bytes, bytes]], more: dict[bytes, BitMap]
) -> Iterator[tuple[bytes, bytes]]:
    """Stored sets and others, by name in ascending order; of the same name they become one."""
    waiting = iter(sorted(more))
    following = next(waiting, None)
    for name, content in stored:
        while following is not None and following < name:
            yield following, more[following].serialize()
            following = next(waiting, None)
        if following == name:
            content = (BitMap.deserialize(content) | more[name]).serialize()
            following = next(waiting, None)
        yield name, content
    while following is not None:
        yield following, more[following].serialize()
        following = next(waiting, None)
