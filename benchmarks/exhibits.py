"""Exhibit packs: how long they take, and how large the process becomes; beside them other ways to join PDFs.

Each row is a process of its own. What the other ways do is less than a pack: they join the letters, with no
cover, index, slip sheet or number.
"""

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory, TemporaryFile

import pypdfium2 as pdfium
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from benchmarks.table import Row, print_table
from bookmarks.exhibits.pack import making
from bookmarks.exhibits.pack.pdf_file import Bound
from bookmarks.exhibits.pack.request import CitedFor, Exhibit, Original, PackRequest, Quotation
from letters.samples import make_letters

REAL = Path(__file__).resolve().parents[2] / "shared" / "letters" / "pdf"
SECONDS = 20
_UNIT = 1024 if sys.platform == "linux" else 1
_MEGABYTE = 1024 * 1024
_PART = 25

Way = Callable[[list[Path]], int]


def measure() -> Iterator[Row]:
    """Packs and joined letters of 100, 200 and 300; of the real letters where they are, else of made ones."""
    with TemporaryDirectory(prefix="imr-bench-") as folder:
        letters = real_or_made(Path(folder))
        for count in (100, 200, 300):
            wanted = [letters[at % len(letters)] for at in range(count)]
            for name, way in WAYS.items():
                yield from _row(f"{name} of {count} letters", way, wanted, SECONDS if count == 100 else None)
        scans = _scans(Path(folder))
        for count in (20, 100):
            for name, way in WAYS.items():
                yield from _row(f"{name} of {count} scans of 1 MB", way, scans[:count], None)
        texts = [Path(letter.name) for letter in make_letters(1, seed=1)] * 100
        yield from _row("exhibit pack of 100 letters, typeset", _typeset_pack, texts, SECONDS)


def real_or_made(folder: Path) -> list[Path]:
    """The real letters where they lie beside the checkout, else made ones, written into the folder."""
    return sorted(REAL.glob("*.pdf")) or _made_letters(folder)


def _row(name: str, way: Way, letters: list[Path], seconds: int | None) -> Iterator[Row]:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
        took, before, highest, size = fresh.submit(_measured, way, letters).result()
    told = f"{took:.1f} s, {highest:.0f} MB ({highest - before:+.0f}), {size / 1_000_000:.1f} MB long"
    yield (name, told, f"{seconds} s" if seconds else "-")


def _measured(way: Way, letters: list[Path]) -> tuple[float, float, float, int]:
    """Seconds, the process's memory before and at its highest in MB, and the length of the PDF."""
    before, started = _memory(), time.perf_counter()
    size = way(letters)
    return time.perf_counter() - started, before, _memory(), size


def _memory() -> float:
    """At its highest. What getrusage says begins with the size of the process that started this one."""
    status = Path("/proc/self/status")
    if status.is_file():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    return getrusage(RUSAGE_SELF).ru_maxrss * _UNIT / _MEGABYTE


def _pack(letters: list[Path]) -> int:
    """What the portal makes; the bounds on exhibits and time are lifted."""
    making.MAX_EXHIBITS = len(letters)
    exhibits = tuple(_exhibit(path) for path in letters)
    with TemporaryFile() as file:
        making.write_pack(PackRequest("Benchmark", exhibits), file, Bound(seconds=math.inf))
        return file.tell()


def _typeset_pack(names: list[Path]) -> int:
    letters = make_letters(len(names), seed=1)
    exhibits = tuple(_exhibit(Path(letter.name), letter.text) for letter in letters)
    with TemporaryFile() as file:
        making.write_pack(PackRequest("Benchmark", exhibits), file, Bound(seconds=math.inf))
        return file.tell()


def _exhibit(path: Path, text: str = "") -> Exhibit:
    return Exhibit(
        name=path.stem,
        decided_on=date(2017, 1, 5),
        outcome="overturned",
        citation=f"IMR Final Determination, Case No. {path.stem}.",
        cited_for=(CitedFor(1, "Norco 10/325mg #90", "overturned"), CitedFor(2, "Tizanidine 4mg", "upheld")),
        quotations=(Quotation("The request is medically necessary. " * 10, "Rationale, item 1"),),
        text=text,
        original=None if text else Original(path, sha256(path.read_bytes()).hexdigest()),
    )


def _pypdf(letters: list[Path]) -> int:
    writer = PdfWriter()
    for path in letters:
        for page in PdfReader(path).pages:
            writer.add_page(page)
    with TemporaryFile() as file:
        writer.write(file)
        return file.tell()


def _pdfium(letters: list[Path]) -> int:
    joined = pdfium.PdfDocument.new()
    for path in letters:
        with pdfium.PdfDocument(path) as document:
            joined.import_pages(document)
    with TemporaryFile() as file:
        joined.save(file)
        return file.tell()


def _pdfium_in_parts(letters: list[Path]) -> int:
    """Some letters at a time into files, then these into one."""
    with TemporaryDirectory() as folder:
        parts = []
        for start in range(0, len(letters), _PART):
            joined = pdfium.PdfDocument.new()
            for path in letters[start : start + _PART]:
                with pdfium.PdfDocument(path) as document:
                    joined.import_pages(document)
            parts.append(Path(folder) / f"{start}.pdf")
            joined.save(parts[-1])
            joined.close()
        return _pdfium(parts)


WAYS: dict[str, Way] = {
    "exhibit pack": _pack,
    "joined by pypdf": _pypdf,
    "joined by PDFium": _pdfium,
    "joined by PDFium in parts": _pdfium_in_parts,
}


def _made_letters(folder: Path) -> list[Path]:
    paths = []
    for letter in make_letters(100, seed=1):
        pdf = FPDF(unit="pt", format="letter")
        pdf.set_font("Helvetica", size=10)
        pdf.add_page()
        pdf.multi_cell(0, 13, letter.text.encode("latin-1", "replace").decode("latin-1"))
        paths.append(folder / f"{letter.name}.pdf")
        pdf.output(str(paths[-1]))
    return paths


def _scans(folder: Path) -> list[Path]:
    """100 PDFs, each with a page that is a picture of 1 MB which cannot be compressed."""
    from PIL import Image

    paths = []
    for at in range(100):
        pdf = FPDF(unit="pt", format="letter")
        pdf.add_page()
        pdf.image(Image.frombytes("L", (1000, 1000), os.urandom(1_000_000)), 0, 0, 612, 700)
        paths.append(folder / f"scan-{at}.pdf")
        pdf.output(str(paths[-1]))
    return paths


if __name__ == "__main__":
    print_table(("measured", "figure", "to reach"), measure())
