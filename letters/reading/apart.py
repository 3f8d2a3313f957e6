"""A stranger's PDF, read in a process of its own that may take so much time and memory and no more.

PDFium is native code: a page can keep it busy for minutes or bring it down, and then this process ends
and not the server's. The bytes go in and the text comes out through pipes; nothing is written to disk.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from letters.errors import UnreadableFile
from letters.reading.pdf import FirstPages, read_first_pages

SECONDS = 10
_MEGABYTES = 1_000
_ROOT = Path(__file__).resolve().parents[2]


def read_pdf_apart(data: bytes, most_pages: int) -> FirstPages:
    """The text of the first pages of a PDF, or :class:`UnreadableFile` with the reason."""
    command = [sys.executable, "-m", __name__, str(most_pages)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, cwd=_ROOT, input=data, capture_output=True, timeout=SECONDS + 5, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        # Without the error's own words: they may quote the document.
        raise UnreadableFile(
            f"The PDF is damaged, or too much to read in {SECONDS} seconds. Paste its text."
        ) from error
    if "refusal" in answer:
        raise UnreadableFile(answer["refusal"])
    return FirstPages(**answer)


def _limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES * 1_000_000,) * 2)
    # A crash must not leave the document in a core file.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(most_pages: int) -> None:
    _limit_this_process()
    try:
        answer = asdict(read_first_pages(sys.stdin.buffer.read(), most_pages))
    except UnreadableFile as error:
        answer = {"refusal": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(int(sys.argv[1]))
