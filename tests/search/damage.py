"""Files of an index as a bad disk or a half copied backup leaves them."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from search.manifest import read_manifest


def scrambled(content: bytes) -> bytes:
    """Every byte another one."""
    return Random(1).randbytes(len(content))  # noqa: S311 - no secret


def scrambled_inside(content: bytes) -> bytes:
    """Beginning and end are as they were: the file can be opened."""
    quarter = len(content) // 4
    inside = bytes(byte ^ 0x5A for byte in content[quarter : 3 * quarter])
    return content[:quarter] + inside + content[3 * quarter :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[: len(content) // 2],
    "emptied": lambda content: b"",
    "zeroed": lambda content: bytes(len(content)),
    "scrambled": scrambled,
    "scrambled inside": scrambled_inside,
}


def damage(index: Path, how: str, pattern: str = "*") -> None:
    """Damage files of the generation in use as it lies on the disk; what has them open is not touched."""
    folder = index / read_manifest(index).generation
    files = [path for path in folder.rglob(pattern) if path.is_file() and "lock" not in path.name.lower()]
    assert files
    for path in files:
        beside = path.with_name(f"{path.name}.damaged")
        beside.write_bytes(DAMAGES[how](path.read_bytes()))
        beside.replace(path)
