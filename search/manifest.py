"""The manifest: which engine and which generation of the index is in use.

It is replaced in one step, so that a reader sees the old index or the new one whole.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path
from typing import Any

from search import analysis, boilerplate
from search.fields import FIELDS

_NAME = "manifest.json"
_LAYOUT = 3
"""Of what engines store; counted up when a stored document changes its shape."""


class IndexBusyError(Exception):
    """Another process is writing the index; ``str(error)`` says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What is known of the index in use."""

    engine: str
    generation: str
    """The name of the folder, or of whatever else the engine keeps a generation in."""
    previous: str | None
    """The generation before, kept for readers that still have it open."""
    items: int
    built_at: datetime
    fingerprint: str
    indexed_until: datetime | None = None
    """Items with a later ``indexed_at`` were marked by a run that did not end: they count as stale."""


def fingerprint() -> str:
    """Changes when the fields, the analysis or the fixed sentences do: such an index must be rebuilt."""
    fields = [(field.name, field.kind.value, field.weight) for field in FIELDS]
    described = json.dumps([_LAYOUT, fields, analysis.FINGERPRINT_PARTS, boilerplate.PATTERNS_TEXT])
    return sha256(described.encode()).hexdigest()[:16]


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest, or ``None`` where there is none that can be read."""
    try:
        content = json.loads((directory / _NAME).read_text(encoding="utf-8"))
        return _from_json(content)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Put the manifest in place of the old one, in one step."""
    content = asdict(manifest)
    for name in ("built_at", "indexed_until"):
        content[name] = content[name] and content[name].isoformat()
    beside = directory / f"{_NAME}.new"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / _NAME)


def manifest_version(directory: Path) -> tuple[int, int] | None:
    """Another value whenever the manifest was replaced; ``None`` without one. Costs one ``stat``."""
    try:
        stat = (directory / _NAME).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino


def note_indexed_until(directory: Path, moment: datetime) -> None:
    """Every mark up to ``moment`` is true: the run that set it has ended well."""
    if manifest := read_manifest(directory):
        write_manifest(directory, replace(manifest, indexed_until=moment))


@contextmanager
def write_lock(directory: Path) -> Iterator[None]:
    """Held while the index is written. Raises ``IndexBusyError`` while another process holds it."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except OSError as error:
            raise IndexBusyError(
                "Another process is writing the index. Run this again when it has ended."
            ) from error
        yield


def _from_json(content: dict[str, Any]) -> Manifest:
    until = content["indexed_until"]
    return Manifest(
        engine=str(content["engine"]),
        generation=str(content["generation"]),
        previous=content["previous"],
        items=int(content["items"]),
        built_at=datetime.fromisoformat(content["built_at"]),
        fingerprint=str(content["fingerprint"]),
        indexed_until=datetime.fromisoformat(until) if until else None,
    )
