"""A file on disk, read as far as it may matter."""

from pathlib import Path

from letters.errors import UnreadableFile

NO_FILE = "This is no ordinary file but a pipe, a socket or a device: it is not opened."


def is_odd(path: Path) -> bool:
    """Whether something is there that is neither a file nor a folder: a pipe may be waited on for ever."""
    return path.exists() and not path.is_file() and not path.is_dir()


def first_bytes(path: Path, count: int) -> bytes:
    """The file's first bytes, ``count`` at most, or :class:`UnreadableFile` with the reason."""
    try:
        if is_odd(path):
            raise UnreadableFile(NO_FILE)
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise UnreadableFile(f"The file cannot be opened: {error.strerror or error}.") from error
