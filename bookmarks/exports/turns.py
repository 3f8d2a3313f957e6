"""Who may export now: one export or pack at a time for each person, one large one at a time for all.

An export keeps one of the server's few processes at work, a large one for ten seconds and more: two people
with one each would leave nobody to answer searches.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from django.conf import settings

LARGE = 2_000
"""Items of which an export is a large one."""


class Turn:
    """A turn to export. It ends with ``close``, and in any case with the process."""

    def __init__(self, files: ExitStack) -> None:
        self._files = files

    def close(self) -> None:
        """Let the next export begin; a second call changes nothing."""
        self._files.close()


def take_turn(user_id: int, items: int) -> Turn | None:
    """The person's turn, ``None`` while another export has it, in whatever process."""
    folder = Path(settings.DATA_DIR, "exports")
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"person-{user_id}", *(["large"] if items >= LARGE else [])]
    with ExitStack() as files:
        for name in names:
            file = files.enter_context((folder / f"{name}.lock").open("w"))
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except OSError:
                return None
        return Turn(files.pop_all())


class Pieces:
    """What is sent piece by piece; the turn ends with it, also where the client goes away before it began."""

    def __init__(self, pieces: Iterator[bytes], turn: Turn) -> None:
        self._pieces = pieces
        self._turn = turn

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        finally:
            self._turn.close()

    def close(self) -> None:
        """Called by the server at the end of the answer, however it ends."""
        close = getattr(self._pieces, "close", None)
        if close:
            close()
        self._turn.close()
