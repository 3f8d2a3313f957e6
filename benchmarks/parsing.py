"""How many letters one core parses in a second."""

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Row
from letters.letter_text import LetterText
from letters.parsing import parse_letter
from letters.reading import read_letter
from letters.samples import make_letters

REAL_PDFS = Path(__file__).resolve().parent.parent.parent / "shared" / "letters" / "pdf"


def measure() -> Iterator[Row]:
    """Generated text letters, and the real PDFs where they lie beside the checkout."""
    texts = [LetterText(letter.text, "text/plain") for letter in make_letters(2000, seed=1)]
    parse_letter(texts[0])  # what is compiled once is not the letters' cost
    yield ("parse, text letters a second a core", _rate(parse_letter, texts), "300")
    pdfs = sorted(REAL_PDFS.glob("*.pdf"))
    if pdfs:
        yield (
            "read and parse, real PDFs a second a core",
            _rate(lambda path: parse_letter(read_letter(path)), pdfs),
            "-",
        )


def _rate(work, subjects) -> str:
    started = time.perf_counter()
    for subject in subjects:
        work(subject)
    return f"{len(subjects) / (time.perf_counter() - started):,.0f}"
