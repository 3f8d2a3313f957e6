"""Check sums of a generation's files, noted when it is put in use: damaged bytes are known as such."""

import json
from contextlib import suppress
from pathlib import Path
from zlib import crc32

_NAME = "sums.json"
_CHUNK = 1 << 20


class DamagedError(Exception):
    """A file is not as it was written."""


def note_sums(folder: Path) -> None:
    """Note the sums of all files; those that were noted before and have stayed are not read again."""
    before, after = _noted(folder), {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not _is_of_no_reader(path.name):
            stat = path.stat()
            marks = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
            known = before.get(name, [])
            after[name] = known if known[:-1] == marks else [*marks, _sum_of(path)]
    beside = folder / f"{_NAME}.new"
    beside.write_text(json.dumps(after), encoding="utf-8")
    # Replaced, never written to: the generation before may have the same file by a hard link.
    beside.replace(folder / _NAME)


def check_sums(folder: Path, most: int | None = None) -> None:
    """Raises ``DamagedError`` where a noted file has changed, ``OSError`` where one cannot be read.

    Of a generation of more than ``most`` bytes only the sizes are compared. A file that is gone is none of
    this: an engine removes what it has merged, and misses what it needs. Neither is a generation of
    earlier versions, which noted no sums, or one whose sums cannot be read.
    """
    noted = {folder / name: (size, total) for name, (size, _, _, total) in _noted(folder).items()}
    for path, (size, _) in noted.items():
        with suppress(FileNotFoundError):
            if path.stat().st_size != size:
                raise DamagedError(path.name)
    if most is not None and sum(size for size, _ in noted.values()) > most:
        return
    for path, (_, total) in noted.items():
        with suppress(FileNotFoundError):
            if _sum_of(path) != total:
                raise DamagedError(path.name)


def _noted(folder: Path) -> dict[str, list[int]]:
    try:
        noted: dict[str, list[int]] = json.loads((folder / _NAME).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return noted


def _is_of_no_reader(name: str) -> bool:
    """Locks, hidden files (Tantivy's list for its own clearing up is one), and the sums themselves."""
    return name.startswith((".", _NAME)) or name.upper().endswith("LOCK")


def _sum_of(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total = crc32(chunk, total)
    return total
