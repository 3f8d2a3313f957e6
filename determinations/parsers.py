"""Reading and parsing in processes of their own: in order, and safe from a file that kills its reader."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self

from determinations.files import AnyFile, LetterFile
from letters.errors import LetterError
from letters.letter_text import LetterText
from letters.parsed_letter import ParsedLetter
from letters.parsing import parse_letter
from letters.reading.pdf import PDF_SIGNATURE

CHUNK_FILES = 20
CHUNK_BYTES = 8_000_000
CHUNKS_UNDER_WAY = 4
"""For each process: enough to keep it busy while this one writes rows."""


@dataclass(frozen=True)
class Parsed:
    """A file that is a determination letter."""

    text: LetterText
    letter: ParsedLetter


@dataclass(frozen=True)
class Rejected:
    """A file that is none, with the reason for a person; ``text`` where some could be had."""

    reason: str
    text: LetterText | None = None
    may_pass_another_time: bool = False
    """The parser or the machine is to blame and not the file: it is tried again whenever it is given."""


Parse = Parsed | Rejected

CRASHED = Rejected(
    "Reading this file crashed the reader, so it is probably damaged. "
    "Open it, save it anew and give the new file.",
    may_pass_another_time=True,
)


def parse_file(file: LetterFile) -> Parse:
    """Read and parse a file. Whatever is wrong with it becomes a rejection's reason, never an exception."""
    if file.problem:
        return Rejected(file.problem)
    text = None
    try:
        text = file.letter_text()
        return Parsed(text, parse_letter(text))
    except LetterError as refusal:
        return Rejected(str(refusal), text)
    except Exception as failure:  # noqa: BLE001 - one odd file among a million must not stop the run
        what = f"{type(failure).__name__}: {failure}".rstrip(": ")
        reason = f"The parser failed on this file ({what}). Please report it."
        return Rejected(reason, text, may_pass_another_time=True)


class Parsers:
    """Processes that parse; a context manager. ``workers`` is their number, 0 for one on each core."""

    def __init__(self, workers: int = 0, parse: Callable[[LetterFile], Parse] = parse_file) -> None:
        self.workers = workers or _available_cores()
        self._parse = parse
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)

    def parse(self, files: Iterable[AnyFile]) -> Iterator[tuple[AnyFile, Parse]]:
        """Each file with what became of it, in the order given; only some files are held at a time."""
        chunks = _chunks(files)
        first = next(chunks, [])
        if _is_small_and_safe(first):
            yield from ((file, self._parse(file)) for file in first)
            return
        under_way: deque[tuple[list[AnyFile], Future[list[Parse]]]] = deque()
        for chunk in chain([first], chunks):
            under_way.append((chunk, self._submit(chunk)))
            if len(under_way) >= self.workers * CHUNKS_UNDER_WAY:
                yield from self._results(*under_way.popleft())
        while under_way:
            yield from self._results(*under_way.popleft())

    def _submit(self, chunk: Sequence[LetterFile]) -> Future[list[Parse]]:
        if self._executor:
            with suppress(BrokenProcessPool):
                return _submit(self._executor, self._parse, chunk)
        self._executor = _new_executor(self.workers)
        return _submit(self._executor, self._parse, chunk)

    def _results(self, chunk: list[AnyFile], future: Future[list[Parse]]) -> Iterable[tuple[AnyFile, Parse]]:
        try:
            parses = future.result()
        except BrokenProcessPool:
            parses = self._one_at_a_time(chunk)
        return zip(chunk, parses, strict=True)

    def _one_at_a_time(self, chunk: Sequence[LetterFile]) -> list[Parse]:
        """A process died, and any file of the chunk may be why: reject only one that does it again."""
        parses: list[Parse] = []
        while len(parses) < len(chunk):
            with _new_executor(1) as alone:
                _submit(alone, self._parse, []).result()  # no file is to blame for what fails here
                with suppress(BrokenProcessPool):
                    for file in chunk[len(parses) :]:
                        parses += _submit(alone, self._parse, [file]).result()
                    return parses
            parses.append(CRASHED)
        return parses


def _is_small_and_safe(first: Sequence[LetterFile]) -> bool:
    """Whether processes are not worth their start: a few files in all, and no PDF, whose reader may crash."""
    if len(first) >= CHUNK_FILES or sum(len(file.data) for file in first) >= CHUNK_BYTES:
        return False
    return not any(PDF_SIGNATURE in file.data for file in first)


def _available_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _new_executor(processes: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would share the database connection and the progress bar's locks.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start_process)


def _submit(
    executor: ProcessPoolExecutor, parse: Callable[[LetterFile], Parse], chunk: Sequence[LetterFile]
) -> Future[list[Parse]]:
    """Ctrl-C is the main process's to answer; a process started here inherits that it is held back."""
    held_back_before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(_parse_each, parse, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held_back_before)


def _start_process() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A main process that was killed cannot end its workers; they would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _parse_each(parse: Callable[[LetterFile], Parse], chunk: Sequence[LetterFile]) -> list[Parse]:
    return [parse(file) for file in chunk]


def _chunks(files: Iterable[AnyFile]) -> Iterator[list[AnyFile]]:
    chunk: list[AnyFile] = []
    size = 0
    for file in files:
        chunk.append(file)
        size += len(file.data)
        if len(chunk) >= CHUNK_FILES or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
