"""Whether one process may parse letters for ever: how large it is after ten and after a hundred thousand."""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage

from benchmarks.table import Row
from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.samples import make_letters

FIRST, ALL = 10_000, 100_000
GROWTH = 1.1
"""What is filled once, the caches with an upper limit, may still fill after the first letters."""

_UNIT = 1024 if sys.platform == "linux" else 1
_MEGABYTE = 1024 * 1024


def measure() -> Iterator[Row]:
    """A process of its own, and no letter twice."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
        first, last = fresh.submit(_peaks).result()
    yield (f"memory at its highest after {FIRST:,} letters, MB", f"{first:.0f}", "-")
    yield (f"memory at its highest after {ALL:,} letters, MB", f"{last:.0f}", f"{first * GROWTH:.0f}")


def _peaks() -> tuple[float, float]:
    letters = make_letters(ALL, seed=1)
    return _peak_after(islice(letters, FIRST)), _peak_after(letters)


def _peak_after(letters) -> float:
    for letter in letters:
        parse_letter(LetterText(letter.text, "text/plain"))
    return getrusage(RUSAGE_SELF).ru_maxrss * _UNIT / _MEGABYTE
