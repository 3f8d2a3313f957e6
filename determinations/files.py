"""A letter's file on its way in."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from django.conf import settings

from letters.errors import UnreadableFile
from letters.letter_text import LetterText
from letters.reading import read_bytes
from letters.reading.sources import Source


@dataclass(frozen=True)
class LetterFile:
    """A file with its content, or with the ``problem`` that kept it from being read."""

    path: str
    data: bytes = b""
    problem: str | None = None

    @cached_property
    def sha256(self) -> str | None:
        """The digest of the content; ``None`` where the content is not known."""
        return None if self.problem else sha256(self.data).hexdigest()

    @property
    def identity(self) -> str:
        """What tells the file from others: its content, or its path where the content is not known."""
        return self.sha256 or self.path

    def letter_text(self) -> LetterText:
        """The text in the file, or :class:`UnreadableFile` with the reason."""
        # Its size was judged before: what is given here is to be read.
        return read_bytes(self.path, self.data, max_bytes=len(self.data))


@dataclass(frozen=True)
class StoredLetter(LetterFile):
    """A letter's original file, and which letter it is of."""

    letter_id: int = 0


@dataclass(frozen=True)
class StoredText(StoredLetter):
    """A letter's text as it was read before; ``data`` is this text and not the file."""

    media_type: str = "text/plain"

    def letter_text(self) -> LetterText:
        """The stored text: nothing is read anew."""
        return LetterText(self.data.decode(), self.media_type)


AnyFile = TypeVar("AnyFile", bound=LetterFile)


def read_file(source: Source) -> LetterFile:
    """The source's content, unless it is larger than ``IMR_MAX_LETTER_MEGABYTES`` or cannot be read."""
    # A name on disk may hold bytes that are no text; neither the database nor a terminal takes those.
    path = source.path.encode(errors="replace").decode()
    try:
        return LetterFile(path, source.read_bytes(settings.MAX_LETTER_MEGABYTES * 1_000_000))
    except UnreadableFile as problem:
        return LetterFile(path, problem=str(problem))
