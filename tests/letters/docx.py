"""Word files that a test writes as it needs them."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text: str) -> bytes:
    """A Word document with a paragraph for each line of the text."""
    return packed(document("".join(paragraph(line) for line in text.split("\n"))))


def document(body: str, declarations: str = "") -> str:
    opening = f'<?xml version="1.0"?>{declarations}<w:document xmlns:w="{WORD}"><w:body>'
    return f"{opening}{body}</w:body></w:document>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def packed(xml: str | bytes, name: str = "word/document.xml") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, xml)
    return file.getvalue()
