"""PDFs that a test writes as it needs them, byte by byte."""

from collections.abc import Sequence

Line = tuple[str, float]
"""The text of a line, and how far above the page's foot it stands."""


def pdf(*pages: Sequence[Line]) -> bytes:
    """A PDF with these lines on its pages; a page without lines is what a scan has for text."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, lines in enumerate(pages):
        content = "\n".join(f"BT /F1 10 Tf 72 {height} Td ({_escaped(text)}) Tj ET" for text, height in lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _with_table(objects)


def text_pdf(text: str, step: float = 12) -> bytes:
    """A PDF of one page with the lines of the text, an empty line being an empty step."""
    lines = [(line, 760 - step * row) for row, line in enumerate(text.split("\n")) if line]
    return pdf(lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _with_table(objects: list[str]) -> bytes:
    body = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")
