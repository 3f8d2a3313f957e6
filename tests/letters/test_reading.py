"""From files, folders and archives to text, or to a reason that a person understands."""

import io
import os
import pickle
import struct
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from letters.errors import UnreadableFile
from letters.reading import read_bytes, read_letter
from letters.reading.sources import Source, find_sources
from tests.letters.pdfs import pdf, text_pdf

LINE = "Tizanidine 4mg for sixty days"


def refusal(name: str, data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(name, data, **limits)
    return str(refused.value)


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def shown(paths: list[Path], root: Path) -> list[str]:
    return [str(Path(source.path).relative_to(root)) for source in find_sources(paths)]


# Text files


def test_text_is_read_as_utf_8_with_or_without_its_mark():
    assert read_bytes("a.txt", "90° – ok".encode()).text == "90° – ok"
    assert read_bytes("a.txt", b"\xef\xbb\xbf" + "90°".encode()).text == "90°"


def test_other_text_is_read_as_windows_1252():
    assert read_bytes("a.txt", b"the patient\x92s 90\xb0").text == "the patient’s 90°"


def test_line_ends_of_any_system_become_one():
    assert read_bytes("a.txt", b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_the_media_type_says_what_was_read():
    assert read_bytes("a.txt", b"text").media_type == "text/plain"
    assert read_bytes("a.pdf", text_pdf(LINE)).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"GIF89a\0\0\1", "is no text"),
        (b"caf\xe9 \x81\x8d", "UTF-8 or Windows-1252"),
        (b"\xff\xfea\0b\0", "UTF-16"),
        (b"\xfe\xff\0a\0b", "UTF-16"),
        ("ab".encode("utf-32"), "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0a", "UTF-32"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, reason):
    assert reason in refusal("a.txt", data)


def test_a_file_that_is_too_large_is_refused_by_its_limit():
    assert "larger than 1 MB" in refusal("a.txt", b"x" * 1_000_001, max_bytes=1_000_000)


@pytest.mark.parametrize("name", ["letter.txt", "letters.zip"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path, name):
    os.mkfifo(tmp_path / name)
    (source,) = find_sources([tmp_path])
    with pytest.raises(UnreadableFile, match="no ordinary file"):
        source.read_bytes()
    with pytest.raises(UnreadableFile, match="no ordinary file"):
        read_letter(tmp_path / name)


def test_a_device_is_refused_and_a_folder_cannot_be_opened(tmp_path):
    with pytest.raises(UnreadableFile, match="no ordinary file"):
        read_letter(Path("/dev/zero"))
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_letter(tmp_path)


def test_a_file_that_is_not_there_is_refused_with_a_reason(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_letter(tmp_path / "nowhere.txt")


# PDFs


def test_a_pdf_is_read_line_by_line():
    assert read_bytes("a.pdf", text_pdf(f"{LINE}\nwith one refill")).text.split() == [
        *LINE.split(),
        "with",
        "one",
        "refill",
    ]


def test_an_empty_line_is_set_where_the_page_has_room_between_two_paragraphs():
    text = read_bytes("a.pdf", text_pdf("First paragraph\ngoes on here\nand here\n\nSecond paragraph")).text
    assert text.startswith("First paragraph\ngoes on here\nand here\n\nSecond paragraph")


def test_pages_are_parted_by_a_form_feed():
    text = read_bytes(
        "a.pdf", pdf([("The first page has this", 700)], [("The second page has that", 700)])
    ).text
    assert [page.strip() for page in text.split("\f")] == [
        "The first page has this",
        "The second page has that",
    ]


def test_a_pdf_is_known_by_its_content_whatever_it_is_called():
    assert LINE in read_bytes("letter.txt", text_pdf(LINE)).text


def test_a_pdf_without_text_asks_for_ocr():
    assert "Run OCR first" in refusal("scan.pdf", pdf([], []))


def test_a_broken_pdf_is_refused_with_a_reason():
    assert "damaged" in refusal("a.pdf", b"%PDF-1.7\nnothing more")


def test_a_pdf_that_was_cut_off_is_read_or_refused():
    whole = text_pdf(LINE)
    for length in range(10, len(whole), 40):
        with suppress(UnreadableFile):
            assert LINE in read_bytes("a.pdf", whole[:length]).text


def test_a_web_page_that_is_called_pdf_is_refused():
    assert "is no PDF" in refusal("a.pdf", b"<html>Not found</html>")


def test_a_pdf_of_too_many_pages_is_refused():
    assert "301 pages" in refusal("a.pdf", pdf(*[[(LINE, 700)]] * 301))


def shared_page_pdf(content: str, pages: int) -> bytes:
    """A small PDF whose pages all show the same, packed well."""
    packed = zlib.compress(content.encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b" 3 0 R" * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    numbered = (b"%d 0 obj" % number + each + b"endobj\n" for number, each in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(("strings", "pages"), [(100, 200), (30_000, 1)])
def test_a_small_pdf_of_far_too_much_text_is_refused_before_it_is_all_read(strings, pages):
    content = "BT /F 1 Tf 10 700 Td " + f"({'a' * 70}) Tj " * strings + "ET"
    data = shared_page_pdf(content, pages)
    assert len(data) < 50_000
    started = time.process_time()
    assert "Split it" in refusal("a.pdf", data)
    assert time.process_time() - started < 3  # half a second; read in full it takes a minute


def test_many_pages_that_show_the_same_are_read_within_the_limit():
    data = shared_page_pdf(f"BT /F 1 Tf 10 700 Td ({LINE}) Tj ET", 20)
    assert read_bytes("a.pdf", data).text.count(LINE) == 20


# Files, folders and archives


def test_a_folder_gives_its_letters_in_order_and_leaves_out_the_rest(tmp_path):
    for name in ("b.txt", "a.pdf", "facts.json", ".hidden.txt", "c/D.TXT", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert shown([tmp_path], tmp_path) == ["a.pdf", "b.txt", "c/D.TXT"]


def test_a_file_that_is_named_itself_is_taken_whatever_it_is_called(tmp_path):
    (tmp_path / "letter").write_text("text")
    (source,) = find_sources([tmp_path / "letter"])
    assert source.read_bytes() == b"text"


def test_a_path_where_nothing_is_becomes_a_source_with_a_reason(tmp_path):
    (source,) = find_sources([tmp_path / "nowhere"])
    with pytest.raises(UnreadableFile, match="no such file"):
        source.read_bytes()


def test_an_archive_gives_its_letters_and_writes_nothing(tmp_path):
    file = archive(
        tmp_path / "letters.zip",
        {
            "2016/a.txt": b"one",
            "b.pdf": b"x",
            "read.me": b"x",
            "__MACOSX/c.txt": b"x",
            "../../evil.txt": b"two",
        },
    )
    before = sorted(tmp_path.parent.rglob("*"))
    sources = list(find_sources([tmp_path]))
    assert [source.path for source in sources] == [
        f"{file}/2016/a.txt",
        f"{file}/b.pdf",
        f"{file}/../../evil.txt",
    ]
    assert [sources[0].read_bytes(), sources[2].read_bytes()] == [b"one", b"two"]
    assert sorted(tmp_path.parent.rglob("*")) == before


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("a.txt", "one")
        file.writestr("a.txt", "two")
    assert [source.read_bytes() for source in find_sources([tmp_path])] == [b"one", b"two"]


def test_a_folder_that_cannot_be_opened_becomes_a_source_with_a_reason(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("text")
    monkeypatch.chdir(tmp_path)
    for _ in range(20):  # deeper than any path may be long
        Path("d" * 250).mkdir()
        os.chdir("d" * 250)
    letter, closed = find_sources([tmp_path])
    assert letter.read_bytes() == b"text"
    with pytest.raises(UnreadableFile, match=r"The folder cannot be opened: File name too long\."):
        closed.read_bytes()


def test_a_source_can_be_sent_to_another_process(tmp_path):
    (source,) = find_sources([archive(tmp_path / "a.zip", {"a.txt": b"one"})])
    assert pickle.loads(pickle.dumps(source)).read_bytes() == b"one"  # noqa: S301 - our own bytes


def test_a_broken_archive_becomes_a_source_with_a_reason(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\3\4 no archive")
    (source,) = find_sources([tmp_path])
    with pytest.raises(UnreadableFile, match="archive is damaged"):
        source.read_bytes()


def test_an_archive_that_the_system_does_not_open_is_not_called_damaged(tmp_path):
    (tmp_path / "a.zip").symlink_to("nowhere.zip")
    (source,) = find_sources([tmp_path])
    with pytest.raises(UnreadableFile, match=r"The archive cannot be opened: No such file or directory\."):
        source.read_bytes()


def test_a_damaged_member_is_refused_and_the_others_are_read(tmp_path):
    file = archive(tmp_path / "a.zip", {"a.txt": b"one " * 500, "b.txt": b"two"})
    data = bytearray(file.read_bytes())
    data[40:48] = b"\xff" * 8
    file.write_bytes(data)
    damaged, whole = find_sources([file])
    with pytest.raises(UnreadableFile, match="damaged"):
        damaged.read_bytes()
    assert whole.read_bytes() == b"two"


def test_a_member_that_unpacks_to_far_more_is_not_opened(tmp_path):
    (source,) = find_sources([archive(tmp_path / "a.zip", {"bomb.txt": b"0" * 5_000_000})])
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        source.read_bytes()


def test_a_member_is_read_to_its_limit_whatever_size_the_archive_claims(tmp_path):
    file = archive(tmp_path / "a.zip", {"a.txt": b"0123456789" * 100})
    data = file.read_bytes()
    file.write_bytes(data.replace(struct.pack("<I", 1000), struct.pack("<I", 5)))
    (source,) = find_sources([file])
    with pytest.raises(UnreadableFile, match=r"damaged|larger"):
        source.read_bytes(100)


def test_an_archive_inside_an_archive_is_reported_and_not_opened(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("a.txt", "one")
    (source,) = find_sources([archive(tmp_path / "a.zip", {"inner.zip": inner.getvalue()})])
    with pytest.raises(UnreadableFile, match="inside an archive"):
        source.read_bytes()


def test_a_locked_member_is_refused_with_a_reason(tmp_path):
    file = archive(tmp_path / "a.zip", {"a.txt": b"one"})
    data = bytearray(file.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    file.write_bytes(data)
    (source,) = find_sources([file])
    assert isinstance(source, Source)
    with pytest.raises(UnreadableFile, match="encrypted"):
        source.read_bytes()


@pytest.mark.real_letters
def test_every_real_pdf_gives_its_text_though_all_are_encrypted(real_letters):
    paths = sorted((real_letters / "pdf").glob("*.pdf"))
    assert len(paths) == 144
    for path in paths:
        assert path.read_bytes().count(b"/Encrypt") >= 1
        assert "Case Number: " + path.stem in read_letter(path).text
