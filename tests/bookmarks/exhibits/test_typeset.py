"""A letter's text typeset."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from bookmarks.exhibits.pack.lettering import face, printable, wrapped
from bookmarks.exhibits.pack.sheet import BOTTOM, LEFT, RIGHT
from bookmarks.exhibits.pack.typeset import typeset
from determinations.letter_lines import rewrapped
from letters.reading import read_bytes
from letters.samples import make_letters
from tests.bookmarks.exhibits.packs import exhibit, pack_of


def words_of(sheets) -> list[str]:
    """All words below the head of each sheet."""
    return [word for sheet in sheets for line in sheet.lines[2:] for word in line.text.split()]


def test_every_word_is_there_in_its_order():
    for letter in make_letters(30, seed=4):
        assert words_of(typeset(letter.text, "CM")) == rewrapped(letter.text).split()


def test_the_pdf_holds_the_words_too():
    letter = next(iter(make_letters(1, seed=5)))
    texts = pack_of(exhibit(text=letter.text)).texts[3:]
    assert set(rewrapped(letter.text).split()) <= set(" ".join(texts).split())


def test_each_character_of_the_real_letters_has_its_own_shape(real_letters):
    paths = [*real_letters.glob("*/*.txt"), *real_letters.glob("pdf/*.pdf")]
    assert len(paths) > 100
    letters = {
        letter
        for path in paths
        for letter in rewrapped(read_bytes(path.name, path.read_bytes()).text)
        if letter.isprintable()
    }
    assert letters <= set(face().widths)
    assert letters <= set(face(bold=True).widths)


def test_letters_of_many_alphabets_are_printed():
    text = "Nguyễn Þór Łukasz Αλφα Жанна § ½ ≥ → “” fi"
    assert text in pack_of(exhibit(text=text)).texts[3]


def test_a_character_that_the_font_lacks_is_printed_as_its_code():
    assert printable("中🙂") == "[U+4E2D][U+1F642]"


def test_a_combined_accent_becomes_the_letter_with_it():
    assert printable("e\u0301") == "é"


@given(some.text())
@example("\u211d\u2102\u2146")
def test_whatever_is_printed_has_a_width(text):
    for bold in (False, True):
        assert set(printable(text)) <= set(face(bold=bold).widths)


def test_a_title_with_a_character_that_only_the_bold_lacks_is_printed():
    assert "Doe [U+211D]" in pack_of(exhibit(), title="Doe \u211d").texts[0]


@given(some.text(alphabet="ab -", min_size=1), some.floats(30, 200))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text, width):
    lines = wrapped(text, width, 10)
    assert all(face().width(line, 10) <= width + 0.001 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_text_stays_inside_the_margins():
    text = "WORD " * 3000 + "x" * 2000 + "\n" + "A HEADING IN CAPITALS\n" * 80
    for sheet in typeset(text, "CM"):
        for line in sheet.lines[2:]:
            assert line.x >= LEFT - 0.1
            assert line.x + face(bold=line.bold).width(line.text, line.size) <= RIGHT + 0.1
            assert line.y <= BOTTOM


def test_a_page_of_the_letter_begins_on_a_new_sheet():
    sheets = typeset("First page.\n\fSecond page.", "CM")
    assert [sheet.lines[2].text for sheet in sheets] == ["First page.", "Second page."]


def test_a_heading_in_capitals_stands_out():
    lines = typeset("CLINICAL CASE SUMMARY\nThe worker.", "CM")[0].lines[2:]
    assert [line.bold for line in lines[:2]] == [True, False]


def test_columns_of_a_letters_head_stay_columns():
    text = "Date Assigned:        01/09/2014          Date of Injury:    07/15/2010\n"
    text += "Decision Date:        02/04/2014          UR Denial Date:    09/11/2013\n"
    lines = typeset(text, "CM")[0].lines[2:]
    assert [line.text for line in lines[:4]] == [
        "Date Assigned:",
        "01/09/2014",
        "Date of Injury:",
        "07/15/2010",
    ]
    assert [line.x for line in lines[:4]] == pytest.approx([line.x for line in lines[4:8]], abs=1)


@pytest.mark.parametrize("text", ["", " \n\f\n ", "\x02\x00"])
def test_a_letter_without_words_has_one_sheet(text):
    assert len(typeset(text, "CM")) == 1
