"""Letters in: the only way by which rows of determinations come and change.

Worker processes read and parse, this process alone writes, batch after batch, each in a
transaction. It can be stopped at any time; the same call again goes on where it stopped.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from determinations.files import AnyFile, LetterFile, read_file
from determinations.models import IngestRun
from determinations.parsers import CHUNK_FILES, Parse, Parsed, Parsers
from determinations.runs import recorded_run
from determinations.storing import settled, settled_letters, store
from determinations.summary import IngestSummary
from letters.reading.sources import Source, find_sources

BATCH = 200
"""Files stored in one transaction ..."""
BATCH_BYTES = 100_000_000
"""... or fewer where they are large, so that they fit into memory."""

Progress = Callable[[int, int], None]


def ingest(
    paths: Sequence[Path],
    workers: int = 0,
    on_progress: Progress = lambda done, total: None,
) -> IngestSummary:
    """Store the letters of files, folders and zip archives; the same file twice changes nothing.

    ``workers`` is the number of processes that read and parse, 0 for one on each core.
    ``on_progress`` is told how many files are done, and of how many; first of all 0.
    """
    # Not Path.resolve(): a link keeps the name that the person gave it.
    given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100
    with recorded_run(IngestRun.Kind.INGEST, given) as record:
        sources = list(find_sources(given))
        summary = IngestSummary()

        def count(counted: IngestSummary) -> None:
            summary.add(counted)
            record.count_ingested(summary)
            on_progress(summary.done, len(sources))

        count(IngestSummary())
        with Parsers(workers) as parsers:
            for batch in batches(parsers.parse(_unsettled(sources, count))):
                count(store(batch, record.row))
    return summary


def _unsettled(sources: Iterable[Source], count: Callable[[IngestSummary], None]) -> Iterator[LetterFile]:
    """The files that need a look; the others are counted at once."""
    remaining = iter(sources)
    while files := [read_file(source) for source in islice(remaining, CHUNK_FILES)]:
        letters = settled_letters(files)
        for file in files:
            if letter := letters.get(file.identity):
                count(settled(file, letter))
            else:
                yield file


def batches(parsed: Iterable[tuple[AnyFile, Parse]]) -> Iterator[list[tuple[AnyFile, Parse]]]:
    """Batches in which no file and no case comes twice: of two letters of a case the later one counts."""
    batch: list[tuple[AnyFile, Parse]] = []
    seen: set[str] = set()
    size = 0
    for file, parse in parsed:
        marks = {file.identity, _case(parse) or file.identity}
        if len(batch) >= BATCH or size >= BATCH_BYTES or seen & marks:
            yield batch
            batch, seen, size = [], set(), 0
        batch.append((file, parse))
        seen |= marks
        size += len(file.data)
    if batch:
        yield batch


def _case(parse: Parse) -> str | None:
    return parse.letter.case_number if isinstance(parse, Parsed) else None
