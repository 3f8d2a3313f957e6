"""Letters and packs for tests: PDFs that are made here, and what a pack holds when it is read back."""

from datetime import date
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from bookmarks.exhibits.pack.making import write_pack
from bookmarks.exhibits.pack.request import CitedFor, Exhibit, Original, PackRequest


def letter_pdf(*pages: str, size: tuple[float, float] = (612, 792), foot: str = "") -> bytes:
    """A PDF with these texts on its pages; ``foot`` is printed into the lower right corner of each."""
    pdf = FPDF(unit="pt", format=size)
    pdf.set_auto_page_break(auto=False)
    pdf.set_font("Helvetica", size=12)
    for text in pages:
        pdf.add_page()
        pdf.text(72, 100, text)
        if foot:
            pdf.text(size[0] - 36 - pdf.get_string_width(foot), size[1] - 24, foot)
    return bytes(pdf.output())


def changed(data: bytes, change) -> bytes:
    """The PDF after ``change`` was done to its pypdf writer."""
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def original(folder: Path, data: bytes, name: str = "letter.pdf") -> Original:
    """The PDF as a file."""
    path = folder / name
    path.write_bytes(data)
    return Original(path, sha256(data).hexdigest())


def exhibit(name: str = "CM17-0000001", **facts) -> Exhibit:
    """An exhibit whose letter is a text, unless told otherwise."""
    told = {
        "decided_on": date(2017, 3, 3),
        "outcome": "overturned",
        "citation": f"IMR Final Determination, Case No. {name}.",
        "cited_for": (CitedFor(1, "Norco 10/325mg #90", "overturned"),),
        "text": f"The letter of {name}, as text.",
        **facts,
    }
    return Exhibit(name=name, **told)


class Pack:
    """A pack, made and read back."""

    def __init__(self, request: PackRequest, **options) -> None:
        file = BytesIO()
        self.made = write_pack(request, file, **options)
        self.data = file.getvalue()

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.data), strict=True)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, as PDFium reads it."""
        with pdfium.PdfDocument(self.data) as document:
            return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]

    @property
    def outline(self) -> list[tuple[str, int]]:
        """Each entry with its page, counted from 1."""
        entries = self.reader.outline
        return [(entry.title, self.reader.get_destination_page_number(entry) + 1) for entry in entries]

    def picture(self, page: int, scale: float = 1):
        """A page, counted from 1, as it is seen."""
        with pdfium.PdfDocument(self.data) as document:
            return document[page - 1].render(scale=scale, grayscale=True).to_pil()


def pack_of(*exhibits: Exhibit, title: str = "Doe v. Acme", **options) -> Pack:
    """A pack of these exhibits."""
    return Pack(PackRequest(title, exhibits, **options))


def picture_of(data: bytes, page: int = 1, scale: float = 1):
    """A page of a PDF, counted from 1, as it is seen."""
    with pdfium.PdfDocument(data) as document:
        return document[page - 1].render(scale=scale, grayscale=True).to_pil()
