"""The letters' own pages in a pack: as they are, or why they are not there."""

import pytest
from PIL import ImageChops
from pypdf import PageObject
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from bookmarks.exhibits.pack.preview import preview
from tests.bookmarks.exhibits.packs import (
    changed,
    exhibit,
    letter_pdf,
    original,
    pack_of,
    picture_of,
)

LETTER = 4
"""The page of a pack of one exhibit on which its letter begins."""
_STAMP = (380, 745, 612, 792)
"""Where a page's number stands: from the upper left corner."""


def pack_of_pdf(folder, data):
    return pack_of(exhibit(original=original(folder, data)))


def without_number(picture, box=_STAMP):
    """The picture with white in place of the number."""
    picture = picture.copy()
    picture.paste(255, box)
    return picture


def test_a_page_with_a_free_margin_is_not_changed(tmp_path):
    data = letter_pdf("As it was received")
    shown = pack_of_pdf(tmp_path, data).picture(LETTER)
    assert not ImageChops.difference(without_number(shown), picture_of(data)).getbbox()
    assert ImageChops.difference(shown, picture_of(data)).getbbox(), "the number is there"


def test_a_page_that_has_something_in_the_corner_is_made_smaller_and_hides_nothing(tmp_path):
    data = letter_pdf("Body", foot="Page 1 of 1, printed low")
    pack = pack_of_pdf(tmp_path, data)
    assert "Page 1 of 1, printed low" in pack.texts[LETTER - 1]
    ink = ImageChops.invert(pack.picture(LETTER, scale=2))
    number = ink.crop((760, 1584 - 2 * 36, 1224, 1584)).getbbox()
    above = ink.crop((760, 1584 - 2 * 120, 1224, 1584 - 2 * 36)).getbbox()
    assert number, "the number is below"
    assert above, "the page's own foot is above it"
    assert ink.crop((760, 1584 - 2 * 44, 1224, 1584 - 2 * 36)).getbbox() is None


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("foot", ["", "Page 1"])
def test_the_number_stands_in_the_corner_as_the_page_is_seen(tmp_path, rotation, foot):
    def turn(writer):
        writer.pages[0].rotate(rotation)

    data = changed(letter_pdf("Turned", size=(500, 700), foot=foot), turn)
    shown = ImageChops.invert(pack_of_pdf(tmp_path, data).picture(LETTER))
    width, height = shown.size
    assert (width, height) == ((500, 700) if rotation in (0, 180) else (700, 500))
    left, top, right, bottom = shown.crop((width - 110, height - 34, width, height)).getbbox()
    assert (right, bottom) == pytest.approx((110 - 36, 34 - 22), abs=2)
    assert left > 5
    assert top < 12


def test_a_page_larger_than_what_is_seen_of_it_is_numbered_where_it_is_seen(tmp_path):
    def crop(writer):
        writer.pages[0].cropbox.lower_left = (50, 60)
        writer.pages[0].cropbox.upper_right = (550, 760)

    shown = ImageChops.invert(pack_of_pdf(tmp_path, changed(letter_pdf("Cropped"), crop)).picture(LETTER))
    assert shown.size == (500, 700)
    assert shown.crop((380, 666, 470, 680)).getbbox()


def test_content_that_leaves_its_state_open_does_not_move_the_number(tmp_path):
    def leave_open(writer):
        content = DecodedStreamObject()
        content.set_data(b"q 0.1 0 0 0.1 300 300 cm q 1 0 0 RG")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content)

    shown = ImageChops.invert(pack_of_pdf(tmp_path, changed(letter_pdf("x"), leave_open)).picture(LETTER))
    left, top, right, bottom = shown.getbbox()
    assert (right, bottom) == pytest.approx((612 - 36, 792 - 22), abs=2)
    assert right - left < 90
    assert bottom - top < 15


def test_a_page_whose_content_is_in_parts_is_whole(tmp_path):
    def split(writer):
        page: PageObject = writer.pages[0]
        data = page.get_contents().get_data()
        middle = data.index(b"\n", len(data) // 2)
        parts = []
        for part in (data[:middle], data[middle:]):
            stream = DecodedStreamObject()
            stream.set_data(part)
            parts.append(writer._add_object(stream))
        page[NameObject("/Contents")] = ArrayObject(parts)

    data = letter_pdf("In two parts")
    shown = pack_of_pdf(tmp_path, changed(data, split)).picture(LETTER)
    assert not ImageChops.difference(without_number(shown), picture_of(data)).getbbox()


def test_a_note_on_the_page_is_shown_and_what_a_click_would_do_is_gone(tmp_path):
    def annotate(writer):
        note = FreeText(text="Received", rect=(100, 500, 300, 560), background_color="cccccc")
        added = writer.add_annotation(page_number=0, annotation=note)
        form = DecodedStreamObject()
        form.set_data(b"0.5 g 0 0 200 60 re f")
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject([NumberObject(one) for one in (0, 0, 200, 60)]),
            }
        )
        appearance = DictionaryObject({NameObject("/N"): writer._add_object(form)})
        added[NameObject("/AP")] = appearance
        action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
        added[NameObject("/A")] = action
        writer.root_object[NameObject("/OpenAction")] = action

    pack = pack_of_pdf(tmp_path, changed(letter_pdf("x"), annotate))
    assert pack.picture(LETTER).getpixel((200, 792 - 530)) == pytest.approx(128, abs=4)
    assert b"JavaScript" not in pack.data
    assert not {"/Names", "/OpenAction"} & set(pack.reader.root_object)


def test_a_letter_that_anybody_may_open_and_print_is_shown_though_it_is_encrypted(tmp_path):
    def encrypt(writer):
        writer.encrypt("", "owner", permissions_flag=-1340 & 0xFFFFFFFF, algorithm="AES-128")

    pack = pack_of_pdf(tmp_path, changed(letter_pdf("Published so"), encrypt))
    assert "Published so" in pack.texts[LETTER - 1]
    assert not pack.reader.is_encrypted


def refused(writer):
    writer.encrypt("secret", algorithm="AES-256")


def not_to_print(writer):
    writer.encrypt("", "owner", permissions_flag=(-1340 & ~0x804) & 0xFFFFFFFF, algorithm="AES-128")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed(letter_pdf("x"), refused), "locked by a password"),
        (changed(letter_pdf("x"), not_to_print), "does not permit printing"),
        (letter_pdf("x")[:200], "damaged"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (b"", "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_shown_is_typeset_and_the_slip_sheet_says_why(tmp_path, data, reason):
    pack = pack_of_pdf(tmp_path, data)
    assert reason in pack.texts[2]
    assert "The letter of CM17-0000001, as text." in pack.texts[LETTER - 1]


def test_a_file_that_is_not_the_one_that_was_received_is_typeset(tmp_path):
    letter = original(tmp_path, letter_pdf("As received"))
    letter.path.write_bytes(letter_pdf("Exchanged"))
    pack = pack_of(exhibit(original=letter))
    assert "Exchanged" not in "".join(pack.texts)
    assert "damaged" in pack.texts[2]


def test_a_file_that_is_gone_is_typeset(tmp_path):
    letter = original(tmp_path, letter_pdf("x"))
    letter.path.unlink()
    assert "not in the portal’s data folder" in pack_of(exhibit(original=letter)).texts[2]
    assert preview(exhibit(original=letter)).is_typeset


def test_objects_that_only_break_when_they_are_copied_are_typeset_too(tmp_path):
    def break_resources(writer):
        writer.pages[0][NameObject("/MediaBox")] = NumberObject(3)

    pack = pack_of_pdf(tmp_path, changed(letter_pdf("x"), break_resources))
    assert "damaged" in pack.texts[2]
    assert "as text" in pack.texts[LETTER - 1]


def test_one_damaged_letter_leaves_the_others_as_they_are(tmp_path):
    pack = pack_of(
        exhibit(original=original(tmp_path, b"%PDF-", "1.pdf")),
        exhibit(original=original(tmp_path, letter_pdf("Whole"), "2.pdf")),
    )
    assert "Whole" in pack.texts[5]


def test_pages_that_share_their_content_share_it_in_the_pack(tmp_path):
    def repeat(writer):
        content = DecodedStreamObject()
        content.set_data(b"% " + bytes(range(65, 91)) * 4000 + b"\n")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
        for _ in range(59):
            writer.add_page(writer.pages[0])
            writer.pages[-1][NameObject("/Contents")] = writer.pages[0].raw_get("/Contents")

    data = changed(letter_pdf("x"), repeat)
    pack = pack_of_pdf(tmp_path, data)
    assert pack.made.pages == 63
    assert len(pack.data) < 2 * len(data) + 200_000


@pytest.mark.usefixtures("real_letters")
def test_real_letters_are_seen_as_they_are(real_letters, tmp_path):
    letters = [path.read_bytes() for path in sorted((real_letters / "pdf").glob("*.pdf"))[:20]]
    pack = pack_of(
        *(
            exhibit(f"CM{at}", original=original(tmp_path, data, f"{at}.pdf"))
            for at, data in enumerate(letters)
        )
    )
    for data, placed in zip(letters, pack.made.exhibits, strict=True):
        for page in range(placed.letter_first, placed.last + 1):
            shown = without_number(pack.picture(page))
            expected = picture_of(data, page - placed.letter_first + 1)
            assert not ImageChops.difference(shown, expected).getbbox()
