"""Sets of documents as whole numbers, bit n for document n: quick to intersect and to count."""

from collections.abc import Iterable
from itertools import compress, count


def bits_of(documents: Iterable[int]) -> int:
    """The set of these documents."""
    present = bytearray()
    for document in documents:
        byte = document >> 3
        if byte >= len(present):
            present.extend(bytes(byte + 1 - len(present)))
        present[byte] |= 1 << (document & 7)
    return int.from_bytes(present, "little")


def documents_of(bits: int) -> list[int]:
    """The documents of a set, in ascending order."""
    return list(compress(count(), map("1".__eq__, reversed(f"{bits:b}"))))
