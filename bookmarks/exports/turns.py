"""One export at a time for each person: each keeps a server process at work for some seconds."""

from collections.abc import Iterator
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import IO

from django.conf import settings


class Turn:
    """A person's turn. It ends with ``close``, and in any case with the process."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def close(self) -> None:
        """Let the next export begin; a second call changes nothing."""
        self._file.close()


def take_turn(user_id: int) -> Turn | None:
    """The person's turn, ``None`` while another export of theirs is made, in whatever process."""
    folder = Path(settings.DATA_DIR, "exports")
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / f"{user_id}.lock").open("w")
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        file.close()
        return None
    return Turn(file)


class Pieces:
    """What is sent piece by piece; the turn ends with it, also where the client goes away before it began."""

    def __init__(self, lines: Iterator[str], turn: Turn) -> None:
        self._lines = lines
        self._turn = turn

    def __iter__(self) -> Iterator[bytes]:
        try:
            for line in self._lines:
                yield line.encode("utf-8")
        finally:
            self._turn.close()

    def close(self) -> None:
        """Called by the server at the end of the answer, however it ends."""
        close = getattr(self._lines, "close", None)
        if close:
            close()
        self._turn.close()
