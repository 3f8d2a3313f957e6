"""Generations of an index: each rebuild fills one of its own beside the one in use, as a rule a folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from search.engines.sums import note_sums
from search.manifest import Manifest, fingerprint, read_manifest, write_manifest

_PREFIX = "generation-"


@contextmanager
def fresh_generation(directory: Path) -> Iterator[Path]:
    """An empty folder for a new generation; removed again if the block fails."""
    folder = directory / f"{_PREFIX}{uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def publish(directory: Path, engine: str, folder: Path, items: int) -> None:
    """Make a filled folder the generation in use; the one before stays for its readers, older ones go."""
    note_sums(folder)
    put_in_use(directory, engine, folder.name, items)


def put_in_use(directory: Path, engine: str, generation: str, items: int) -> None:
    """Make a generation the one in use, wherever the engine keeps it; older folders go."""
    old = read_manifest(directory)
    write_manifest(
        directory,
        Manifest(
            engine=engine,
            generation=generation,
            previous=old.generation if old else None,
            items=items,
            built_at=timezone.now(),
            fingerprint=fingerprint(),
            indexed_until=old.indexed_until if old else None,
        ),
    )
    _remove_unused(directory, {generation, old.generation if old else ""})


def republish(directory: Path, items: int, updated_at: datetime) -> None:
    """Tell readers that the generation in use has changed; what a killed run left goes."""
    if manifest := read_manifest(directory):
        write_manifest(directory, replace(manifest, items=items, built_at=updated_at))
        _remove_unused(directory, {manifest.generation, manifest.previous or ""})


def _remove_unused(directory: Path, used: set[str]) -> None:
    for folder in directory.glob(f"{_PREFIX}*"):
        if folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)
