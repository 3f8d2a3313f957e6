"""What the embedded engines share: a folder a generation, and an opened one that follows the manifest."""

from abc import abstractmethod
from pathlib import Path
from threading import Lock
from typing import ClassVar, Generic, TypeVar

from search.engines.base import Engine, IndexStatus, IndexUnavailableError
from search.manifest import Manifest, fingerprint, manifest_version, read_manifest

HOW_TO_BUILD = "Run manage.py rebuild_index."
_ATTEMPTS = 3

Opened = TypeVar("Opened")


class EmbeddedEngine(Engine, Generic[Opened]):
    """One index a generation, in a folder named by the manifest."""

    unreadable: ClassVar[tuple[type[Exception], ...]] = (OSError, ValueError)
    """What opening a broken index raises."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._opening = Lock()
        self._opened: tuple[tuple[int, int] | None, Opened] | None = None

    @abstractmethod
    def open_folder(self, folder: Path) -> Opened:
        """Open a generation for reading."""

    def status(self) -> IndexStatus:
        """What the manifest says."""
        try:
            manifest = self.manifest()
        except IndexUnavailableError as problem:
            is_there = read_manifest(self.directory) is not None
            return IndexStatus("unavailable" if is_there else "missing", self.name, message=str(problem))
        return IndexStatus("ok", self.name, manifest.items, manifest.built_at)

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
        opened = self._opened
        if opened and opened[0] == version and version:
            return opened[1]
        with self._opening:
            if not self._opened or self._opened[0] != version or not version:
                self._opened = self._open_anew()
            return self._opened[1]

    def _open_anew(self) -> tuple[tuple[int, int] | None, Opened]:
        for attempt in range(_ATTEMPTS):
            version = manifest_version(self.directory)
            try:
                return version, self.open_folder(self.folder())
            except self.unreadable as error:
                # Where the manifest was replaced meanwhile, its old folder may be gone rightly.
                if version == manifest_version(self.directory) or attempt == _ATTEMPTS - 1:
                    raise IndexUnavailableError(f"The search index cannot be read. {HOW_TO_BUILD}") from error
        raise AssertionError("unreachable")
