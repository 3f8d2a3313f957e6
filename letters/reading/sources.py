"""Where letters come from: files, folders and ``.zip`` archives.

An archive is read in memory, member by member; nothing of it is written to disk, so a
member's name can do no harm.
"""

import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from errno import EINVAL
from functools import lru_cache
from pathlib import Path

from letters.errors import UnreadableFile
from letters.reading import MAX_BYTES
from letters.reading.disk import NO_FILE, first_bytes, is_odd

LETTER_SUFFIXES = (".txt", ".pdf")
ARCHIVE_SUFFIX = ".zip"

MAX_MEMBERS = 500_000
MAX_ARCHIVE_BYTES = 100_000_000_000
"""Unpacked: a year of the state's letters has 185,000 PDFs of some 200 kB."""
MAX_COMPRESSION = 200
"""Text shrinks to a tenth, seldom to a thirtieth. More is a bomb."""
_COMPRESSION_MATTERS_FROM = 1_000_000


@dataclass(frozen=True)
class Source:
    """One letter's file, not yet read; it can be sent to another process.

    ``refusal`` is the reason why it cannot be read, known before reading: an archive that is
    broken, a folder that is closed, a path where nothing is. Reading it raises that reason.
    """

    file: Path
    member: str | None = None
    """The name inside the archive ``file``; ``None`` for a file by itself."""
    refusal: str | None = None
    place: int = 0
    """Where the member stands in the archive's list: two members may bear one name."""

    @property
    def path(self) -> str:
        """What to show a person: the file, and its place in the archive."""
        return str(self.file) if self.member is None else f"{self.file}/{self.member}"

    def read_bytes(self, max_bytes: int = MAX_BYTES) -> bytes:
        """The content as it is, or :class:`UnreadableFile` with the reason."""
        if self.refusal:
            raise UnreadableFile(self.refusal)
        try:
            data = self._first_bytes(max_bytes + 1)
        except OSError as error:
            raise UnreadableFile(f"The file cannot be opened: {error.strerror or error}.") from error
        if len(data) > max_bytes:
            raise UnreadableFile(
                f"The file is larger than {max_bytes / 1e6:g} MB; a determination letter is far smaller."
            )
        return data

    def _first_bytes(self, count: int) -> bytes:
        if self.member is not None:
            return _member_bytes(self.file, self.place, count)
        return first_bytes(self.file, count)


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every letter's file under the paths, in a fixed order; nothing is read but archives' lists.

    From folders and archives the ``.txt`` and ``.pdf`` files are taken; a file that is named
    itself is taken whatever it is called, so that the person learns why it is no letter.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif not path.exists():
            yield Source(path, refusal="There is no such file or folder.")
        elif path.suffix.lower() == ARCHIVE_SUFFIX:
            yield from _in_archive(path)
        else:
            yield Source(path)


def _member_bytes(file: Path, place: int, count: int) -> bytes:
    try:
        archive = _opened_archive(file, os.getpid())
        with archive.open(archive.infolist()[place]) as member:
            return member.read(count)
    except (zipfile.BadZipFile, zlib.error, EOFError, IndexError) as error:
        raise UnreadableFile("This member of the archive is damaged.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("This member of the archive is encrypted, or packed in an odd way.") from error


def _in_folder(folder: Path) -> Iterator[Source]:
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            if name.lower().endswith(LETTER_SUFFIXES):
                yield Source(Path(parent, name))
            elif name.lower().endswith(ARCHIVE_SUFFIX):
                yield from _in_archive(Path(parent, name))
    for error in closed:
        yield Source(Path(error.filename), refusal=f"The folder cannot be opened: {error.strerror}.")


def _in_archive(file: Path) -> Iterator[Source]:
    if is_odd(file):
        yield Source(file, refusal=NO_FILE)
        return
    try:
        members = _opened_archive(file, os.getpid()).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Source(file, refusal=_why_not_opened(error))
        return
    if refusal := _archive_refusal(members):
        yield Source(file, refusal=refusal)
        return
    for place, member in enumerate(members):
        if _may_be_letter(member):
            yield Source(file, member.filename, _member_refusal(member), place)


def _why_not_opened(error: Exception) -> str:
    # A damaged archive may lead to a place before its beginning: the system calls that an invalid argument.
    if isinstance(error, OSError) and error.errno != EINVAL:
        return f"The archive cannot be opened: {error.strerror or error}."
    return "The archive is damaged and cannot be opened. Download it again."


def _archive_refusal(members: list[zipfile.ZipInfo]) -> str | None:
    if len(members) > MAX_MEMBERS:
        return f"The archive has {len(members):,} members. Split it: at most {MAX_MEMBERS:,} are read."
    if sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
        return f"The archive unpacks to more than {MAX_ARCHIVE_BYTES / 1e9:g} GB. Split it."
    return None


def _may_be_letter(member: zipfile.ZipInfo) -> bool:
    """Archives inside archives are taken too, so that they are reported and not passed over."""
    name = member.filename
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.split("/"))
    return not hidden and name.lower().endswith((*LETTER_SUFFIXES, ARCHIVE_SUFFIX))


def _member_refusal(member: zipfile.ZipInfo) -> str | None:
    if member.filename.lower().endswith(ARCHIVE_SUFFIX):
        return "An archive inside an archive is not opened. Unpack the outer one first."
    if member.file_size > max(MAX_COMPRESSION * member.compress_size, _COMPRESSION_MATTERS_FROM):
        return "This member unpacks to far more than a letter: it is not opened."
    return None


@lru_cache(maxsize=1)
def _opened_archive(file: Path, process: int) -> zipfile.ZipFile:
    """The archive, opened once for all its members: its list alone takes a second where it is long.

    The process is part of the key because a forked worker shares its parent's place in the open file.
    """
    return zipfile.ZipFile(file)
