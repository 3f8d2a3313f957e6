"""How a long command tells how far it is: the total first, a bar on a terminal, nothing in a pipe."""

import time
from types import TracebackType
from typing import Any, Self

from django.core.management.base import OutputWrapper
from tqdm import tqdm

from determinations.management.counting import counted
from determinations.management.pipes import reader_may_leave


class Progress:
    """Called with the number of things done and of all; a context manager that takes its bar away."""

    def __init__(self, doing: str, out: OutputWrapper, quiet: bool = False, thing: str = "file") -> None:
        self.done = self.total = 0
        self._doing = doing
        self._out = out
        self._quiet = quiet
        self._thing = thing
        self._bar: tqdm[Any] | None = None
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long the run has taken so far."""
        return time.monotonic() - self._started

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        self.done, self.total = done, total
        if self._quiet:
            return
        if self._bar is None:
            self.say(f"{self._doing} {counted(total, self._thing)}.")
            self._bar = tqdm(total=total, unit=f" {self._thing}s", disable=None, leave=False)
        self._bar.update(done - self._bar.n)

    def say(self, text: str) -> None:
        """A line for a person; the run goes on where nobody reads it."""
        if not self._quiet:
            with reader_may_leave():
                self._out.write(text)
                self._out.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
