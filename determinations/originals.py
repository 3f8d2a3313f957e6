"""The files that letters came from, kept under the name of their content."""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from determinations.models import Letter

SUFFIXES = {"text/plain": ".txt", "application/pdf": ".pdf"}


def original_path(letter: Letter) -> Path:
    """Where the letter's file is kept; a file that was rejected is not kept."""
    return _path(letter.sha256 or "rejected", letter.media_type)


def read_original(letter: Letter) -> bytes | None:
    """The content of the letter's file: as it was kept, or from where it lay if it is the same file still."""
    for path in (original_path(letter), Path(letter.path)):
        if (data := _content(path, letter.size)) and sha256(data).hexdigest() == letter.sha256:
            return data
    return None


def keep_original(sha256: str, media_type: str, data: bytes) -> None:
    """Keep the file; it is there in full or not at all, whenever the process ends."""
    path = _path(sha256, media_type)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _content(path: Path, size: int) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size == size else None
    except (OSError, ValueError):
        return None


def _path(sha256: str, media_type: str) -> Path:
    return Path(settings.ORIGINALS_DIR, sha256[:2], f"{sha256}{SUFFIXES.get(media_type, '')}")
