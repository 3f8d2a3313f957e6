"""What a long command says while it runs: the total first, a bar on a terminal, nothing more in a pipe."""

import time
from types import TracebackType
from typing import Never, Self

from django.core.management.base import OutputWrapper
from tqdm import tqdm

from determinations.management.pipes import reader_may_leave


class Progress:
    """Of one run of a command; ``seconds`` is how long it took."""

    def __init__(self, out: OutputWrapper, what: str, *, is_quiet: bool) -> None:
        self._out = out
        self._what = what
        self._is_quiet = is_quiet
        self._bar: tqdm[Never] | None = None
        self._started = time.monotonic()
        self.seconds = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        self.seconds = time.monotonic() - self._started

    def say(self, text: str) -> None:
        """A line for a person; the run goes on where nobody reads it."""
        if not self._is_quiet:
            with reader_may_leave():
                self._out.write(text)

    def start(self, total: int) -> None:
        """The total is known."""
        self.say(f"{total:,} disputed items {self._what}.")
        # disable=None: tqdm shows nothing where standard error is no terminal.
        self._bar = tqdm(total=total, unit=" items", disable=True if self._is_quiet else None, leave=False)

    def advance(self, count: int) -> None:
        """So many more are done."""
        if self._bar is not None:
            self._bar.update(count)
