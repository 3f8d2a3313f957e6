"""How many letters one core parses in a second."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row
from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.reading import read_letter
from letters.samples import make_letters

REAL_PDFS = Path(__file__).resolve().parent.parent.parent / "shared" / "letters" / "pdf"


def measure() -> Iterator[Row]:
    """Generated text letters, and the real PDFs where they lie beside the checkout."""
    texts = [LetterText(letter.text, "text/plain") for letter in make_letters(2000, seed=1)]
    for text in texts[:20]:
        parse_letter(text)  # what is compiled once is not the letters' cost
    yield ("parse, text letters a second a core", _rate(parse_letter, texts), "600")
    pdfs = sorted(REAL_PDFS.glob("*.pdf"))
    if pdfs:
        read = [read_letter(path) for path in pdfs]
        yield ("parse, text of real letters a second a core", _rate(parse_letter, read), "600")
        yield (
            "read and parse, real PDFs a second a core",
            _rate(lambda path: parse_letter(read_letter(path)), pdfs),
            "100",
        )


def _rate(work: Callable[[Any], object], subjects: Sequence[Any]) -> str:
    """By the processor's time: what else the machine does is not the letters' cost."""
    started = time.process_time()
    for subject in subjects:
        work(subject)
    return f"{len(subjects) / (time.process_time() - started):,.0f}"
