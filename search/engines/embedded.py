"""What the embedded engines share: a folder a generation, and an opened one that follows the manifest."""

import errno
import re
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from search.engines.base import Engine, IndexStatus, IndexUnavailableError
from search.engines.sums import DamagedError, check_sums
from search.manifest import Manifest, fingerprint, manifest_version, read_manifest

HOW_TO_BUILD = "Run manage.py rebuild_index."
UNREADABLE = f"The search index cannot be read. {HOW_TO_BUILD}"
FORBIDDEN = (
    "The search index cannot be read: it is not permitted. "
    "Give the portal's user write access to the index in the data folder."
)
"""Read access is not enough: Tantivy writes to a lock to open an index."""
_NOT_PERMITTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_ATTEMPTS = 3
_READ_WHOLE = 200_000_000
"""Bytes that are read in a fraction of a second: an index of so many is looked through when it is opened."""

_Version = tuple[int, int] | None

Opened = TypeVar("Opened")


class EmbeddedEngine(Engine, Generic[Opened]):
    """One index a generation, in a folder named by the manifest."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._opening = Lock()
        self._opened: tuple[_Version, Opened] | None = None
        self._damaged: _Version = None
        """The manifest's version whose files turned out damaged while they were searched."""

    @abstractmethod
    def open_folder(self, folder: Path) -> Opened:
        """Open a generation for reading."""

    def status(self) -> IndexStatus:
        """What the manifest says, and whether its files can be opened."""
        return self._status(self.opened)

    def examined(self) -> IndexStatus:
        """As ``status``, but every byte of the files is read."""
        return self._status(self._examine)

    def manifest(self) -> Manifest:
        """The manifest, which names an index that this engine can open."""
        manifest = read_manifest(self.directory)
        if not manifest or manifest.engine != self.name:
            raise IndexUnavailableError(f"There is no search index yet. {HOW_TO_BUILD}")
        if manifest.fingerprint != fingerprint():
            raise IndexUnavailableError(f"The search index is of another version. {HOW_TO_BUILD}")
        if not (self.directory / manifest.generation).is_dir():
            raise IndexUnavailableError(f"The search index's files are gone. {HOW_TO_BUILD}")
        return manifest

    def folder(self) -> Path:
        """The folder of the generation in use."""
        return self.directory / self.manifest().generation

    def opened(self) -> Opened:
        """The index in use; opened again only when the manifest was replaced."""
        version = manifest_version(self.directory)
        if version and version == self._damaged:
            raise IndexUnavailableError(UNREADABLE)
        opened = self._opened
        if opened and opened[0] == version and version:
            return opened[1]
        with self._opening:
            if not self._opened or self._opened[0] != version or not version:
                self._opened = self._open_anew()
            return self._opened[1]

    @contextmanager
    def reading(self) -> Iterator[Opened]:
        """The index in use; what fails in the block is told as its fault where its files are damaged."""
        version = manifest_version(self.directory)
        opened = self.opened()
        try:
            yield opened
        except BaseException as error:
            if not _may_come_of_damage(error) or self.examined().state == "ok":
                raise
            self._damaged = version
            raise IndexUnavailableError(UNREADABLE) from error

    def _status(self, read: Callable[[], object]) -> IndexStatus:
        try:
            manifest = self.manifest()
            read()
        except IndexUnavailableError as problem:
            is_there = read_manifest(self.directory) is not None
            return IndexStatus("unavailable" if is_there else "missing", self.name, message=str(problem))
        return IndexStatus("ok", self.name, manifest.items, manifest.built_at)

    def _examine(self) -> None:
        self.opened()
        try:
            check_sums(self.folder())
        except (DamagedError, OSError) as error:
            raise _unreadable(error) from error

    def _open_anew(self) -> tuple[_Version, Opened]:
        for attempt in range(_ATTEMPTS):
            version = manifest_version(self.directory)
            folder = self.folder()
            try:
                check_sums(folder, most=_READ_WHOLE)
                return version, self.open_folder(folder)
            except BaseException as error:
                if not _may_come_of_damage(error):
                    raise
                # Where the manifest was replaced meanwhile, its old folder may be gone rightly.
                if version == manifest_version(self.directory) or attempt == _ATTEMPTS - 1:
                    raise _unreadable(error) from error
        raise AssertionError("unreachable")


def _may_come_of_damage(error: BaseException) -> bool:
    """Damaged bytes raise whatever their reader runs into; Tantivy's panic is no ``Exception``."""
    if isinstance(error, IndexUnavailableError | MemoryError):
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _unreadable(error: BaseException) -> IndexUnavailableError:
    """What the operating system refuses is told apart from damage: to build anew would not help."""
    code = getattr(error, "errno", None)
    # Tantivy's errors are ValueErrors whose words have the number.
    if named := re.search(r"\bcode: (\d+)", str(error)):
        code = int(named[1])
    return IndexUnavailableError(FORBIDDEN if code in _NOT_PERMITTED else UNREADABLE)
