"""Documents that anybody hands in: what is read of them, and what is refused before it does harm."""

import re
import time
from pathlib import Path

import pytest

from letters.errors import UnreadableFile
from letters.reading import apart
from letters.reading.document import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES, read_document, shortened
from tests.letters.docx import WORD, document, docx, packed, paragraph
from tests.letters.pdfs import pdf, text_pdf

LINES = "Treatment requested: Norco 10/325mg #60\nDetermination: not certified"


def folded(text):
    return " ".join(text.split())


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode(),
        LINES.encode("utf-16"),
        b"\xef\xbb\xbf" + LINES.encode(),
        LINES.replace("\n", "\r\n").encode("windows-1252"),
        text_pdf(LINES),
        docx(LINES),
    ],
    ids=["utf-8", "utf-16", "utf-8 with BOM", "windows-1252", "pdf", "docx"],
)
def test_the_content_and_not_a_name_decides_how_a_document_is_read(data):
    assert folded(read_document(data).text) == folded(LINES)


def test_a_word_tables_row_is_one_line_and_deleted_text_is_not_read():
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Norco", "denied"))
    deleted = "<w:p><w:del><w:r><w:delText>withdrawn</w:delText></w:r></w:del></w:p>"
    text = read_document(
        packed(document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{deleted}{paragraph('end')}"))
    ).text
    assert [folded(line) for line in text.split("\n") if line.strip()] == ["Norco denied", "end"]


def test_what_older_programs_show_in_place_of_a_text_box_is_not_read_twice():
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{paragraph("box")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('box')}</mc:Fallback></mc:AlternateContent>"
    )
    assert read_document(packed(document(box))).text.split() == ["box"]


def lying_about_its_size() -> bytes:
    """A Word file whose directory says that its document has ten bytes."""
    data = bytearray(docx("x" * 5_000))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def flagged(bit: int) -> bytes:
    """A Word file whose entries say of themselves that they are encrypted."""
    data = bytearray(docx(LINES))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.rindex(signature) + offset] |= bit
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"  \n", "empty"),
        (b"a" * (MAX_BYTES + 1), "larger than 5 MB"),
        (b"\x00\x01\x02", "no text"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "older Word file"),
        (b"{\\rtf1 text}", "rich-text"),
        (b"\xff\xfea", "damaged"),
        (b"%PDF-1.4 nothing more", "damaged"),
        (pdf([]), "a scan"),
        (docx(" "), "no text"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (packed("<x/>", name="other.xml"), "no Word document"),
        (packed("<w:document>not closed"), "damaged"),
        (packed(document("<w:p>" * 1_000)), "nested"),
        (packed(document(paragraph("x"), "<!DOCTYPE x>")), "declares"),
        (packed(b"<a>" + b" " * 40_000_000), "unpacks to far more"),
        (lying_about_its_size(), "damaged"),
        (flagged(0x01), "encrypted"),
        (flagged(0x40), "encrypted"),
    ],
    # Its own ids would spell out five megabytes.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_a_reason(data, reason):
    with pytest.raises(UnreadableFile, match=re.escape(reason)):
        read_document(data)


def test_entities_of_a_word_file_open_no_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    body = "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
    with pytest.raises(UnreadableFile):
        read_document(packed(document(body, entity)))


def test_a_bomb_of_text_is_read_no_further_than_needed():
    started = time.monotonic()
    read = read_document(packed(document(paragraph("word " * 5_000_000))))
    assert time.monotonic() - started < 5
    assert len(read.text) == MAX_CHARACTERS
    assert read.notes == ("Only the first 100,000 characters were read.",)


def test_of_a_long_pdf_the_first_pages_are_read_and_the_reader_is_told():
    pages = [[(f"Page number {n} of the record", 700.0)] for n in range(MAX_PAGES + 5)]
    read = read_document(pdf(*pages))
    assert f"number {MAX_PAGES - 1} of" in read.text
    assert f"number {MAX_PAGES} of" not in read.text
    assert read.notes == (f"Only the first {MAX_PAGES} of {MAX_PAGES + 5} pages were read.",)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", -4.999)
    with pytest.raises(UnreadableFile, match="too much to read"):
        read_document(text_pdf(LINES))


def test_a_word_file_of_the_strict_kind_is_read():
    xml = document(paragraph("strict")).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_document(packed(xml, name="word/document2.xml")).text.strip() == "strict"


def test_a_long_text_is_cut_with_a_note():
    assert shortened("a" * MAX_CHARACTERS).notes == ()
    assert len(shortened("a" * (MAX_CHARACTERS + 1)).text) == MAX_CHARACTERS


def test_the_process_that_reads_a_pdf_is_found_from_any_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert "Norco" in read_document(text_pdf(LINES)).text
    assert list(Path(tmp_path).iterdir()) == []
